"""The database's last word: privileges first, triggers second."""

import pytest
from django.db import DatabaseError, connection

from imece.accounts.models import Organisation
from imece.core import audit
from imece.core.actor import system_actor
from imece.core.models import AuditRecord
from imece.core.transactions import acting

pytestmark = pytest.mark.django_db


def test_the_trail_takes_new_lines_and_refuses_changes() -> None:
    line = audit.record(system_actor("test"), "test.happened")
    with pytest.raises(DatabaseError, match="permission denied"):
        AuditRecord.objects.filter(pk=line.pk).update(action="test.forged")


def test_a_change_by_nobody_is_refused_on_a_watched_table() -> None:
    with pytest.raises(DatabaseError, match="by nobody"):
        Organisation.objects.create(kind="unit", number="1", name="Deneme")


def test_a_change_in_an_actors_name_is_taken() -> None:
    with acting(system_actor("test")):
        assert Organisation.objects.create(kind="unit", number="1", name="Deneme").pk


def test_tests_meet_the_database_as_the_web_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("imece_web",)
