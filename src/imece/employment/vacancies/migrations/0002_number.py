from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vacancies", "0001_initial")]
    operations = [
        migrations.RunSQL("create sequence vacancies_number start 1000001", "drop sequence vacancies_number")
    ]
