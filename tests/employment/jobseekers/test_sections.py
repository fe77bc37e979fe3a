"""P1.5: the sections of the profile, each changed alone, by plain posting; lines come and go; KVK-03."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from imece.core.models import AuditRecord
from imece.employment.jobseekers.domain import hooks
from imece.employment.jobseekers.domain.background import MOST_LINES, add_line, remove_line
from imece.employment.jobseekers.domain.completeness import completeness, section_states
from imece.employment.jobseekers.domain.profiles import refresh_identity
from imece.employment.jobseekers.enums import LineKind, Section
from imece.employment.jobseekers.models import JobSeeker, LanguageSkill
from imece.employment.jobseekers.public import change_profile, on_profile_changed, set_active, set_occupations
from imece.exchange.models import Question
from imece.registry.enums import Register
from imece.registry.models import RegisteredPerson
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, cankaya, make_profile, welder

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(cast: Cast) -> JobSeeker:
    return make_profile(cast.seeker)


@pytest.fixture
def seeker(cast: Cast, client: Client, profile: JobSeeker) -> Client:
    return sign_in(client, cast.seeker)


def fresh(profile: JobSeeker) -> JobSeeker:
    return JobSeeker.objects.get(pk=profile.pk)


SAVED = [
    (Section.PLACE, {"province": 6, "district": ""}, 422),
    (Section.EDUCATION, {"education": "bachelor"}, 302),
    (Section.EDUCATION, {"education": "professor"}, 422),
    (Section.DOCUMENTS, {"licence_classes": ["B", "CE"], "has_src": "on", "computer_skills": "Excel, C++ ,Excel"}, 302),
    (Section.DOCUMENTS, {"computer_skills": "x" * 61}, 422),
    (Section.WISHES, {"sought_work_kinds": ["remote"], "lowest_wage_amount": "32.500,50"}, 302),
    (
        Section.SPECIAL,
        {"personal_status": "disabled", "rate": "45", "report_on": "06.05.2024", "consents": "on"},
        302,
    ),
    (Section.SPECIAL, {"personal_status": "disabled", "rate": "45", "consents": "on"}, 422),
    (
        Section.SPECIAL,
        {
            "personal_status": "disabled",
            "rate": "45",
            "report_on": "06.05.2024",
            "report_until": "05.05.2024",
            "consents": "on",
        },
        422,
    ),
    (Section.SPECIAL, {"personal_status": "disabled", "rate": "45"}, 422),
    (Section.SPECIAL, {"personal_status": "disabled", "consents": "on"}, 422),
]  # fmt: skip


@pytest.mark.parametrize("section, typed, status", SAVED)
def test_a_section_is_saved_alone_or_says_what_is_wrong(
    seeker: Client, profile: JobSeeker, section: Section, typed: dict, status: int
) -> None:
    response = seeker.post(f"/ozgecmis/{section.value}/", {"version": profile.version, **typed})
    assert response.status_code == status
    assert (fresh(profile).version == profile.version + 1) == (status == 302)


def test_what_was_typed_into_documents_and_wishes_stands_in_the_profile(
    seeker: Client, profile: JobSeeker
) -> None:
    for version, (section, typed, _) in enumerate((SAVED[3], SAVED[5]), start=1):
        seeker.post(f"/ozgecmis/{section.value}/", {"version": version, **typed})
    now = fresh(profile)
    assert (now.licence_classes, now.has_src, now.computer_skills) == (["B", "CE"], True, ["Excel", "C++"])
    assert (now.sought_work_kinds, str(now.lowest_wage_amount), now.accepts_travel) == (
        ["remote"],
        "32500.50",
        False,
    )


def test_two_tabs_of_a_section(seeker: Client, profile: JobSeeker) -> None:
    address = "/ozgecmis/ogrenim/"
    assert seeker.post(address, {"version": 1, "education": "bachelor"}).status_code == 302
    response = seeker.post(address, {"version": 1, "education": "master"})
    assert response.status_code == 422
    assert "CORE-409" in response.content.decode()
    assert fresh(profile).education == "bachelor"


LINES = [
    (Section.EDUCATION, LineKind.SCHOOL, {"level": "bachelor", "school": "Deneme Ünv.", "graduated_on": "10.06.2020"}),
    (Section.WORK, LineKind.WORK, {"employer_name": "Deneme", "began_on": "01.02.2020", "ended_on": "01.02.2021"}),
    (Section.LANGUAGES, LineKind.LANGUAGE, {"language": "en", "speaking": "B2", "document": "YDS", "score": "70,5"}),
    (Section.DOCUMENTS, LineKind.CERTIFICATE, {"kind": "master", "name": "Kaynakçı ustalık belgesi"}),
    (Section.DOCUMENTS, LineKind.EXAM, {"kind": "kpss", "name": "P94", "score": "71,25", "valid_until": "01.09.2027"}),
    (Section.PLACE, LineKind.PLACE, {"province": 42}),
]  # fmt: skip


@pytest.mark.parametrize("section, kind, typed", LINES)
def test_a_line_comes_and_goes_by_plain_posting(
    seeker: Client, profile: JobSeeker, section: Section, kind: LineKind, typed: dict
) -> None:
    address = f"/ozgecmis/{section.value}/"
    posted = {f"{kind.value}-{name}": value for name, value in typed.items()}
    posted |= {"work-occupation": welder().code} if kind == LineKind.WORK else {}
    assert seeker.post(address, {"line": kind.value, **posted}).status_code == 302
    html = seeker.get(address).content.decode()
    number = html.split(f'value="{kind.value}:')[1].split('"')[0]
    assert seeker.post(address, {"remove": f"{kind.value}:{number}"}).status_code == 302
    assert f'value="{kind.value}:' not in seeker.get(address).content.decode()


@pytest.mark.parametrize(("button", "leads_to"), [("line", "belgeler"), ("save", "aranan-is")])
def test_whichever_button_is_pressed_all_that_was_typed_is_kept(
    seeker: Client, profile: JobSeeker, button: str, leads_to: str
) -> None:
    """Ticks above and a certificate below stand on one page; neither button loses the other's."""
    typed = {"version": profile.version, "licence_classes": ["C"], "certificate-kind": "certificate",
             "certificate-name": "İlk yardım", "exam-kind": "kpss", button: "certificate"}  # fmt: skip
    assert seeker.post("/ozgecmis/belgeler/", typed)["Location"] == f"/ozgecmis/{leads_to}/"
    assert fresh(profile).licence_classes == ["C"]
    assert [one.name for one in profile.certificates.all()] == ["İlk yardım"]
    assert not profile.exam_results.exists()
    unticked = {
        "version": 2,
        "certificate-kind": "certificate",
        "certificate-name": "Vinç",
        "line": "certificate",
    }
    seeker.post("/ozgecmis/belgeler/", unticked)
    assert (fresh(profile).licence_classes, profile.certificates.count()) == ([], 2)


