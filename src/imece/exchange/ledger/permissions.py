"""Who may read the ledger; what the database roles of those who write and keep it may do."""

from imece.core.database.roles import give

# The gateway adds rows and moves its shard's head; it can neither change nor remove what it wrote.
give(
    "imece_gateway",
    "select, insert on ledger_entry",
    "select, insert on ledger_monthkey",
    "select on ledger_sealstate",
    "select, insert, update on ledger_shard",
    "execute on function ledger_make_partition(date)",
)
