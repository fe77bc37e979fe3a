"""The sequence behind the İŞKUR numbers (ID-22), and the first version of terms and information notice."""

from datetime import date
from pathlib import Path

from django.db import migrations

TEXTS = Path(__file__).parent.parent / "texts"


def load_texts(apps, schema_editor):
    version = apps.get_model("accounts", "TermsVersion")
    for kind in ("general", "privacy"):
        version.objects.create(
            kind=kind,
            number=1,
            text_tr=(TEXTS / f"{kind}-1.tr.txt").read_text(encoding="utf-8"),
            text_en=(TEXTS / f"{kind}-1.en.txt").read_text(encoding="utf-8"),
            valid_from=date(2026, 1, 1),
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_security")]

    operations = [
        migrations.RunSQL(
            "create sequence accounts_iskur_number minvalue 1 maxvalue 899999999 no cycle",
            "drop sequence accounts_iskur_number",
        ),
        migrations.RunPython(load_texts, migrations.RunPython.noop),
    ]
