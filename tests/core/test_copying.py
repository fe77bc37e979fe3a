"""Many rows by COPY are the rows that saving them one by one makes."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from imece.accounts.models import Organisation
from imece.core.actor import system_actor
from imece.core.database.copying import copy_rows
from imece.core.models import Draft
from imece.core.transactions import acting

pytestmark = pytest.mark.django_db
NAMES = (
    "token",
    "person_id",
    "owner_key",
    "label",
    "answers",
    "completed",
    "expires_on",
    "finished_at",
    "result_url",
)


def drafts(now: datetime) -> list[Draft]:
    given: list[dict[str, Any]] = [
        {"label": "İğne ve ıhlamur\tile\nikinci satır \\N \\. son"},
        {"answers": {"bir": ["a\\b", "“ç”", date(2026, 1, 2)]}},
        {"completed": ["ilk adım", "", 'tırnak "içinde", {süslü}'], "finished_at": now},
        {"label": "", "result_url": "/", "answers": {}},
    ]  # fmt: skip
    return [Draft(kind="test", person_id=1, updated_at=now, expires_on=now.date(), **one) for one in given]


def test_copied_rows_read_as_written_ones() -> None:
    now = timezone.now()
    copied, written = drafts(now), drafts(now)
    for one, other in zip(copied, written, strict=True):
        other.token = one.token
    copy_rows(copied)
    read = [list(Draft.objects.filter(pk=one.pk).values(*NAMES)) for one in copied]
    stamps = Draft.objects.filter(created_at__isnull=False).count()
    Draft.objects.all().delete()
    for other in written:
        other.save()
    assert read == [list(Draft.objects.filter(pk=other.pk).values(*NAMES)) for other in written]
    assert stamps == len(copied)


def test_a_copied_row_knows_its_key_and_is_saved_as_a_known_one() -> None:
    rows = drafts(timezone.now())
    copy_rows(rows)
    rows[0].label = "Değişti"
    rows[0].save()
    assert Draft.objects.count() == len(rows)
    assert Draft.objects.get(pk=rows[0].pk).label == "Değişti"
    assert Draft.objects.create(
        kind="test", person_id=1, updated_at=timezone.now(), expires_on=date(2026, 1, 1)
    ).pk


def test_nothing_copied_is_nothing_asked(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        copy_rows([])


def test_the_guards_hold_for_copied_rows_too() -> None:
    rows = [Organisation(kind="unit", number="1", name="Deneme")]
    with pytest.raises(DatabaseError, match="by nobody"):
        copy_rows(rows)


def test_in_an_actors_name_they_are_taken() -> None:
    with acting(system_actor("test")):
        copy_rows([Organisation(kind="unit", number="1", name="Deneme")])
    assert Organisation.objects.get(number="1").name == "Deneme"
