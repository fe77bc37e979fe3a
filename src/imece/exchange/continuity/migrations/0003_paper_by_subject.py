from django.db import migrations, models


SUBJECT_CONTEXT = "continuity_paperquestion.subject"


def find_by_subject(apps, schema_editor):
    from imece.core.encryption import decrypt
    from imece.exchange.fingerprints import fingerprint

    rows = apps.get_model("continuity", "PaperQuestion").objects.exclude(subject=b"")
    if not rows.exists():
        return
    schema_editor.execute("select set_config('imece.actor', 'migration', true)")
    for row in rows.iterator():
        row.subject_key = fingerprint(decrypt(bytes(row.subject), SUBJECT_CONTEXT))
        row.save(update_fields=["subject_key"])


class Migration(migrations.Migration):
    """The record of a question on paper is its sealed act; the numbers typed in by hand go."""

    dependencies = [("continuity", "0002_affected_listings")]

    operations = [
        migrations.RemoveField("paperquestion", "ledger_sequence"),
        migrations.RemoveField("paperquestion", "ledger_shard"),
        migrations.AddField(
            "paperquestion", "subject_key", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.AddIndex(
            "paperquestion", models.Index(fields=["subject_key", "-asked_at"], name="paper_question_by_subject")
        ),
        migrations.RunPython(find_by_subject, migrations.RunPython.noop),
    ]