def test_a_line_half_typed_is_asked_for_before_one_goes_on(seeker: Client, profile: JobSeeker) -> None:
    typed = {"version": profile.version, "licence_classes": ["C"], "exam-kind": "kpss", "exam-name": "P94"}
    page = seeker.post("/ozgecmis/belgeler/", typed | {"save": "1"})
    assert page.status_code == 422
    assert 'value="P94"' in page.content.decode()
    assert fresh(profile).licence_classes == []
    removed = seeker.post("/ozgecmis/belgeler/", {"remove": "exam:1"})
    assert removed.status_code == 404


def test_the_same_language_twice_is_said_and_nothing_typed_is_lost(
    seeker: Client, profile: JobSeeker
) -> None:
    line = {"line": "language", "language-language": "en", "language-document": "TOEFL"}
    assert seeker.post("/ozgecmis/dil/", line).status_code == 302
    response = seeker.post("/ozgecmis/dil/", line)
    assert response.status_code == 422
    assert "Bu dil özgeçmişte zaten var" in response.content.decode()
    assert "data-error-summary" in response.content.decode()
    assert 'value="TOEFL"' in response.content.decode()


def test_another_persons_line_does_not_exist(cast: Cast, seeker: Client) -> None:
    other = make_profile(cast.other_seeker)
    values = {"language": "de"}
    add_line(profile=other, kind=LineKind.LANGUAGE, values=values, actor=actor_of(cast.other_seeker), now=NOW)
    line = LanguageSkill.objects.get()
    response = seeker.post("/ozgecmis/dil/", {"remove": f"language:{line.pk}"})
    assert response.status_code == 404
    assert LanguageSkill.objects.count() == 1


@pytest.mark.parametrize(
    "value", ["", ":", "language:", "language:x", "language:9" + "9" * 30, "work:1", "language:-1"]
)
def test_hostile_removal(seeker: Client, value: str) -> None:
    assert seeker.post("/ozgecmis/dil/", {"remove": value}).status_code == 404


def test_a_finished_school_raises_the_level_and_a_later_one_does_not(cast: Cast, profile: JobSeeker) -> None:
    actor, kind = actor_of(cast.seeker), LineKind.SCHOOL
    later = {"level": "bachelor", "school": "Deneme Üniversitesi", "graduated_on": date(2027, 6, 1)}
    add_line(profile=profile, kind=kind, values=later, actor=actor, now=NOW)
    assert fresh(profile).education == "upper_secondary"
    add_line(profile=profile, kind=kind, values=later | {"graduated_on": NOW.date()}, actor=actor, now=NOW)
    assert fresh(profile).education == "bachelor"


