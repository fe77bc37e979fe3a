"""Importing the operator's dictionary: three formats, twice (P14, OCC-03, OCC-04)."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.reference.data_files import read_table
from imece.reference.domain.importing import import_dictionary
from imece.reference.enums import ChangeKind
from imece.reference.models import DictionaryVersion, Occupation, OccupationChange

pytestmark = pytest.mark.django_db

UNIT_GROUPS = [row["code"] for row in read_table("isco08.csv", delimiter="|") if len(row["code"]) == 4]
MANY = [
    (f"{group}.{serial:02}", f"Örnek iş {group} Şube {serial}")
    for group in UNIT_GROUPS
    for serial in range(1, 20)
]

SOME = [row for row in MANY if row[0][5:] <= "03"]


def write_csv(path, rows, heading=("kod", "ad"), **options):
    encoding = options.pop("encoding", "utf-8")
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **options).writerows([heading, *rows])
    return path


def write_xlsx(path, rows, heading=("Meslek Kodu", "Meslek Adı")):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([heading, *rows]):
            sheet.write_row(number, 0, row)
    return path


def write_json(path, rows, heading=("code", "name")):
    path.write_text(json.dumps([dict(zip(heading, row, strict=True)) for row in rows], ensure_ascii=False))
    return path


WRITERS = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json}


@pytest.fixture
def take_in(tmp_path, system, today):
    """Import rows as a CSV file named `name`."""

    def _take_in(rows, heading=("kod", "ad"), name="sozluk.csv", day=today, **options):
        return import_dictionary(
            path=write_csv(tmp_path / name, rows, heading), actor=system, today=day, **options
        )

    return _take_in


@pytest.mark.parametrize("kind", WRITERS)
def test_OCC_03_eight_thousand_rows_and_a_second_time(
    kind, tmp_path, system, today, django_assert_max_num_queries
):
    path = WRITERS[kind](tmp_path / f"sozluk.{kind}", MANY)
    assert len(MANY) > 8000
    with django_assert_max_num_queries(60):  # bulk: no query a row
        plan = import_dictionary(path=path, actor=system, today=today)
    assert len(plan.of_kind(ChangeKind.ADDED)) == len(MANY)
    assert plan.faults == plan.doubled == plan.unclassified == []
    assert Occupation.objects.filter(is_sample=False).count() == len(MANY)
    again = import_dictionary(path=path, actor=system, today=today + timedelta(days=1))
    assert not again.changes
    assert again.unchanged_count == len(MANY)
    assert DictionaryVersion.objects.filter(source_name=path.name).count() == 1


def test_OCC_07_the_real_list_retires_the_sample(take_in, today):
    take_in(SOME)
    assert not Occupation.objects.valid_on(today).filter(is_sample=True).exists()
    assert Occupation.objects.filter(is_sample=True).count() > 400  # the rows stay (OCC-04)
    call_command("load_reference", force=True, verbosity=0)
    assert not Occupation.objects.valid_on(today).filter(is_sample=True).exists()


def test_OCC_04_what_is_new_renamed_retired_and_valid_again(take_in, today):
    take_in([("8332.01", "Kamyon şoförü"), ("5120.01", "Aşçı"), ("5131.01", "Garson")])
    later, latest = today + timedelta(days=30), today + timedelta(days=60)
    plan = take_in(
        [("8332.01", "Kamyon sürücüsü"), ("5120.01", "Aşçı"), ("9112.01", "Meydancı")],
        day=later, allow_many_retirements=True,
    )  # fmt: skip
    assert [change.shown for change in plan.of_kind(ChangeKind.RENAMED)] == [
        "8332.01 Kamyon şoförü → Kamyon sürücüsü"
    ]
    assert [change.shown for change in plan.of_kind(ChangeKind.ADDED)] == ["9112.01 Meydancı"]
    assert [change.shown for change in plan.of_kind(ChangeKind.RETIRED)] == ["5131.01 Garson"]
    assert plan.unchanged_count == 1
    waiter = Occupation.objects.get(code="5131.01")
    assert waiter.valid_to == later - timedelta(days=1)
    assert Occupation.objects.get(code="9112.01").valid_from == later
    assert Occupation.objects.get(code="5120.01").valid_from is None  # nobody knows since when

    again = take_in([("5131.01", "Garson")], day=latest, is_partial=True)
    assert [change.shown for change in again.of_kind(ChangeKind.REVIVED)] == ["5131.01 Garson"]
    assert Occupation.objects.valid_on(latest).filter(code="5131.01").exists()
    kinds = OccupationChange.objects.filter(occupation=waiter).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["added", "retired", "revived"]


def test_OCC_04_replaced_by(take_in, today):
    heading = ("kod", "ad", "geçerlilik bitişi", "yerine geçen")
    rows = [("2512.01", "Programcı", "01.03.2026", "2512.02"), ("2512.02", "Yazılım geliştirici", "", ""),
            ("2513.01", "Web ustası", "", "2513.99")]  # fmt: skip
    plan = take_in(rows, heading)
    old = Occupation.objects.get(code="2512.01")
    assert old.replaced_by.code == "2512.02"
    assert old.valid_to.isoformat() == "2026-03-01"
    assert [row.code for row in plan.unknown_successors] == ["2513.01"]
    again = take_in(rows, heading, day=today + timedelta(days=1))
    assert not again.changes
    first_time_later = take_in(
        [("2512.02", "Yazılım geliştirici", "", "2512.01")],
        heading,
        day=today + timedelta(days=2),
        is_partial=True,
    )
    assert first_time_later.changes[0].differences == {"replaced_by": ["", "2512.01"]}
    assert Occupation.objects.get(code="2512.02").replaced_by == old


def test_malformed_and_doubled_rows_are_told_with_their_numbers(take_in, today):
    take_in([("5120.01", "Aşçı"), ("5131.01", "Garson")])
    plan = take_in(
        [
            ("5120.01", "Aşçı"),
            ("512O.02", "Yamak"),
            ("5120.03", ""),
            ("5120.01", "Ahçı"),
            ("8160.2", "Operatör"),
        ],
        day=today + timedelta(days=5),
    )
    assert [(fault.number, fault.values.split(" | ")[0]) for fault in plan.faults] == [
        (3, "512O.02"), (4, "5120.03"), (6, "8160.2")]  # fmt: skip
    assert [(row.number, row.name) for row in plan.doubled] == [(5, "Ahçı")]
    assert not plan.of_kind(ChangeKind.RETIRED)  # a faulty line may be the one that is missing
    assert Occupation.objects.get(code="5120.01").name == "Aşçı"


def test_a_code_unknown_to_isco_is_kept_unclassified(take_in):
    plan = take_in([("5120.01", "Aşçı"), ("7799.01", "Bilinmeyen iş")])
    assert [(row.number, row.code) for row in plan.unclassified] == [(3, "7799.01")]
    assert Occupation.objects.get(code="7799.01").isco_group_id == "X"
    assert Occupation.objects.get(code="5120.01").isco_group_id == "5120"


def test_numbers_in_a_spreadsheet_keep_their_zeros(tmp_path, system, today):
    path = write_xlsx(tmp_path / "s.xlsx", [(1120.20, "Müdür"), (110.01, "Subay")])
    plan = import_dictionary(path=path, actor=system, today=today)
    assert {change.occupation.code for change in plan.of_kind(ChangeKind.ADDED)} == {"1120.20", "0110.01"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1254"])
def test_TR_08_old_exports_are_read(tmp_path, system, today, delimiter, encoding):
    rows = [("8332.01", "Kamyon şoförü (İŞ)"), ("5120.01", "Aşçı")]
    path = write_csv(
        tmp_path / "eski.csv", rows, ("Kodu", "Meslek Adı"), encoding=encoding, delimiter=delimiter
    )
    import_dictionary(path=path, actor=system, today=today)
    assert Occupation.objects.get(code="8332.01").name == "Kamyon şoförü (İŞ)"


def test_a_file_without_headings_is_read_by_place(tmp_path, system, today):
    path = write_csv(tmp_path / "s.csv", [("5120.01", "Aşçı")], ("5131.01", "Garson"))
    plan = import_dictionary(path=path, actor=system, today=today)
    assert {change.occupation.code for change in plan.of_kind(ChangeKind.ADDED)} == {"5120.01", "5131.01"}


@pytest.mark.parametrize(
    "name, content, code",
    [
        ("a.pdf", b"%PDF", "REF-001"),
        ("a.xlsx", b"no workbook", "REF-001"),
        ("a.json", b'{"code": 1}', "REF-001"),
        ("a.json", b"[", "REF-001"),
        ("a.csv", b"x,y\n1,2\n", "REF-002"),
        ("missing.csv", None, "REF-001"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, system, today, name, content, code):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Problem) as refusal:
        import_dictionary(path=tmp_path / name, actor=system, today=today)
    assert refusal.value.code == code
    assert name in refusal.value.message


def test_a_file_that_leaves_out_too_much_is_refused(take_in, today):
    take_in([(f"5120.{serial:02}", f"Aşçı {serial}") for serial in range(1, 9)])
    with pytest.raises(Problem) as refusal:
        take_in([("5120.01", "Aşçı 1")], day=today + timedelta(days=1))
    assert refusal.value.code == "REF-003"
    assert "7" in refusal.value.message
    assert Occupation.objects.valid_on(today + timedelta(days=1)).filter(is_sample=False).count() == 8


def test_synonyms_and_texts_are_added_never_wiped(take_in, today):
    heading = ("kod", "ad", "eş anlamlılar", "tanım")
    take_in([("5120.01", "Aşçı", "ahçı; yemekçi", "Yemek pişirir.")], heading)
    take_in([("5120.01", "Aşçı", "mutfak ustası", "")], heading, day=today + timedelta(days=1))
    cook = Occupation.objects.get(code="5120.01")
    assert {one.name for one in cook.synonyms.all()} == {"ahçı", "yemekçi", "mutfak ustası"}
    assert cook.description == "Yemek pişirir."
    assert OccupationChange.objects.filter(occupation=cook, kind=ChangeKind.SYNONYMS).count() == 1


def test_dry_run_changes_nothing(take_in):
    before = Occupation.objects.count()
    plan = take_in([("5120.01", "Aşçı")], is_dry_run=True)
    assert plan.counts["added"] == 1
    assert Occupation.objects.count() == before
    assert not DictionaryVersion.objects.filter(source_name="sozluk.csv").exists()


def test_who_imported_what_is_on_the_record(tmp_path, editor, officer, today):
    path = write_csv(tmp_path / "s.csv", [("5120.01", "Aşçı")])
    with pytest.raises(Problem) as refusal:
        import_dictionary(path=path, actor=officer, today=today)
    assert refusal.value.code == "CORE-403"
    import_dictionary(path=path, actor=editor, today=today)
    version = DictionaryVersion.objects.get(source_name="s.csv")
    assert (version.person_id, version.counts["added"]) == (7, 1)
    assert len(version.sha256) == 64
    assert (
        AuditRecord.objects.get(action="reference.dictionary_imported", subject_id=version.pk).person_id == 7
    )


def test_command_prints_what_happened(tmp_path):
    path = write_csv(
        tmp_path / "s.csv",
        [("5120.01", "Aşçı"), ("5120.01", "Aşçı"), ("51.1", "x"), ("7799.01", "Bilinmeyen")],
    )
    out = StringIO()
    call_command("import_occupations", str(path), "--dry-run", stdout=out)
    text = out.getvalue()
    for line in (
        "new: 2",
        "row 2: 5120.01 Aşçı",
        "doubled, first line kept: 1",
        "row 4: 51.1 | x",
        "kept as unclassified: 1",
        "dry run",
    ):
        assert line in text
    assert not Occupation.objects.filter(code="5120.01").exists()
    with pytest.raises(CommandError, match="REF-001"):
        call_command("import_occupations", str(tmp_path / "none.csv"))
