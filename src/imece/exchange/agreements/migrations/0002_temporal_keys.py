"""Temporal keys of PostgreSQL 18, for which Django has no words: no grant overlaps itself nor outlives its agreement."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

TERM_KEY = """
alter table agreements_agreementterm
    add constraint agreement_term_once_a_day unique (agreement_id, valid without overlaps);
"""
GRANT_KEYS = """
alter table agreements_grant
    add constraint grant_once_a_day unique (agreement_id, consumer_id, service, version, purpose_id, valid without overlaps);
alter table agreements_grant
    add constraint grant_within_agreement
    foreign key (agreement_id, period valid) references agreements_agreementterm (agreement_id, period valid);
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(
            TERM_KEY, "alter table agreements_agreementterm drop constraint agreement_term_once_a_day;"
        ),
        migrations.RunSQL(
            GRANT_KEYS,
            "alter table agreements_grant drop constraint grant_within_agreement, drop constraint grant_once_a_day;",
        ),
    ]
