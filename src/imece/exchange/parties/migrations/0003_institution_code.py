"""Numbers of institutions (`KRM-nnnnnnn`) are drawn from a sequence: never given twice."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_undertaking_scans")]

    operations = [
        migrations.RunSQL(
            "create sequence parties_institution_code minvalue 1 maxvalue 8999999 no cycle",
            "drop sequence parties_institution_code",
        )
    ]
