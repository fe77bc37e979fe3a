"""Official papers: PDF made by typst, each with a verification code, a QR and a public check page (ID-26)."""
