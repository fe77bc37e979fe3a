from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever waits for the register waits on, in the one table of all who do."""
    table = apps.get_model("accounts", "WaitingIdentity")
    for row in apps.get_model("jobseekers", "WaitingProfile").objects.all():
        table.objects.create(
            act="jobseekers.profile", key=str(row.person_id), person_id=row.person_id, given=row.values,
            began_at=row.began_at, asked_at=row.asked_at, tries=row.tries,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_waiting_identity"), ("jobseekers", "0005_blue_card")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop), migrations.DeleteModel(name="WaitingProfile")]