def test_too_many_lines(cast: Cast, profile: JobSeeker, seeker: Client) -> None:
    for number in range(MOST_LINES):
        values = {"kind": "certificate", "name": f"Belge {number}"}
        add_line(
            profile=profile, kind=LineKind.CERTIFICATE, values=values, actor=actor_of(cast.seeker), now=NOW
        )
    line = {"line": "certificate", "certificate-kind": "certificate", "certificate-name": "Bir tane daha"}
    response = seeker.post("/ozgecmis/belgeler/", line)
    assert response.status_code == 422
    assert "JOB-002" in response.content.decode()


def test_special_status_is_sealed_unseen_and_erased_when_taken_back(
    seeker: Client, profile: JobSeeker
) -> None:
    """KVK-03: neither table, trail nor overview nor paper shows it; «Normal» erases it with the consent."""
    typed = {"personal_status": "disabled", "rate": "45", "groups": ["visual"], "report_on": "06.05.2024"}
    typed["consents"] = "on"
    last = AuditRecord.objects.latest("pk").pk
    seeker.post("/ozgecmis/ozel-durum/", {"version": 1, **typed})
    kept = fresh(profile)
    assert (kept.personal_status, kept.disability) == (
        "disabled",
        '{"groups": ["visual"], "rate": 45, "report_on": "2024-05-06"}',
    )
    assert kept.special_consent_at is not None
    with connection.cursor() as cursor:
        cursor.execute("select disability from jobseekers_jobseeker where id = %s", [profile.pk])
        assert b"visual" not in bytes(cursor.fetchone()[0])
    trail = str(list(AuditRecord.objects.filter(pk__gt=last).values_list("details", flat=True)))
    overview = seeker.get("/ozgecmis/").content.decode()
    assert not re.findall(r"disabled|visual|\b45\b", trail)
    assert not any(word in overview for word in ("Engelli", "Görme"))
    assert "Engelli" not in vitae(seeker)
    seeker.post("/ozgecmis/ozel-durum/", {"version": 2, "personal_status": "normal", "rate": "45"})
    erased = fresh(profile)
    assert (erased.personal_status, erased.disability, erased.special_consent_at) == ("", "", None)


def test_military_service_is_asked_of_male_citizens_alone(cast: Cast, seeker: Client, client: Client) -> None:
    """§2.2: only meaningful for male citizens; a deferment needs its last day."""
    assert 'name="military_status"' not in seeker.get("/ozgecmis/belgeler/").content.decode()
    man = make_profile(cast.other_seeker)
    other = sign_in(Client(), cast.other_seeker)
    assert 'name="military_status"' in other.get("/ozgecmis/belgeler/").content.decode()
    deferred = {"version": 1, "military_status": "deferred"}
    assert other.post("/ozgecmis/belgeler/", deferred).status_code == 422
    dated = {"military_deferred_until": "01.09.2027"}
    assert other.post("/ozgecmis/belgeler/", deferred | dated).status_code == 302
    assert fresh(man).military_deferred_until == date(2027, 9, 1)


def test_identity_is_asked_again_with_its_question_on_record(cast: Cast, profile: JobSeeker) -> None:
    RegisteredPerson.objects.filter(number=cast.seeker.national_id).update(birth_year=1991)
    actor = actor_of(cast.seeker)
    refreshed = refresh_identity(profile=profile, actor=actor, now=NOW)
    questions = Question.objects.filter(subject=cast.seeker.national_id).order_by("-pk")
    assert refreshed.birth_year == 1991
    assert refreshed.identity_source == f"registry #{questions[0].pk}"
    assert (refreshed.sex, refreshed.nationality) == ("female", "TR")


def test_ID_08_the_register_says_who_holds_a_blue_card(
    cast: Cast, profile: JobSeeker, seeker: Client
) -> None:
    """His nationality is a foreign one; he is a former citizen, and no foreigner to public employers."""
    own = RegisteredPerson.objects.filter(number=cast.seeker.national_id)
    own.update(register=Register.BLUE_CARD, nationality="DE")
    refreshed = refresh_identity(profile=profile, actor=actor_of(cast.seeker), now=NOW)
    assert (refreshed.nationality, refreshed.is_citizen, refreshed.has_blue_card) == ("DE", False, True)
    assert "Almanya (mavi kartlı)" in seeker.get("/ozgecmis/").content.decode()
    own.update(register=Register.CITIZENS, nationality="TR")
    again = refresh_identity(profile=profile, actor=actor_of(cast.seeker), now=NOW)
    assert (again.is_citizen, again.has_blue_card) == (True, False)


