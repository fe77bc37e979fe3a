"""ID-27: the list of hazard classes is loaded with its days; every code and definition here is an invented *örnek*."""

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from imece.reference.domain.hazard_import import Plan, import_hazard_list
from imece.reference.enums import HazardClass
from imece.reference.models import HazardList, NaceActivity
from imece.reference.public import hazard_class_of

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2025, 1, 1), date(2026, 3, 1)
HEADING = ("NACE Rev.2_Altılı Kod", "NACE Rev.2_Altılı Tanım", "Tehlike Sınıfı")
OFFICE, WEAVING, MINE, SHOP = (
    ("91.01.01", "Örnek büro işi", "Az Tehlikeli"),
    ("91.01.02", "Örnek dokuma işi", "Tehlikeli"),
    ("91.02.01", "Örnek ocak işi", "ÇOK TEHLİKELİ"),
    ("91.02.02", "Örnek satış işi", "az tehlikeli"),
)
Line = tuple[str, str, str]


def write_csv(path: Path, lines: Iterable[Line]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADING, *lines])
    return path


@pytest.fixture
def take_in(tmp_path: Path, system: Actor) -> Callable[..., Plan]:
    def _take_in(*lines: Line, day: date = FIRST, **options: bool) -> Plan:
        path = write_csv(tmp_path / "liste.csv", lines)
        return import_hazard_list(path=path, valid_from=day, actor=system, **options)

    return _take_in


def test_ID_27_nothing_is_said_before_a_list_is_loaded() -> None:
    answer = hazard_class_of("91.01.01", FIRST)
    assert (answer.hazard_class, answer.list_from) == (None, None)


def test_ID_27_the_class_of_a_code_is_that_of_the_day(take_in: Callable[..., Plan]) -> None:
    take_in(OFFICE, WEAVING, MINE)
    plan = take_in((*OFFICE[:2], "Tehlikeli"), MINE, SHOP, day=SECOND, allow_many_retirements=True)
    assert [(before.code, row.hazard_class) for before, row in plan.changed] == [
        ("91.01.01", HazardClass.HAZARDOUS)
    ]
    assert [row.code for row in plan.added] == ["91.02.02"]
    assert [one.code for one in plan.retired] == ["91.01.02"]
    assert plan.unchanged_count == 1
    before = SECOND - timedelta(days=1)
    told = {
        (code, day): (answer.hazard_class, answer.list_from)
        for code in ("91.01.01", "91.01.02", "91.02.01", "91.02.02")
        for day in (before, SECOND)
        for answer in [hazard_class_of(code, day)]
    }
    low, middle, high = HazardClass
    assert told == {
        ("91.01.01", before): (low, FIRST),
        ("91.01.01", SECOND): (middle, SECOND),
        ("91.01.02", before): (middle, FIRST),
        ("91.01.02", SECOND): (None, SECOND),
        ("91.02.01", before): (high, FIRST),
        ("91.02.01", SECOND): (high, SECOND),
        ("91.02.02", before): (None, FIRST),
        ("91.02.02", SECOND): (low, SECOND),
    }
    assert hazard_class_of("91.01.01", FIRST - timedelta(days=1)).list_from is None


def test_the_same_list_again_changes_nothing(take_in: Callable[..., Plan]) -> None:
    take_in(OFFICE, WEAVING)
    again = take_in(OFFICE, WEAVING, day=SECOND)
    assert (again.unchanged_count, again.added, again.changed, again.retired) == (2, [], [], [])
    assert HazardList.objects.count() == 1
    assert NaceActivity.objects.filter(valid_to=None, valid_from=FIRST).count() == 2


def test_a_corrected_file_of_the_same_day_takes_the_slip_back(take_in: Callable[..., Plan]) -> None:
    take_in(OFFICE, (*WEAVING[:2], "Az Tehlikeli"), MINE, SHOP)
    take_in(OFFICE, WEAVING, MINE)
    assert hazard_class_of("91.01.02", FIRST).hazard_class == HazardClass.HAZARDOUS
    assert set(NaceActivity.objects.values_list("code", "valid_to")) == {
        (line[0], None) for line in (OFFICE, WEAVING, MINE)
    }


