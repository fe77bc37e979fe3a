"""Who may do what with institutions and their people."""
