"""Many vacancies from a file (P3.10): judged row by row, taken over whole, or knowingly the right rows alone."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from python_calamine import CalamineWorkbook

from imece.core.errors import Problem
from imece.core.jobs.models import BackgroundJob
from imece.core.turkish import lower
from imece.core.uploads.template import column_heading, write_template
from imece.employment.vacancies.domain import bulk
from imece.employment.vacancies.domain.bulk_files import write_wrong_rows
from imece.employment.vacancies.domain.bulk_template import vacancy_template
from imece.employment.vacancies.enums import ExceptionKind
from imece.employment.vacancies.models import BulkUpload, ConflictAttempt, Vacancy
from imece.employment.vacancies.tasks import judge_upload, take_upload
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, TODAY, cankaya, welder

pytestmark = pytest.mark.django_db
PAGE = "/isveren/toplu-istem/"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def row(**changes: Any) -> dict[str, Any]:
    return {
        "occupation": welder().code,
        "title": "Gazaltı kaynakçısı",
        "description": "Çelik konstrüksiyon kaynağı yapılacaktır.",
        "post_count": "2",
        "province": "6",
        "district": cankaya().pk,
        "wage_min_amount": "45.000,00",
        "last_application_on": f"{TODAY + timedelta(days=30):%d.%m.%Y}",
    } | changes


def sheet(*rows: dict[str, Any]) -> bytes:
    columns = vacancy_template().columns
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        page = book.add_worksheet()
        for place, column in enumerate(columns):
            page.write_string(0, place, column_heading(column))
            for line, values in enumerate(rows, start=1):
                page.write_string(line, place, values.get(column.name, ""))
    return output.getvalue()


def upload(cast: Cast, content: bytes, name: str = "istemler.xlsx") -> BulkUpload:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    given = {"workplace": cast.workplace, "actor": actor, "now": NOW}
    found, _is_new = bulk.upload_vacancies(file_name=name, content=content, **given)
    run(judge_upload, upload_id=found.pk)
    return BulkUpload.objects.get(pk=found.pk)


def run(task: Any, **arguments: Any) -> BackgroundJob:
    job = BackgroundJob.objects.latest("pk")
    task(background_job_id=job.pk, **arguments)
    job.refresh_from_db()
    return job


def take(cast: Cast, found: BulkUpload, *, only_right: bool = False) -> BackgroundJob:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    bulk.begin_taking_over(upload=found, only_right=only_right, actor=actor)
    return run(take_upload, upload_id=found.pk, only_right=only_right)


def problems(found: BulkUpload) -> dict[int, list[str]]:
    """Row → codes or sentences of what is wrong."""
    return {one.number: [fault[2] for fault in one.told] for one in found.rows.order_by("number")}


def test_right_rows_become_open_vacancies_with_their_own_numbers(cast: Cast) -> None:
    found = upload(cast, sheet(row(reference="IK-1"), row(reference="IK-2", title="Tornacı")))
    assert (found.row_count, found.wrong_count) == (2, 0), problems(found)
    assert not Vacancy.objects.exists()
    job = take(cast, found)
    assert job.state == "done", job.problem
    made = Vacancy.objects.order_by("number")
    assert [(one.title, one.state, one.own_reference.reference) for one in made] == [
        ("Gazaltı kaynakçısı", "open", "IK-1"),
        ("Tornacı", "open", "IK-2"),
    ]


def test_P3_8_which_row_goes_to_review_is_told_before_and_after(cast: Cast) -> None:
    """A word that a reviewer must see; contact data are refused outright."""
    rows = (
        row(),
        row(description="Atölyemize bayan eleman aranıyor."),
        row(description="Kaynak yapılacaktır. Bizi 0532 123 45 67 numarasından arayın."),
    )
    found = upload(cast, sheet(*rows))
    assert [one.fate for one in found.rows.order_by("number")] == ["open", "review", "wrong"], problems(found)
    assert take(cast, found, only_right=True).state == "done"
    assert [one.state for one in Vacancy.objects.order_by("number")] == ["open", "in_review"]


def test_every_fault_of_every_row_is_named_with_value_and_remedy(cast: Cast) -> None:
    rows = (
        row(title="", post_count="iki"),
        row(wage_min_amount="100", weekly_hours="60"),
        row(occupation="9999.99", district="42-99"),
        row(reference="A"),
        row(reference="A"),
    )
    found = upload(cast, sheet(*rows))
    told = {one.number: one.told for one in found.rows.all()}
    assert len(told[2]) == 2
    assert {fault[1] for fault in told[2]} == {"", "iki"}
    assert [fault[2][-9:] for fault in told[3]] == ["(VAC-106)", "(VAC-102)"]
    assert len(told[4]) == 2
    assert told[5] == []
    assert "VAC-195" in told[6][0][2]
    assert all(fault[3] for faults in told.values() for fault in faults)
    assert found.wrong_count == 4


def test_what_is_wrong_is_read_in_each_readers_language(cast: Cast) -> None:
    """Parsers, the law and the file's own rows: nothing stays in the language of whoever uploaded it."""
    found = upload(
        cast, sheet(row(title=""), row(wage_min_amount="100"), row(reference="A"), row(reference="A"))
    )
    turkish = {one.number: one.told for one in found.rows.all()}
    with translation.override("en"):
        english = {one.number: one.told for one in found.rows.all()}
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    client.cookies["dil"] = "en"
    assert "This mandatory cell is empty." in client.get(f"{PAGE}{found.pk}/").content.decode()
    assert turkish[2][0][2] == "Bu zorunlu hücre boş."
    assert english[2][0][2] == "This mandatory cell is empty."
    assert english[4] == turkish[4] == []
    for number in (2, 3, 5):
        pairs = zip(turkish[number][0], english[number][0], strict=True)
        assert [one == other for one, other in pairs] == [False, True, False, False]


