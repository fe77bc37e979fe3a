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
give("imece_gateway", "execute on function ledger_refusal()")
# The archive takes months off line, brings them back and destroys keys, by the functions that check it.
give(
    "imece_archive",
    *(
        f"select on {table}"
        for table in (
            "ledger_entry", "ledger_shard", "ledger_monthkey", "ledger_sealstate", "ledger_signedcheckpoint",
            "ledger_timestamp", "ledger_legalhold", "ledger_act", "ledger_dailystatement", "core_parameter",
        )
    ),
    "select, insert on ledger_archivefile",
    "select, insert on ledger_destruction",
    "insert on ledger_entry",
    "maintain on ledger_monthkey",
    "select, insert on core_auditrecord",
    "usage on sequence ledger_archivefile_id_seq",
    "usage on sequence ledger_destruction_id_seq",
    "usage on sequence core_auditrecord_id_seq",
    "execute on function ledger_make_partition(date)",
    "execute on function ledger_destroy_month(date)",
    "execute on function ledger_detach_month(date)",
)  # fmt: skip
