from django.db import migrations, models

EACH = """
update vacancies_bulkrow
set problems = case when problems = '[]' then '{}'::jsonb else jsonb_build_object('tr', problems, 'en', problems) end
"""


class Migration(migrations.Migration):

    dependencies = [
        ('vacancies', '0013_placed_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='bulkrow',
            name='problems',
            field=models.JSONField(default=dict),
        ),
        migrations.RunSQL(EACH, migrations.RunSQL.noop),
    ]