def test_nothing_is_taken_over_while_a_row_is_wrong_unless_wanted(cast: Cast) -> None:
    found = upload(cast, sheet(row(), row(title="")))
    with pytest.raises(Problem) as refused:
        take(cast, found)
    assert refused.value.code == "VAC-192"
    assert not Vacancy.objects.exists()
    assert take(cast, found, only_right=True).state == "done"
    assert Vacancy.objects.count() == 1
    found.refresh_from_db()
    assert (found.taken_count, found.wrong_count) == (1, 1)


def test_a_row_that_became_wrong_meanwhile_stops_the_whole(cast: Cast) -> None:
    found = upload(cast, sheet(row(), row(reference="IK-1")))
    upload_two = upload(cast, sheet(row(reference="IK-1"), row(reference="IK-3")))
    assert take(cast, upload_two).state == "done"
    job = take(cast, found)
    assert (job.state, "VAC" in job.problem or bool(job.problem)) == ("failed", True)
    assert Vacancy.objects.count() == 2


def test_a_task_that_runs_twice_makes_nothing_twice(cast: Cast) -> None:
    found = upload(cast, sheet(row()))
    take(cast, found)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    bulk.take_over(upload_id=found.pk, only_right=False, actor=actor, now=NOW)
    assert Vacancy.objects.count() == 1


def test_the_list_of_wrong_rows_is_corrected_and_uploaded_again(cast: Cast) -> None:
    found = upload(cast, sheet(row(), row(title="", description="=1+1")))
    lines = (
        CalamineWorkbook.from_filelike(io.BytesIO(write_wrong_rows(found))).get_sheet_by_index(0).to_python()
    )
    assert len(lines) == 2
    names = [column.name for column in vacancy_template().columns]
    assert lines[1][names.index("description")] == "'=1+1"
    assert lines[1][names.index("reasons")]
    lines[1][names.index("title")], lines[1][names.index("description")] = "Kaynakçı", "Kaynak yapılacaktır."
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(lines)
    again = upload(cast, text.getvalue().encode(), "hatali.csv")
    assert (again.row_count, again.wrong_count) == (1, 0), problems(again)


