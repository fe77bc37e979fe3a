"""Bad proofs of known credentials are looked for each minute and are rare: found without reading the rest of the log."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_keeping_guards")]

    operations = [
        migrations.RunSQL(
            "create index ledger_entry_bad_proofs on ledger_entry (credential_id, asked_at)"
            " where outcome = 200 and credential_id <> 0",
            "drop index ledger_entry_bad_proofs",
        )
    ]
