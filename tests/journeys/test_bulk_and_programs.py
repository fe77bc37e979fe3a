"""P3.10 in a real browser: many vacancies from a file also without JavaScript, tokens of programs, their pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.tokens import make_token
from imece.core.jobs.models import BackgroundJob
from imece.employment.vacancies.models import BulkUpload, Vacancy
from imece.employment.vacancies.tasks import judge_upload, take_upload
from tests.cast import actor_of, make_employer, make_membership, make_person, make_workplace, sign_in
from tests.employment.vacancies.test_bulk import row, sheet


@pytest.fixture
def manager(live_url):
    workplace = make_workplace(1, make_employer(1, "Örnek Dokuma A.Ş."), "Örnek Dokuma Ankara")
    person = make_person(1, "Ayşe", "Çınarlı")
    make_membership(person, workplace.organisation, is_founder=True)
    person.workplace = workplace
    return person


@pytest.fixture
def signed_in(manager, live_url):
    session = sign_in(Client(), manager, manager.workplace.organisation).cookies["sessionid"].value

    def enter(page):
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_url}])
        return page

    return enter


def last_day():
    return f"{timezone.localdate() + timedelta(days=20):%d.%m.%Y}"


def rows():
    day = last_day()
    return (row(last_application_on=day), row(title="", last_application_on=day, reference="IK-2"))


def run(task, **arguments):
    task(background_job_id=BackgroundJob.objects.latest("pk").pk, **arguments)


def test_without_javascript_a_file_becomes_vacancies(signed_in, plain_page):
    page = signed_in(plain_page)
    page.goto("/isveren/toplu-istem/")
    page.set_input_files(
        "input[type=file]",
        {"name": "istemler.xlsx", "mimeType": "application/octet-stream", "buffer": sheet(*rows())},
    )
    page.click("text=Yükle ve değerlendir")
    assert page.locator("progress").count() == 1
    upload = BulkUpload.objects.get()
    run(judge_upload, upload_id=upload.pk)
    page.reload()
    page.click("button:has-text('Yalnız doğru satırları al')")
    run(take_upload, upload_id=upload.pk, only_right=True)
    page.reload()
    page.click("main a.btn-primary")
    assert Vacancy.objects.get().number in page.content()


def test_every_page_is_accessible(signed_in, manager, page, check_page):
    signed_in(page)
    actor = actor_of(manager, manager.workplace.organisation)
    token, _secret = make_token(
        name="İK sistemi",
        grants=["vacancies"],
        valid_until=timezone.localdate(),
        is_staging=False,
        actor=actor,
        now=timezone.now(),
    )
    page.goto("/isveren/toplu-istem/")
    page.set_input_files(
        "input[type=file]",
        {"name": "istemler.xlsx", "mimeType": "application/octet-stream", "buffer": sheet(*rows())},
    )
    page.click("text=Yükle ve değerlendir")
    page.wait_for_url("**/toplu-istem/*/")
    upload = BulkUpload.objects.get()
    check_page(page)
    run(judge_upload, upload_id=upload.pk)
    for address in (
        f"/isveren/toplu-istem/{upload.pk}/",
        "/isveren/toplu-istem/",
        "/isveren/anahtarlar/",
        "/isveren/anahtarlar/yeni/",
        f"/isveren/anahtarlar/{token.pk}/iptal/",
        "/isveren/programlar-icin/",
    ):
        assert page.goto(address).status == 200, address
        check_page(page)