def test_the_empty_template_is_read_back_and_its_example_left_out(cast: Cast) -> None:
    output = io.BytesIO()
    write_template(vacancy_template(), output)
    book = CalamineWorkbook.from_filelike(io.BytesIO(output.getvalue()))
    assert book.get_sheet_by_index(0).to_python()[1][0] == "örnek"
    assert len(book.sheet_names) == 14
    found = upload(cast, output.getvalue())
    assert (found.row_count, found.wrong_count) == (0, 0)
    with pytest.raises(Problem) as refused:
        take(cast, found)
    assert refused.value.code == "VAC-191"


def test_the_row_of_examples_is_itself_right(cast: Cast) -> None:
    example = {column.name: column.example for column in vacancy_template().columns}
    found = upload(
        cast, sheet(example | {"reference": "X", "last_application_on": row()["last_application_on"]})
    )
    assert (found.row_count, problems(found)) == (1, {2: []})


def test_an_old_template_is_recognised_by_its_version(cast: Cast) -> None:
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    head = [column_heading(column) for column in vacancy_template().columns]
    old = ";".join(text.replace(": 1", ": 0") for text in head) + "\n" + ";".join(["x"] * len(head))
    answer = client.post(PAGE, {"file": SimpleUploadedFile("eski.csv", old.encode())})
    assert answer.status_code == 422
    assert "UPL-011" in answer.content.decode()
    assert not BulkUpload.objects.exists()


def test_the_same_file_is_recognised_and_a_known_number_is_on_the_list_of_attempts(cast: Cast) -> None:
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    content = sheet(row(reference="IK-1"))
    found = upload(cast, content)
    take(cast, found)
    answer = client.post(PAGE, {"file": SimpleUploadedFile("yine.xlsx", content)})
    assert answer["Location"] == f"{PAGE}{found.pk}/"
    assert BulkUpload.objects.count() == 1
    other = upload(cast, sheet(row(reference="IK-1", title="Başka")))
    assert other.wrong_count == 1
    assert [(one.reference, one.way) for one in ConflictAttempt.objects.all()] == [("IK-1", "file")]


def test_the_pages_from_upload_to_vacancies(cast: Cast) -> None:
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    assert "sablon" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}sablon/").status_code == 200
    empty = client.post(PAGE, {})
    assert empty.status_code == 422
    sent = client.post(PAGE, {"file": SimpleUploadedFile("a.xlsx", sheet(row(), row(title="")))})
    page = sent["Location"]
    assert "<progress" in client.get(page).content.decode()
    run(judge_upload, upload_id=BulkUpload.objects.get().pk)
    judged = client.get(page).content.decode()
    assert "hatali/" in judged
    assert "Gazaltı kaynakçısı" in judged
    assert client.get(f"{page}hatali/")["Content-Type"].startswith("application/vnd.openxml")
    assert client.post(f"{page}al/", {"what": "all"}).status_code == 422
    assert client.post(f"{page}al/", {"what": "right"}).status_code == 302
    run(take_upload, upload_id=BulkUpload.objects.get().pk, only_right=True)
    assert Vacancy.objects.get().number in client.get(page).content.decode()
    assert "a.xlsx" in client.get(PAGE).content.decode()


def test_a_page_of_rows_costs_the_same_for_one_and_for_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(Client(), cast.manager, cast.workplace.organisation)
    found = upload(cast, sheet(*[row(reference=f"IK-{number}") for number in range(12)]))
    take(cast, found)
    client.get(f"{PAGE}{found.pk}/")
    with django_assert_max_num_queries(20):
        client.get(f"{PAGE}{found.pk}/")


