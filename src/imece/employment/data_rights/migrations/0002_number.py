from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("data_rights", "0001_data_requests")]

    operations = [
        migrations.RunSQL("create sequence data_rights_number;", "drop sequence data_rights_number;"),
    ]
