"""B1 and B2 in the database: each of the twelve ends is last month's end plus hired minus left, and none is negative."""

from django.db import migrations

CELLS = range(1, 13)
BALANCE = " and ".join(f"ends[{n}] = previous[{n}] + hired[{n}] - left_block[{n}]" for n in CELLS).replace(
    "left_block", '"left"'
)
LENGTHS = " and ".join(f'cardinality("{block}") = 12' for block in ("previous", "hired", "left", "ends"))


class Migration(migrations.Migration):
    dependencies = [("workforce", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "alter table workforce_workforcetable add constraint workforce_table_balances"
            f" check ({LENGTHS} and {BALANCE} and 0 <= all (ends));",
            "alter table workforce_workforcetable drop constraint workforce_table_balances;",
        )
    ]
