from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vacancies', '0014_problems_in_each_language'),
    ]

    operations = [
        migrations.AddField(
            model_name='vacancy',
            name='changed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
