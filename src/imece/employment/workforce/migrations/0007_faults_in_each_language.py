from django.db import migrations, models

IN_ENGLISH = """
insert into workforce_personnelfault (upload_id, language, number, "column", value, problem, remedy)
select upload_id, 'en', number, "column", value, problem, remedy from workforce_personnelfault order by id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('workforce', '0006_fewer_indexes_of_lines'),
    ]

    operations = [
        migrations.AddField(
            model_name='personnelfault',
            name='language',
            field=models.CharField(default='tr', max_length=2),
            preserve_default=False,
        ),
        migrations.RunSQL(IN_ENGLISH, migrations.RunSQL.noop),
    ]
