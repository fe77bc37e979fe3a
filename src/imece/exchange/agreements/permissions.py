"""Who may do what with applications and agreements; what the gateway's database role may read of them."""

from imece.core.database.roles import give

give(
    "imece_gateway",
    *(
        f"select on agreements_{table}"
        for table in ("agreement", "agreementterm", "grant", "purpose", "suspension")
    ),
)