def test_old_files_are_forgotten_and_their_vacancies_stay(cast: Cast) -> None:
    take(cast, upload(cast, sheet(row())))
    bulk.forget_old_uploads(now=NOW + timedelta(days=29))
    assert BulkUpload.objects.count() == 1
    bulk.forget_old_uploads(now=NOW + timedelta(days=31))
    assert (BulkUpload.objects.count(), Vacancy.objects.count()) == (0, 1)


# ------------------------------------------------------------------------------------------ what a row costs
def test_P3_10_a_further_row_costs_few_queries(cast: Cast) -> None:
    """Judging asks nothing more: occupations, places, own numbers and legal numbers are known from other rows.

    Taking over makes round, vacancy, history, trail and search row of each, and savepoints between them.
    """
    for work, most in ((_judged, 1), (_taken, 42)):
        few, many = (work(cast, count) for count in (5, 45))
        assert (many - few) / 40 <= most, (work.__name__, few, many)


def _file(cast: Cast, name: str, count: int) -> BulkUpload:
    usual = row()
    rows = (usual | {"title": f"{name} {number}", "reference": f"{name}-{number}"} for number in range(count))
    return upload(cast, sheet(*rows), name=f"{name}.xlsx")


def _judged(cast: Cast, count: int) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert _file(cast, f"judged{count}", count).wrong_count == 0
    return len(asked.captured_queries)


def _taken(cast: Cast, count: int) -> int:
    found = _file(cast, f"taken{count}", count)
    with CaptureQueriesContext(connection) as asked:
        assert take(cast, found).state == "done"
    assert found.rows.filter(vacancy__isnull=False).count() == count
    return len(asked.captured_queries)


# ------------------------------------------------------------------------------------------ criteria behind the gate
REASON = "Kadın konukevinin gece nöbeti için gereklidir."


def test_NDR_05_a_row_asks_for_an_exception_and_goes_to_review(cast: Cast) -> None:
    """P3.8, P3.10: the criterion, its exception and the reason stand side by side in the file."""
    asked = {"sex": "Kadın", "sex_kind": str(ExceptionKind.ONE_SEX.label), "sex_reason": REASON}
    found = upload(cast, sheet(row(), row(**asked)))
    assert [one.fate for one in found.rows.order_by("number")] == ["open", "review"], problems(found)
    assert take(cast, found).state == "done"
    made = Vacancy.objects.get(state="in_review")
    exception = made.fairness_exceptions.get()
    assert (made.sex, exception.ground, exception.kind, exception.reason, exception.state) == (
        "female", "sex", "one_sex", REASON, "asked",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"sex": "Kadın"}, "VAC-110"),
        ({"sex": "Kadın", "sex_reason": REASON}, "VAC-110"),
        ({"sex": "Kadın", "sex_kind": "one_sex", "sex_reason": "Gerekli."}, "VAC-113"),
        ({"sex_kind": "one_sex", "sex_reason": REASON}, "VAC-187"),
        ({"military_reason": REASON}, "VAC-187"),
        ({"min_age": "14", "age_kind": "occupational", "age_reason": REASON}, "VAC-117"),
        ({"max_age": "35", "age_kind": "one_sex", "age_reason": REASON}, "olumlu önlem"),
        ({"min_disability_rate": "50"}, "VAC-147"),
    ],
)
def test_NDR_05_a_criterion_that_cannot_pass_is_told_with_its_row(
    cast: Cast, cells: dict[str, str], code: str
) -> None:
    found = upload(cast, sheet(row(**cells)))
    told = " ".join(str(fault) for fault in found.rows.get().told)
    assert found.wrong_count == 1
    assert lower(code) in lower(told), told


def test_VAC_21_a_row_may_be_for_disabled_people(cast: Cast) -> None:
    cells = {
        "personal_status": "disabled", "disability_groups": "visual, orthopaedic", "min_disability_rate": "50",
    }  # fmt: skip
    found = upload(cast, sheet(row(**cells)))
    assert take(cast, found).state == "done", problems(found)
    made = Vacancy.objects.get()
    assert (made.disability_groups, made.min_disability_rate) == (["visual", "orthopaedic"], 50)