def test_the_switch_does_what_its_button_says_and_leads_back(seeker: Client, profile: JobSeeker) -> None:
    """Pressed again in an old tab «make it inactive» makes nobody findable."""
    page = seeker.get("/ozgecmis/?next=/is-ilanlari/1/").content.decode()
    assert 'href="/is-ilanlari/1/"' in page
    for _again in range(2):
        answer = seeker.post("/ozgecmis/durum/", {"active": "no", "next": "/is-ilanlari/1/"})
        assert answer["Location"] == "/is-ilanlari/1/"
        profile.refresh_from_db()
        assert not profile.is_active


def test_completeness_counts_what_vacancies_usually_ask(
    cast: Cast, profile: JobSeeker, seeker: Client
) -> None:
    assert completeness(section_states(profile)) == (3, 6)
    seeker.post("/ozgecmis/aranan-is/", {"version": 1, "sought_work_kinds": ["full_time"]})
    assert completeness(section_states(fresh(profile))) == (4, 6)
    html = seeker.get("/ozgecmis/").content.decode()
    assert "6 bölümden 4 tanesi dolu" in html
    assert "Dönemlerden her meslekteki aylarınız" in html  # why the missing one would help


def vitae(client: Client) -> str:
    reader = PdfReader(BytesIO(client.get("/ozgecmis/pdf/").content))
    return "\n".join(page.extract_text() for page in reader.pages)


def test_curriculum_vitae_holds_what_was_entered_with_every_turkish_letter(
    cast: Cast, profile: JobSeeker, seeker: Client
) -> None:
    values = {"level": "bachelor", "school": "Iğdır Şehir Üniversitesi", "department": "Gıda"}
    add_line(profile=profile, kind=LineKind.SCHOOL, values=values, actor=actor_of(cast.seeker), now=NOW)
    text = vitae(seeker)
    assert all(words in text for words in ("Iraz Gündoğar", "Iğdır Şehir Üniversitesi", "24 ay"))


def test_every_change_calls_the_hooks_in_its_transaction(
    cast: Cast, profile: JobSeeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What other rooms keep of a profile is true the moment the profile changes."""
    called: list[bool] = []
    monkeypatch.setattr(hooks, "_CALLBACKS", [])

    @on_profile_changed
    def follow(changed: JobSeeker) -> None:
        called.append(connection.in_atomic_block and changed.pk == profile.pk)

    actor = actor_of(cast.seeker)
    change_profile(profile=profile, values={"about": "Bir"}, version=1, actor=actor, now=NOW)
    set_active(profile=profile, is_active=False, actor=actor)
    set_occupations(profile=profile, occupations=[(welder().pk, 5)], actor=actor)
    add_line(profile=profile, kind=LineKind.LANGUAGE, values={"language": "en"}, actor=actor, now=NOW)
    remove_line(profile=profile, kind=LineKind.LANGUAGE, line_id=LanguageSkill.objects.get().pk, actor=actor)
    refresh_identity(profile=profile, actor=actor, now=NOW)
    assert called == [True] * 6


@pytest.mark.parametrize("address", ["/ozgecmis/", "/ozgecmis/dil/", "/ozgecmis/deneyim/"])
def test_pages_cost_the_same_however_many_lines(
    cast: Cast, profile: JobSeeker, seeker: Client, address: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert seeker.get(address).status_code == 200
        return len(queries)

    actor = actor_of(cast.seeker)

    def grow(languages: list[str]) -> None:
        for code in languages:
            add_line(profile=profile, kind=LineKind.LANGUAGE, values={"language": code}, actor=actor, now=NOW)
            work = {"occupation": welder(), "employer_name": code, "began_on": date(2020, 1, 1)}
            add_line(profile=profile, kind=LineKind.WORK, values=work, actor=actor, now=NOW)

    grow(["en"])
    cost()  # the first page of a session asks more
    few = cost()
    grow(["de", "fr", "it", "es"])
    assert cost() == few


def test_without_a_profile_every_section_leads_to_its_beginning(cast: Cast, client: Client) -> None:
    visitor = sign_in(client, cast.seeker)
    for name in (*Section.values, "pdf"):
        assert visitor.get(f"/ozgecmis/{name}/").headers["Location"] == "/ozgecmis/"
    assert visitor.get("/ozgecmis/baska/").status_code == 404
    begun = {"province": 6, "district": cankaya().pk, "education": "primary"}
    assert visitor.post("/ozgecmis/", begun).status_code == 302
    assert JobSeeker.objects.get().district == cankaya()
