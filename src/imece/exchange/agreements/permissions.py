"""Who may do what with applications and agreements."""
