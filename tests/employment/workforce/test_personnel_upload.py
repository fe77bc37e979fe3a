"""P8.9, AIC-30…32: the personnel form from the file to the month's table."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from imece.core.jobs.models import BackgroundJob
from imece.core.models import Draft
from imece.core.uploads.check import check_rows
from imece.core.uploads.rows import read_rows
from imece.employment.workforce.domain.personnel_uploads import faults_of, judge_personnel, template_of
from imece.employment.workforce.models import PersonnelLine, PersonnelUpload, WorkforceTable
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD
from imece.exchange.models import Question
from tests.cast import Cast, actor_of, person_number, sign_in
from tests.employment.workforce.saved import save_month
from tests.employment.workforce.test_personnel_file import LINE, form
from tests.employment.workforce.test_wizard import code, step_url

pytestmark = pytest.mark.django_db
FORM, START = "/isveren/personel-formu/", "/isveren/cizelgeler/sihirbaz/"
RIGHT = LINE | {"ALINMAAYRILMATAR": "2026-04-02T00:00:00.000", "AD": "", "SOYAD": ""}


@pytest.fixture(autouse=True)
def _on_a_day_in_may() -> Iterator[None]:
    with time_machine.travel("2026-05-04 09:00:00+03:00", tick=False):
        yield


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    save_month(cast, date(2026, 3, 1), 40)
    return sign_in(client, cast.manager, cast.workplace.organisation)


def known_person() -> str:
    """A number of the synthetic register: the seeker of the cast stands in it or is put there."""
    from imece.core.actor import system_actor
    from imece.core.transactions import acting
    from imece.registry.models import RegisteredPerson

    number = person_number(911)
    with acting(system_actor("test")):
        RegisteredPerson.objects.update_or_create(
            number=number,
            defaults={
                "given_names": "Işıl",
                "surname": "Çağrı",
                "sex": "K",
                "birth_year": 1990,
                "nationality": "TR",
                "province": 6,
            },
        )
    return number


def send(client: Client, data: bytes, name: str = "form.xml") -> PersonnelUpload:
    answer = client.post(FORM, {"month": "2026-04", "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return PersonnelUpload.objects.latest("pk")


def judged(upload: PersonnelUpload, cast: Cast) -> PersonnelUpload:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    judge_personnel(
        upload_id=upload.pk, actor=actor, now=timezone.now(), begin=lambda n: None, advance=lambda n: None
    )
    upload.refresh_from_db()
    return upload


def right_line() -> dict[str, str]:
    return RIGHT | {"TCKNO": known_person(), "MESLEKKODU": code()}


def test_P8_9_names_and_sex_come_from_the_register_and_the_asking_is_on_record(
    manager: Client, cast: Cast
) -> None:
    upload = judged(send(manager, form(right_line() | {"AD": "BAŞKA", "SOYAD": "KİŞİ"})), cast)
    assert BackgroundJob.objects.filter(pk=upload.job_id, task_name="workforce.judge_personnel").exists()
    line = PersonnelLine.objects.get()
    assert (line.given_names, line.surname, line.sex) == ("Işıl", "Çağrı", "K")
    assert "BAŞKA KİŞİ" in line.note
    assert "BAŞKA KİŞİ" in manager.get(f"{FORM}{upload.pk}/").content.decode()
    assert Question.objects.filter(subject=line.national_id, service="registry.person").count() == 1


def test_AIC_33_a_collective_dismissal_without_a_notice_is_noted(manager: Client, cast: Cast) -> None:
    left = {"ISTIHDAMDURUMU": "1", "ISTENCIKARMADUR": "0"}
    upload = judged(send(manager, form(right_line() | left)), cast)
    assert "AIC-33" in upload.lines.get().note
    page = manager.get(f"{FORM}{upload.pk}/").content.decode()
    assert "AIC-33" in page
    assert upload.wrong_count == 0  # it warns, and refuses nothing


def test_AIC_30_nothing_is_taken_while_a_row_is_wrong_unless_knowingly(manager: Client, cast: Cast) -> None:
    wrong = RIGHT | {"TCKNO": person_number(998), "MESLEKKODU": code(), "SOSYALDURUM": "11"}
    upload = judged(send(manager, form(right_line(), wrong)), cast)
    assert (upload.row_count, upload.wrong_count) == (2, 1)
    page = manager.get(f"{FORM}{upload.pk}/").content.decode()
    assert "Yalnız doğru satırları al" in page
    assert "«11»" in page or ">11<" in page
    refused = manager.post(f"{FORM}{upload.pk}/al/", {"what": "all"})
    assert refused.status_code == 422
    upload.refresh_from_db()
    assert upload.taken_at is None
    assert manager.post(f"{FORM}{upload.pk}/al/", {"what": "right"}).status_code == 302
    upload.refresh_from_db()
    assert upload.taken_at is not None


def test_whom_the_register_does_not_know_is_a_fault(manager: Client, cast: Cast) -> None:
    stranger = RIGHT | {"TCKNO": person_number(997), "MESLEKKODU": code()}
    upload = judged(send(manager, form(stranger)), cast)
    assert upload.wrong_count == 1
    assert faults_of(upload).get().value != person_number(997)  # masked
    assert manager.post(f"{FORM}{upload.pk}/al/", {"what": "right"}).status_code == 422


def test_faults_are_read_in_each_readers_language(manager: Client, cast: Cast) -> None:
    """Of the cells and of the register alike."""
    stranger = RIGHT | {"TCKNO": person_number(997), "MESLEKKODU": code()}
    upload = judged(send(manager, form(stranger, RIGHT | {"TCKNO": "1", "MESLEKKODU": code()})), cast)
    assert upload.wrong_count == 2
    manager.cookies["dil"] = "en"
    page = manager.get(f"{FORM}{upload.pk}/").content.decode()
    assert "The identity register knows nobody with this number." in page
    assert "Kimlik kartındaki" not in page
    told = manager.get(f"{FORM}{upload.pk}/hatalar.csv").content.decode()
    assert told.count("Check the number on the identity card.") == 2
    manager.cookies["dil"] = "tr"
    assert "The identity register" not in manager.get(f"{FORM}{upload.pk}/hatalar.csv").content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_P8_9_the_faults_can_be_taken_away(manager: Client, cast: Cast, kind: str) -> None:
    upload = judged(send(manager, form(RIGHT | {"TCKNO": "1", "MESLEKKODU": "=1+1"})), cast)
    answer = manager.get(f"{FORM}{upload.pk}/hatalar.{kind}")
    assert answer.status_code == 200
    assert answer.content[:2] == (b"PK" if kind == "xlsx" else b"\xef\xbb")


def test_the_same_file_again_is_the_first_one(manager: Client) -> None:
    data = form(right_line())
    assert send(manager, data).pk == send(manager, data).pk


def test_a_file_with_a_document_type_is_refused_at_once(manager: Client) -> None:
    data = form(LINE, head='<!DOCTYPE a [<!ENTITY b "c">]>')
    answer = manager.post(FORM, {"month": "2026-04", "file": SimpleUploadedFile("form.xml", data)})
    assert answer.status_code == 422
    assert not PersonnelUpload.objects.exists()


def test_P8_9_from_the_file_to_the_table_and_out_again(manager: Client, cast: Cast) -> None:
    upload = judged(send(manager, form(right_line())), cast)
    manager.post(f"{FORM}{upload.pk}/al/", {"what": "all"})
    start = f"{START}?liste={upload.pk}"
    page = manager.get(start)
    assert page.context["form"]["hired_indefinite_K"].value() in (1, "1")
    manager.post(
        start,
        {
            "_token": "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b090",
            "_go": "next",
            "month": "2026-04",
            "hired_indefinite_K": "1",
        },
    )
    draft = Draft.objects.latest("pk")
    for slug, values in {
        "cizelge-detaylari": {"source": f"file-{upload.pk}"},
        "meslekler": {"line1_occupation": code(), "line1_count": "41"},
        "istihdam": {"need_next_month": "unchanged"},
    }.items():
        draft.refresh_from_db()
        manager.post(step_url(draft, slug), {"_version": draft.version, "_go": "next", **values})
    saved = manager.post(TABLE_WIZARD.url("check", token=draft.token))
    assert saved.status_code == 302, saved.content.decode()[-3000:]
    table = WorkforceTable.objects.get(month=date(2026, 4, 1))
    assert table.changes.get().national_id == person_number(911)
    template = template_of(table.month)
    for kind in ("xml", "csv", "xlsx"):
        answer = manager.get(f"/isveren/cizelgeler/{table.pk}/kisiler/personel.{kind}")
        rows = read_rows(io.BytesIO(answer.content), template, name=f"p.{kind}")
        checked = check_rows(rows, template)
        assert checked.errors == [], kind
        assert checked.accepted[0].values["national_id"] == person_number(911)


def test_the_template_can_be_taken_away(manager: Client) -> None:
    assert manager.get(f"{FORM}sablon/").content[:2] == b"PK"
