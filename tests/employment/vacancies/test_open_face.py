"""P2.3: what search engines, feed readers and programs see of vacancies: everything public, and nothing else."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import schemathesis
import time_machine
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils.dateparse import parse_datetime
from lxml import etree

from imece.employment.vacancies.domain.create import change_vacancy
from imece.employment.vacancies.domain.finish import close_vacancy, extend_vacancy
from imece.employment.vacancies.domain.search.audience import EVERYBODY
from imece.employment.vacancies.domain.search.similar import similar_vacancies
from imece.employment.vacancies.enums import ClosingOutcome
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.open import syndication
from tests.architecture.sources import DOCS
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, make_profile, make_vacancy
from tests.employment.vacancies.test_api_fuzzed import _fuzz

pytestmark = pytest.mark.django_db
API = "/api/v1/vacancies/"
KEPT = DOCS / "api" / "open.json"
HOSTILE = "</script><script>alert(1)</script>&\u2028 ]]> <b>ş"


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def make(cast: Cast, **changes: Any) -> Vacancy:
    return make_vacancy(cast.manager, cast.workplace, **changes)


def close(vacancy: Vacancy, cast: Cast) -> None:
    close_vacancy(
        vacancy=vacancy,
        outcome=ClosingOutcome.NO_LONGER_NEEDED,
        reason="Deneme",
        actor=actor_of(cast.manager, cast.workplace.organisation),
        now=NOW,
    )


def page_of(vacancy: Vacancy, client: Client | None = None) -> Any:
    return (client or Client()).get(f"/is-ilanlari/{vacancy.number}/")


def posting_of(page: Any) -> dict[str, Any]:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    assert block is not None
    return json.loads(block[1])


# ------------------------------------------------------------------------------------------ the announcement
def test_the_announcement_carries_a_job_posting(cast: Cast) -> None:
    vacancy = make(cast, is_name_published=True, wage_max_amount="50000.00")
    posting = posting_of(page_of(vacancy))
    assert posting["@type"] == "JobPosting"
    assert posting["identifier"]["value"] == vacancy.number
    assert posting["validThrough"].startswith(f"{vacancy.last_application_on:%Y-%m-%d}T23:59:59+03:00")
    assert posting["hiringOrganization"]["name"] == cast.workplace.organisation.name
    assert posting["baseSalary"]["value"]["maxValue"] == "50000.00"


def test_VAC_07_everybody_reads_what_is_asked_and_offered(cast: Cast) -> None:
    """A passer-by learns of the licence, the language and the contract before he signs in."""
    vacancy = make(cast, wage_basis="net", licence_classes=["C", "CE"], needs_src=True, benefits=["meals", "bonus"],
                   contract_kind="definite", contract_months=6, has_travel=True, computer_skills=["Excel", "SAP"],
                   languages=[{"language": "de", "speaking": "B1"}])  # fmt: skip
    page = page_of(vacancy)
    told = {row["label"]: row["value"] for name in ("asked", "offered") for row in page.context[name]}
    assert told == {
        "Bilgisayar programları": "Excel; SAP",
        "Yabancı Dil": "Almanca (konuşma B1)",
        "Sürücü Belgesi": "C, CE",
        "SRC belgesi": "gerekli",
        "Sözleşme türü": "Belirli süreli, 6 ay",
        "Seyahat gerektirir": "Evet",
        "Olanaklar": "Yemek, Prim",
    }
    assert "Aylık net ücret" in page.content.decode()
    assert "Aylık brüt ücret" not in page.content.decode()


def test_work_abroad_is_announced_in_its_country(cast: Cast) -> None:
    """Province and district are then where people apply."""
    vacancy = make(cast, is_abroad=True, country="DE")
    page = page_of(vacancy)
    assert "Almanya (başvuru yeri: Çankaya / Ankara)" in page.content.decode()
    assert posting_of(page)["jobLocation"]["address"] == {"@type": "PostalAddress", "addressCountry": "DE"}
    assert Client().get(f"{API}{vacancy.number}/").json()["place"]["country"] == "DE"
    assert "Almanya" in Client().get("/is-ilanlari/").content.decode()
    assert "Almanya" in Client().get("/is-ilanlari/akis.atom").content.decode()


def test_a_hidden_employer_is_hidden_there_too(cast: Cast) -> None:
    vacancy = make(cast)
    page = page_of(vacancy, sign_in(Client(), cast.seeker))
    assert posting_of(page)["hiringOrganization"] == "confidential"


def test_hostile_text_stays_text(cast: Cast) -> None:
    vacancy = make(cast, title=HOSTILE[:150])
    page = page_of(vacancy)
    assert posting_of(page)["title"] == vacancy.title
    assert b"<script>alert" not in page.content
    entry = etree.fromstring(Client().get("/is-ilanlari/akis.atom").content)
    titles = entry.findall(".//{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title")
    assert [title.text for title in titles] == [vacancy.title]


def test_once_over_it_is_gone_for_passers_by_and_leads_on(cast: Cast) -> None:
    vacancy, other = make(cast), make(cast, title="Başka bir kaynakçı")
    close(vacancy, cast)
    page = page_of(vacancy)
    text = page.content.decode()
    assert page.status_code == 410
    assert 'content="noindex"' in text
    assert "application/ld+json" not in text
    assert other.number in text
    assert page_of(vacancy, sign_in(Client(), cast.seeker)).status_code == 200


def test_VAC_21_a_category_vacancy_is_seen_by_its_registrants_alone(cast: Cast) -> None:
    """Others learn for whom it is, and nothing of it; its own workplace and the unit see it."""
    vacancy = make(cast, personal_status="disabled")
    make_profile(
        cast.seeker,
        personal_status="disabled",
        disability='{"groups": [], "rate": 45, "report_on": "2024-05-06"}',
    )
    make_profile(cast.other_seeker)
    for client in (None, sign_in(Client(), cast.other_seeker)):
        page = page_of(vacancy, client)
        assert page.status_code == 403
        assert vacancy.title not in page.content.decode()
        assert "Engelli" in page.content.decode()
    registrant = page_of(vacancy, sign_in(Client(), cast.seeker))
    assert (registrant.status_code, b"application/ld+json" in registrant.content) == (200, False)
    for person, organisation in ((cast.manager, cast.workplace.organisation), (cast.officer, cast.unit)):
        assert page_of(vacancy, sign_in(Client(), person, organisation)).status_code == 200


# ------------------------------------------------------------------------------------------ similar
def test_similar_are_of_the_occupation_or_its_kin_nearer_first_and_never_itself(cast: Cast) -> None:
    from imece.reference.models import District, Occupation
    from imece.reference.public import related_occupations

    vacancy = make(cast)
    konya = District.objects.filter(province_id=42).order_by("code")[0].pk
    far = make(cast, province_id=42, district_id=konya, title="Konya")
    near = make(cast, title="Ankara")
    kin = make(
        cast, occupation_id=related_occupations(vacancy.occupation, 1, on=NOW.date())[0].pk, title="Yakın"
    )
    other = Occupation.objects.filter(code__startswith="5131").order_by("code")[0].pk
    make(cast, occupation_id=other, title="Garson")
    make(cast, personal_status="disabled", title="Ayrılmış")
    found = [one.vacancy for one in similar_vacancies(vacancy, EVERYBODY, NOW)]
    assert found == [near, far, kin]


# ------------------------------------------------------------------------------------------ sitemap, robots, feed
def test_the_sitemap_lists_what_everybody_sees(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syndication, "SITEMAP_SIZE", 2)
    seen = [make(cast, title=f"İş {number}") for number in range(3)]
    make(cast, personal_status="disabled")
    index = etree.fromstring(Client().get("/sitemap.xml").content)
    assert len(index) == 2
    numbers = []
    for number in (1, 2):
        page = b"".join(Client().get(f"/sitemap-{number}.xml").streaming_content)
        for one in etree.fromstring(page):
            numbers.append(one[0].text.rstrip("/").rpartition("/")[2])
    assert numbers == [vacancy.number for vacancy in seen]
    assert Client().get("/sitemap-3.xml").status_code == 404
    assert "Sitemap: " in Client().get("/robots.txt").content.decode()


def test_any_search_is_a_feed(cast: Cast) -> None:
    make(cast, title="Garson")
    wanted = make(cast, title="Argon kaynakçısı", is_name_published=True)
    page = Client().get("/is-ilanlari/akis.atom?v=2&words=argon")
    assert page["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(page.content)
    links = [one.get("href") for one in feed.iterfind(".//{*}entry/{*}link")]
    assert [link.rstrip("/").rpartition("/")[2] for link in links] == [wanted.number]


def test_words_that_are_filters_are_so_in_feed_and_interface_too(cast: Cast) -> None:
    wanted, _other = make(cast, work_kind="part_time"), make(cast, work_kind="full_time")
    feed = Client().get("/is-ilanlari/akis.atom?v=2&words=yarı+zamanlı+kaynakçı").content.decode()
    assert re.findall(r"<id>[^<]+/(\d+)/</id>", feed) == [wanted.number]
    lines = Client().get(f"{API}?words=yarı+zamanlı+kaynakçı").json()["vacancies"]
    assert [one["number"] for one in lines] == [wanted.number]


def test_a_feed_is_turkish_for_everybody_and_unchanged_costs_nothing(cast: Cast) -> None:
    """P2.3: an old phone asks every hour; what it has already is not sent again, and a change is."""
    vacancy = make(cast, title="Argon kaynakçısı")
    client, address = (
        Client(headers={"Cookie": "django_language=en"}),
        "/is-ilanlari/akis.atom?v=2&words=argon",
    )
    first = client.get(address)
    text = first.content.decode()
    assert "Açık İş İlanları" in text
    assert "(Brüt)" in text
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    extend(cast, vacancy)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def extend(cast: Cast, vacancy: Vacancy) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    day = vacancy.last_application_on + timedelta(days=5)
    extend_vacancy(vacancy=vacancy, last_application_on=day, actor=actor, now=NOW)


def test_feed_sitemap_and_interface_tell_the_last_change_beside_the_publication(cast: Cast) -> None:
    """Corrected and extended alike; who keeps the list looks again at what was changed alone."""
    first, later = NOW - timedelta(hours=3), NOW - timedelta(hours=1)
    _still, corrected, extended = (make(cast, now=first, title=title) for title in ("Aynı", "Ücret", "Süre"))
    change_vacancy(
        vacancy=corrected,
        values={"wage_min_amount": Decimal("50000.00")},
        version=corrected.version,
        actor=actor_of(cast.manager, cast.workplace.organisation),
        now=later,
    )
    extend(cast, extended)
    feed = etree.fromstring(Client().get("/is-ilanlari/akis.atom").content)
    told = {
        one.findtext("{*}title"): [
            parse_datetime(one.findtext(f"{{*}}{name}")) for name in ("published", "updated")
        ]
        for one in feed.iterfind("{*}entry")
    }
    assert told == {"Aynı": [first, first], "Ücret": [first, later], "Süre": [first, NOW]}
    page = etree.fromstring(b"".join(Client().get("/sitemap-1.xml").streaming_content))
    assert [parse_datetime(one.findtext("{*}lastmod")) for one in page] == [first, later, NOW]
    lines = Client().get(API).json()["vacancies"]
    assert {
        line["title"]: [parse_datetime(line[name]) for name in ("published_at", "changed_at")]
        for line in lines
    } == told


# ------------------------------------------------------------------------------------------ the read interface
def test_pages_follow_each_other_and_skip_nothing(cast: Cast) -> None:
    made = [make(cast, title=f"İş {number}").number for number in range(5)]
    address, numbers = f"{API}?size=2&province=6", []
    while address:
        answer = Client().get(address)
        assert answer.status_code == 200, answer.content
        numbers += [one["number"] for one in answer.json()["vacancies"]]
        address = answer.json()["next"]
    assert sorted(numbers) == sorted(made)
    assert len(numbers) == len(set(numbers))


def test_the_interface_shows_what_the_pages_show(cast: Cast) -> None:
    hidden, named = make(cast), make(cast, is_name_published=True)
    make(cast, personal_status="disabled")
    lines = {one["number"]: one for one in Client().get(API).json()["vacancies"]}
    assert set(lines) == {hidden.number, named.number}
    assert lines[hidden.number]["employer"] is None
    assert lines[named.number]["employer"] == cast.workplace.organisation.name
    one = Client().get(f"{API}{named.number}/")
    assert (one.status_code, one["Access-Control-Allow-Origin"]) == (200, "*")
    close(named, cast)
    assert Client().get(f"{API}{named.number}/").status_code == 404


def test_a_list_of_criteria_and_an_unknown_one(cast: Cast) -> None:
    vacancy = make(cast)
    assert [one["number"] for one in Client().get(f"{API}?province=6&province=42").json()["vacancies"]] == [
        vacancy.number
    ]
    assert Client().get(f"{API}?il=6").json()["code"] == "API-408"


@pytest.mark.parametrize(
    "given", ["work_kind=parttime", "sector=x", "occupation=zzz", "education=x", "district=6"]
)
def test_a_value_that_nobody_knows_is_refused_and_not_left_out(cast: Cast, given: str) -> None:
    assert Client().get(f"{API}?{given}").json()["code"] == "API-408"


@override_settings(API_CALLS_A_MINUTE=1)
def test_an_address_has_its_limit() -> None:
    assert [Client().get(API).status_code for _ in range(2)] == [200, 429]


def test_the_kept_document_is_the_one_that_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """After a wanted change: ./imece api_document open > docs/api/open.json"""
    call_command("api_document", "open")
    assert json.loads(capsys.readouterr().out) == json.loads(KEPT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ["/api/v1/vacancies/", "/api/v1/vacancies/{number}/"])
def test_no_call_ends_in_a_fault_of_ours(cast: Cast, path: str) -> None:
    schema = schemathesis.openapi.from_dict(json.loads(KEPT.read_text(encoding="utf-8")))
    with override_settings(API_CALLS_A_MINUTE=10**6):
        known = {"number": make(cast).number}
        assert _fuzz(schema[path]["GET"], known, "none", is_vacancy=False)
