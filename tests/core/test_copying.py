"""Many rows by COPY are the rows that saving them one by one makes."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError
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


def drafts(now: datetime) -> list[dict[str, Any]]:
    same = {
        "kind": "test", "person_id": 1, "owner_key": "", "label": "", "answers": {}, "completed": [], "version": 0,
        "step_versions": {}, "subject_key": "", "subject_answers": {}, "created_at": now, "updated_at": now,
        "expires_on": now.date(), "finished_at": None, "result_url": "",
    }  # fmt: skip
    given: list[dict[str, Any]] = [
        {"label": "İğne ve ıhlamur\tile\nikinci satır \\N \\. son"},
        {"answers": {"bir": ["a\\b", "“ç”", date(2026, 1, 2)]}},
        {
            "completed": ["ilk adım", "", 'tırnak "içinde", {süslü}', "NULL", "ters \\ bölü"],
            "finished_at": now,
        },
        {"completed": ["ilk adım"], "result_url": "/"},
        {"completed": ["ilk adım"]},
    ]
    return [same | {"token": uuid4()} | one for one in given]


def read(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [Draft.objects.values(*NAMES).get(token=one["token"]) for one in rows]


def test_copied_rows_read_as_written_ones() -> None:
    rows = drafts(timezone.now())
    copy_rows(Draft, rows)
    copied = read(rows)
    Draft.objects.all().delete()
    for one in rows:
        Draft.objects.create(**one)
    assert copied == read(rows)
    assert len(copied) == len(rows)


def test_the_keys_are_told_in_the_rows_order_and_later_rows_get_others() -> None:
    rows = drafts(timezone.now())
    keys = copy_rows(Draft, rows)
    assert [Draft.objects.get(pk=key).token for key in keys] == [one["token"] for one in rows]
    later = Draft.objects.create(
        kind="test", person_id=1, updated_at=timezone.now(), expires_on=date(2026, 1, 1)
    )
    assert later.pk not in keys


def test_nothing_copied_is_nothing_asked(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert copy_rows(Draft, []) == []


UNIT = {"kind": "unit", "number": "1", "name": "Deneme", "is_active": True, "created_at": timezone.now()}


def test_the_guards_hold_for_copied_rows_too() -> None:
    with pytest.raises(DatabaseError, match="by nobody"):
        copy_rows(Organisation, [UNIT])


def test_in_an_actors_name_they_are_taken() -> None:
    with acting(system_actor("test")):
        copy_rows(Organisation, [UNIT])
    assert Organisation.objects.get(number="1").name == "Deneme"


def test_what_must_be_there_and_is_not_named_is_refused() -> None:
    rows = drafts(timezone.now())
    with pytest.raises(IntegrityError, match="expires_on"):
        copy_rows(
            Draft, [{name: value for name, value in one.items() if name != "expires_on"} for one in rows]
        )
