"""Who may do what with institutions and their people; what the gateway's database role may read of them."""

from imece.core.database.roles import give

give(
    "imece_gateway",
    *(f"select on parties_{table}" for table in ("institution", "subunit", "enduser", "undertaking")),
)
