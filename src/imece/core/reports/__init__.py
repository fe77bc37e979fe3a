"""Reports: one definition of columns gives the page, the PDF and the Excel (P0.5, P0.6, VAC-11)."""
