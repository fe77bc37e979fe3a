from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_waiting_identity'),
    ]

    operations = [
        migrations.RunSQL(
            "update accounts_waitingidentity set addressee = addressee - 'switched_off'", migrations.RunSQL.noop
        ),
    ]
