from django.db import migrations


class Migration(migrations.Migration):
    """İŞKUR numbers are made from this serial (ID-22)."""

    dependencies = [("employers", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "create sequence employers_iskur_serial as integer minvalue 1 maxvalue 999999999;",
            "drop sequence employers_iskur_serial;",
        )
    ]
