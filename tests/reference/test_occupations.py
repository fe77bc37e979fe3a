"""Staff keep the dictionary, with history (P14.1), and the days off (CAL-04)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from imece.core.actor import ANONYMOUS
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.reference.domain import occupations as verbs
from imece.reference.domain.special_days import enter_special_day, remove_special_day
from imece.reference.enums import OccupationFileKind, SpecialDayKind, SpecialDayScope
from imece.reference.models import Occupation, OccupationChange, OccupationFile, SpecialDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def cook() -> Occupation:
    return Occupation.objects.get(code="5120.80")


def last_change(occupation):
    return OccupationChange.objects.filter(occupation=occupation).first()


def test_edit_keeps_before_and_after(cook, editor):
    verbs.edit_occupation(
        occupation=cook, texts={"name": "Aşçı (genel)", "tools": cook.tools}, reason="karar 1", actor=editor
    )
    cook.refresh_from_db()
    change = last_change(cook)
    assert cook.name_fold == "asci (genel)"
    assert (change.kind, change.differences, change.person_id) == (
        "renamed",
        {"name": ["Aşçı", "Aşçı (genel)"]},
        7,
    )
    assert AuditRecord.objects.filter(action="reference.occupation_renamed", purpose="karar 1").exists()


def test_an_edit_that_changes_nothing_leaves_no_history(cook, editor):
    before = OccupationChange.objects.count()
    verbs.edit_occupation(occupation=cook, texts={"name": " Aşçı "}, reason="", actor=editor)
    assert OccupationChange.objects.count() == before


def test_add_hangs_the_occupation_on_its_unit_group(editor, today):
    added = verbs.add_occupation(
        code="5120.99", texts={"name": "Çorba ustası"}, reason="yeni", actor=editor, today=today
    )
    assert (added.isco_group_id, added.valid_from) == ("5120", today)
    stray = verbs.add_occupation(
        code="7799.99", texts={"name": "Bilinmeyen"}, reason="yeni", actor=editor, today=today
    )
    assert stray.isco_group_id == "X"


@pytest.mark.parametrize(
    "code, words", [("5120.9", "NNNN.NN"), ("5120.80", "already|zaten"), ("512O.91", "NNNN.NN")]
)
def test_a_wrong_or_known_code_is_refused(code, words, editor, today):
    with pytest.raises(ValidationError, match=words):
        verbs.add_occupation(code=code, texts={"name": "Deneme"}, reason="", actor=editor, today=today)


def test_OCC_04_retire_and_revive(cook, editor, today):
    successor = Occupation.objects.get(code="3434.80")
    verbs.retire_occupation(
        occupation=cook, replaced_by=successor, reason="birleşti", actor=editor, today=today
    )
    cook.refresh_from_db()
    assert (cook.valid_to, cook.replaced_by) == (today - timedelta(days=1), successor)
    assert not cook.is_valid_on(today)
    with pytest.raises(Problem) as refusal:
        verbs.retire_occupation(occupation=cook, replaced_by=None, reason="", actor=editor, today=today)
    assert refusal.value.code == "OCC-010"
    verbs.revive_occupation(occupation=cook, reason="geri alındı", actor=editor)
    cook.refresh_from_db()
    assert cook.is_valid_on(today)
    assert cook.replaced_by is None
    with pytest.raises(Problem) as refusal:
        verbs.revive_occupation(occupation=cook, reason="", actor=editor)
    assert refusal.value.code == "OCC-011"


def test_an_occupation_is_not_its_own_successor(cook, editor, today):
    with pytest.raises(ValidationError):
        verbs.retire_occupation(occupation=cook, replaced_by=cook, reason="", actor=editor, today=today)


def test_synonyms(cook, editor):
    verbs.set_synonyms(
        occupation=cook, names=["ahçı", "  mutfak   emekçisi ", ""], reason="öneri", actor=editor
    )
    assert {one.name for one in cook.synonyms.all()} == {"ahçı", "mutfak emekçisi"}
    assert last_change(cook).differences == {"synonyms": [["ahçı", "yemekçi"], ["ahçı", "mutfak emekçisi"]]}


def test_occupation_files_keep_their_old_text_in_the_history(cook, editor):
    kind = OccupationFileKind.INFORMATION
    verbs.save_occupation_file(occupation=cook, kind=kind, title="Aşçı", text="bir", reason="", actor=editor)
    file = verbs.save_occupation_file(
        occupation=cook, kind=kind, title="Aşçı", text="iki", reason="", actor=editor
    )
    assert OccupationFile.objects.get().text == "iki"
    assert last_change(cook).differences == {"file": "information: Aşçı", "text": ["bir", "iki"]}
    verbs.remove_occupation_file(file=file, reason="eskidi", actor=editor)
    assert not OccupationFile.objects.exists()
    assert last_change(cook).differences["text"] == ["iki", None]


@pytest.mark.parametrize("who, code", [("officer", "CORE-403"), (None, "CORE-401")])
def test_others_may_not(who, code, cook, request, today):
    actor = request.getfixturevalue(who) if who else ANONYMOUS
    attempts = [
        lambda: verbs.edit_occupation(occupation=cook, texts={"name": "x"}, reason="", actor=actor),
        lambda: verbs.add_occupation(
            code="5120.99", texts={"name": "x"}, reason="", actor=actor, today=today
        ),
        lambda: verbs.retire_occupation(
            occupation=cook, replaced_by=None, reason="", actor=actor, today=today
        ),
        lambda: verbs.set_synonyms(occupation=cook, names=[], reason="", actor=actor),
        lambda: enter_special_day(
            day=today, kind=SpecialDayKind.FULL, scope=SpecialDayScope.EVERYONE, note="x", actor=actor
        ),
    ]
    for attempt in attempts:
        with pytest.raises(Problem) as refusal:
            attempt()
        assert refusal.value.code == code


def test_the_database_refuses_a_change_by_nobody_and_a_change_of_history(cook):
    with pytest.raises(IntegrityError, match="by nobody"), transaction.atomic():
        Occupation.objects.filter(pk=cook.pk).update(name="x")
    with pytest.raises(Exception, match=r"append-only|permission denied"), transaction.atomic():
        OccupationChange.objects.filter(occupation=cook).update(reason="x")


def test_CAL_04_special_days(editor):
    day = date(2026, 5, 25)
    entered = enter_special_day(
        day=day, kind=SpecialDayKind.FULL, scope=SpecialDayScope.PUBLIC_BODIES, note="genelge", actor=editor
    )
    with pytest.raises(ValidationError):
        enter_special_day(
            day=day, kind=SpecialDayKind.HALF, scope=SpecialDayScope.PUBLIC_BODIES, note="x", actor=editor
        )
    with pytest.raises(ValidationError):
        enter_special_day(
            day=day, kind=SpecialDayKind.FULL, scope=SpecialDayScope.PROVINCE, note="x", actor=editor
        )
    remove_special_day(special_day=entered, reason="yanlış gün", actor=editor)
    assert not SpecialDay.objects.exists()
    assert AuditRecord.objects.filter(action="reference.special_day_removed", purpose="yanlış gün").exists()