def test_malformed_and_doubled_lines_are_told_and_retire_nothing(take_in: Callable[..., Plan]) -> None:
    take_in(OFFICE, WEAVING, MINE, SHOP)
    plan = take_in(
        ("91", "Örnek işler", ""),
        OFFICE,
        ("91.01", "Örnek işlerin bir grubu", ""),
        (*OFFICE[:2], "Tehlikeli"),
        ("9I.01.02", "Örnek dokuma işi", "Tehlikeli"),
        ("91.02.01", "Örnek ocak işi", "pek tehlikeli"),
        ("91.02.02", "", "Tehlikeli"),
        day=SECOND,
    )
    assert [(one.number, one.values.split(" | ")[0]) for one in plan.faults] == [
        (6, "9I.01.02"), (7, "91.02.01"), (8, "91.02.02")]  # fmt: skip
    assert "pek tehlikeli" in plan.faults[1].why
    assert [(row.number, row.code) for row in plan.doubled] == [(5, "91.01.01")]
    assert [row.code for row in plan.groups] == ["91", "91.01"]
    assert plan.retired == []
    assert hazard_class_of("91.01.01", SECOND).hazard_class == HazardClass.LOW


def test_a_workbook_with_a_title_above_is_read(tmp_path: Path, system: Actor) -> None:
    with xlsxwriter.Workbook(tmp_path / "ek-1.xlsx") as book:
        sheet = book.add_worksheet()
        for number, line in enumerate([("ÖRNEK EK-1",), (), HEADING, OFFICE, MINE]):
            sheet.write_row(number, 0, line)
    import_hazard_list(path=tmp_path / "ek-1.xlsx", valid_from=FIRST, actor=system)
    assert hazard_class_of("91.02.01", FIRST).hazard_class == HazardClass.HIGH


def test_a_list_older_than_the_loaded_one_is_refused(take_in: Callable[..., Plan]) -> None:
    take_in(OFFICE, day=SECOND)
    with pytest.raises(Problem) as refusal:
        take_in(OFFICE, MINE, day=FIRST)
    assert refusal.value.code == "REF-004"
    assert "01.03.2026" in refusal.value.message


def test_a_file_that_leaves_out_too_much_is_refused_but_for_a_part(take_in: Callable[..., Plan]) -> None:
    take_in(OFFICE, WEAVING, MINE)
    with pytest.raises(Problem) as refusal:
        take_in(OFFICE, day=SECOND)
    assert refusal.value.code == "REF-003"
    assert take_in(SHOP, day=SECOND, is_partial=True).retired == []
    assert NaceActivity.objects.valid_on(SECOND).count() == 4


def test_who_loads_it_is_on_the_record(tmp_path: Path, editor: Actor, officer: Actor) -> None:
    path = write_csv(tmp_path / "liste.csv", [OFFICE])
    with pytest.raises(Problem) as refusal:
        import_hazard_list(path=path, valid_from=FIRST, actor=officer)
    assert refusal.value.code == "CORE-403"
    import_hazard_list(path=path, valid_from=FIRST, actor=editor)
    loaded = HazardList.objects.get()
    assert (loaded.person_id, loaded.counts["added"], len(loaded.sha256)) == (7, 1, 64)
    record = AuditRecord.objects.get(action="reference.hazard_list_imported")
    assert (record.person_id, record.subject_id) == (7, str(loaded.pk))


def test_the_database_refuses_two_classes_on_one_day(take_in: Callable[..., Plan], system: Actor) -> None:
    take_in(OFFICE)
    second = NaceActivity(
        code="91.01.01", definition="Örnek", hazard_class=HazardClass.HIGH, valid_from=SECOND
    )
    with pytest.raises(DatabaseError, match="nace_activity_has_one_class_a_day"), acting(system):
        second.save()


def test_the_command_says_what_happened(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "liste.csv", [OFFICE, MINE])
    call_command("import_hazard_classes", str(path), "--from", "2025-01-01", stdout=StringIO())
    write_csv(path, [(*OFFICE[:2], "Tehlikeli"), MINE, WEAVING, WEAVING, ("x", "", "")])
    out = StringIO()
    call_command("import_hazard_classes", str(path), "--from", "2026-03-01", "--dry-run", stdout=out)
    text = out.getvalue()
    for line in (
        "in force from: 2026-03-01",
        "new: 1\n  row 4: 91.01.02 Örnek dokuma işi (Tehlikeli)",
        "changed: 1\n  row 2: 91.01.01 Örnek büro işi (Az tehlikeli → Tehlikeli)",
        "retired: 0",
        "doubled, first line kept: 1",
        "malformed: 1\n  row 6: x",
        "unchanged: 1",
        "dry run: nothing was changed",
    ):
        assert line in text
    assert hazard_class_of("91.01.01", SECOND).hazard_class == HazardClass.LOW
    with pytest.raises(CommandError, match="REF-001"):
        call_command("import_hazard_classes", str(tmp_path / "none.csv"), stdout=StringIO())
