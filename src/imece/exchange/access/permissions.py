"""Who may do what with credentials; what the gateway's database role may read of them."""

from imece.core.database.roles import give

give(
    "imece_gateway",
    *(f"select on access_{table}" for table in ("credential", "clientkey", "staticaddress", "generation")),
)
