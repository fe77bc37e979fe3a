from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dismissals", "0001_initial")]

    operations = [
        migrations.RunSQL("create sequence dismissals_number;", "drop sequence dismissals_number;"),
    ]
