from django.db import migrations

import imece.core.encryption

NAMES = ("group", "report_percent")
GROUPS = [
    ("disabled", "Disabled"), ("ex_convict", "Ex-convict"), ("terror_affected", "Affected by terror (TMY)"),
]  # fmt: skip
TO_TEXT = """
alter table workforce_compulsoryworker
    drop constraint workforce_compulsoryworker_report_percent_check,
    alter "group" type text, alter report_percent type text
"""
TO_BYTES = """
set constraints all immediate;
alter table workforce_compulsoryworker
    alter "group" type bytea using "group"::bytea,
    alter report_percent type bytea using report_percent::bytea, alter report_percent set not null
"""


def seal(apps, schema_editor):
    """As the text of the bytes, which the change of type reads."""
    connection, options = schema_editor.connection, apps.get_model("workforce", "CompulsoryWorker")._meta
    with connection.cursor() as cursor:
        cursor.execute("select set_config('imece.actor', 'migration', true)")
        cursor.execute('select "group", report_percent, id from workforce_compulsoryworker')
        for *plain, key in cursor.fetchall():
            sealed = [
                "\\x" + options.get_field(name).get_db_prep_value(value, connection).hex()
                for name, value in zip(NAMES, plain, strict=True)
            ]
            cursor.execute(
                'update workforce_compulsoryworker set "group" = %s, report_percent = %s where id = %s',
                [*sealed, key],
            )


class Migration(migrations.Migration):
    """KVK-03. The last change of type writes the table anew: no plain value stays in its file, not even of old rows."""

    dependencies = [("workforce", "0007_faults_in_each_language")]

    operations = [
        migrations.RemoveConstraint("compulsoryworker", "compulsory_worker_report_percent"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(TO_TEXT)],
            [
                migrations.AlterField(
                    "compulsoryworker", "group",
                    imece.core.encryption.EncryptedTextField(choices=GROUPS, verbose_name="Group"),
                ),
                migrations.AlterField(
                    "compulsoryworker", "report_percent",
                    imece.core.encryption.EncryptedNumberField(
                        blank=True, default=None, verbose_name="Per cent of the report"
                    ),
                ),
            ],
        ),
        migrations.RunPython(seal),
        migrations.RunSQL(TO_BYTES),
    ]  # fmt: skip
