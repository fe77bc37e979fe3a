"""A version's definition and end; a change in the catalogue raises the generation of access, as everything deciding."""

from django.db import migrations, models


TRIGGER = """
create schema if not exists sandbox;
create trigger raises_generation after insert or update or delete on catalogue_serviceversion
    for each statement execute function access_raise_generation();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('access', '0002_generation'),
    ]

    operations = [
        migrations.AddField(
            model_name='serviceversion',
            name='definition',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='deprecated_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='serviceversion',
            name='notice',
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name='serviceversion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'published'), models.Q(('deprecated_at__isnull', False), ('withdrawn_on__isnull', False)), _connector='OR'), name='service_version_end_is_announced', violation_error_message='A version ends on an announced day.'),
        ),
        migrations.RunSQL(TRIGGER, "drop trigger raises_generation on catalogue_serviceversion"),
    ]
