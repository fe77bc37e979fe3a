"""P3.5: the masked list, looking at somebody, choosing; who may, and what stays."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.models import AuditRecord, Parameter
from imece.core.transactions import acting
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker, LanguageSkill
from imece.employment.jobseekers.public import set_active
from imece.employment.matching.models import MatchExplanation, Reveal
from imece.employment.matching.web.employer.views import select_people
from imece.employment.matching.web.seeker.views import looks
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.finish import close_vacancy
from imece.employment.vacancies.enums import ClosingOutcome, MatchingKind
from imece.employment.vacancies.models import Vacancy
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, make_draft, make_profile, make_vacancy
from tests.employment.matching.people import draw_profiles, occupations
from tests.lists import assert_constant_queries

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW)]


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    """Asks for a year of welding; the cast's seeker and the other one fit it, İdris with more months."""
    make_profile(cast.seeker, months=24)
    make_profile(cast.other_seeker, months=100)
    return make_vacancy(cast.manager, cast.workplace)


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def address(vacancy: Vacancy, more: str = "") -> str:
    return f"/isveren/istemler/{vacancy.number}/eleman-sec/{more}"


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def seeker_of(person: Any) -> JobSeeker:
    return JobSeeker.objects.get(person=person)


def test_fitting_people_are_ranked_and_say_why(manager: Client, vacancy: Vacancy) -> None:
    page = manager.get(address(vacancy))
    text = text_of(page)
    assert "İşçi Seçme" in text
    assert "2 kişi uyuyor" in text
    assert text.index("100 ay") < text.index("24 ay")
    assert "Uyuyor, çünkü" in text
    assert "tam bu meslek aranıyor (+100)" in text


def test_languages_stand_by_their_names(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    with acting(system_actor("test")):
        for code, speaking in (("en", "B2"), ("de", "")):
            LanguageSkill.objects.create(
                job_seeker=seeker_of(cast.seeker), language=code, reading="A1", speaking=speaking
            )
    assert "Diller: Almanca, İngilizce B2" in text_of(manager.get(address(vacancy)))


def test_nobody_is_named_before_a_look(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    """KVK-10: neither name, nor number, nor day of birth, nor address."""
    for more in ("", f"{seeker_of(cast.seeker).pk}/"):
        text = text_of(manager.get(address(vacancy, more)))
        for person in (cast.seeker, cast.other_seeker):
            secrets = (
                person.surname,
                person.given_names,
                person.national_id,
                person.email,
                "19.05.1990",
                "1990",
            )
            assert [secret for secret in secrets if secret in text] == []


def test_looking_is_an_act_with_a_purpose(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    one = seeker_of(cast.seeker)
    url = address(vacancy, f"{one.pk}/")
    assert manager.post(url, {"note": "amaçsız"}).status_code == 422
    assert Reveal.objects.count() == 0
    page = manager.post(url, {"purpose": "invite", "note": "Salı günü"}, follow=True)
    assert "Iraz Gündoğar" in text_of(page)
    reveal = Reveal.objects.get()
    assert (reveal.job_seeker, reveal.organisation, reveal.purpose) == (
        one,
        cast.workplace.organisation,
        "invite",
    )
    record = AuditRecord.objects.get(action="matching.revealed")
    assert (record.subject_id, record.organisation_id) == (str(one.pk), cast.workplace.organisation_id)
    assert vacancy.number in record.purpose
    manager.post(url, {"purpose": "compare"})
    assert Reveal.objects.count() == 1, "for the same vacancy it is one look"
    assert "Iraz Gündoğar" in text_of(manager.get(address(vacancy)))
    assert "Şıkça" not in text_of(manager.get(address(vacancy)))


def test_the_person_reads_who_looked(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    """KVK-05: the workplace, when, for what; not which clerk."""
    manager.post(
        address(vacancy, f"{seeker_of(cast.seeker).pk}/"), {"purpose": "invite", "note": "Salı günü"}
    )
    text = text_of(sign_in(Client(), cast.seeker).get("/ozgecmis/bakanlar/"))
    assert "Örnek Dokuma Ankara" in text
    assert "Salı günü" in text
    assert "Görüşmeye davet etmek için" in text
    assert cast.manager.surname not in text
    other = text_of(sign_in(Client(), cast.other_seeker).get("/ozgecmis/bakanlar/"))
    assert "Örnek Dokuma" not in other


def test_those_ticked_become_selected_with_their_reasons(
    manager: Client, cast: Cast, vacancy: Vacancy
) -> None:
    one, other = seeker_of(cast.seeker), seeker_of(cast.other_seeker)
    page = manager.post(address(vacancy), {"secili": [f"{other.pk}-1", f"{one.pk}-2"]}, follow=True)
    assert "2 kişi seçildi" in text_of(page)
    assert {row.state for row in Candidate.objects.filter(round=vacancy.round)} == {"selected"}
    kept = MatchExplanation.objects.get(candidate__job_seeker=other)
    assert kept.place == 1
    assert kept.score == sum(part["points"] for part in kept.parts)
    assert Reveal.objects.filter(purpose="selected").count() == 2
    assert "Orada bütün şartları karşılayan kimse yok" in text_of(manager.get(address(vacancy)))


def test_refused_rows_are_told_row_by_row(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    """LE: no silent partial failure."""
    one, other = seeker_of(cast.seeker), seeker_of(cast.other_seeker)
    set_active(profile=other, is_active=False, actor=actor_of(cast.other_seeker))
    page = manager.post(
        address(vacancy), {"secili": [f"{one.pk}-1", f"{other.pk}-2", "999999-3"]}, follow=True
    )
    text = text_of(page)
    assert "1 kişi seçildi" in text
    assert "2. kişi" in text
    assert "3. kişi" in text
    assert Candidate.objects.get().job_seeker == one


def test_chosen_twice_is_refused(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    ticked = {"secili": [f"{seeker_of(cast.seeker).pk}-1"]}
    manager.post(address(vacancy), ticked)
    assert "zaten" in text_of(manager.post(address(vacancy), ticked, follow=True))
    assert Candidate.objects.count() == 1


def test_nothing_ticked_says_so(manager: Client, vacancy: Vacancy) -> None:
    assert "En az bir kişi işaretleyin" in text_of(manager.post(address(vacancy), {}, follow=True))


def test_the_monthly_ceiling(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    """The second of one is refused, by looking and by choosing; the first of the next month begins anew."""
    Parameter.objects.filter(name="reveal_ceiling_month").update(value=1)
    one, other = seeker_of(cast.seeker), seeker_of(cast.other_seeker)
    assert manager.post(address(vacancy, f"{one.pk}/"), {"purpose": "compare"}).status_code == 302
    refused = manager.post(address(vacancy, f"{other.pk}/"), {"purpose": "compare"})
    assert refused.status_code == 422
    assert "MAT-101" in text_of(refused)
    assert "01.12.2026" in text_of(refused)
    chosen = manager.post(address(vacancy), {"secili": [f"{other.pk}-1"]}, follow=True)
    assert "01.12.2026" in text_of(chosen)
    assert Candidate.objects.count() == 0
    assert Reveal.objects.count() == 1


def set_matching(vacancy: Vacancy, kind: MatchingKind) -> None:
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(matching_kind=kind)


def test_what_the_institution_proposes_its_staff_choose(
    manager: Client, cast: Cast, vacancy: Vacancy
) -> None:
    set_matching(vacancy, MatchingKind.MEDIATED)
    one = {"secili": f"{seeker_of(cast.seeker).pk}-1"}
    assert "kişileri kurum önerir" in text_of(manager.get(address(vacancy)))
    assert "kişileri kurum önerir" in text_of(manager.get(f"/isveren/istemler/{vacancy.number}/"))
    manager.post(address(vacancy), one)
    assert not Candidate.objects.exists()
    staff = sign_in(Client(), cast.officer, cast.unit)
    assert vacancy.number in text_of(staff.get("/isveren/istemler/?matching=mediated"))
    assert vacancy.number not in text_of(staff.get("/isveren/istemler/?matching=own_choice"))
    staff.post(address(vacancy), one)
    assert Candidate.objects.get().job_seeker == seeker_of(cast.seeker)


def test_VAC_25_a_public_body_chooses_nobody_itself(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    with acting(system_actor("test")):
        Workplace.objects.filter(pk=cast.workplace.pk).update(sector=Sector.PUBLIC)
    for client in (manager, sign_in(Client(), cast.officer, cast.unit)):
        assert "Kamu kurumu kişileri kendisi seçmez" in text_of(client.get(address(vacancy)))
        client.post(address(vacancy), {"secili": f"{seeker_of(cast.seeker).pk}-1"})
    assert not Candidate.objects.exists()


def test_a_closed_vacancy_says_why_not(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    close_vacancy(
        vacancy=vacancy, outcome=ClosingOutcome.NO_LONGER_NEEDED, reason="Bitti", actor=actor, now=NOW
    )
    assert "kimse seçilmez" in text_of(manager.get(address(vacancy)))
    one = seeker_of(cast.seeker)
    assert "kimse seçilmez" in text_of(manager.post(address(vacancy), {"secili": f"{one.pk}-1"}, follow=True))
    assert Candidate.objects.count() == 0


@pytest.mark.parametrize("who", ["other_manager", "other_officer", "seeker"])
def test_another_finds_nothing(cast: Cast, vacancy: Vacancy, who: str) -> None:
    organisation = {"other_manager": cast.other_workplace.organisation, "other_officer": cast.other_unit}.get(
        who
    )
    client = sign_in(Client(), getattr(cast, who), organisation)
    expected = 403 if who == "seeker" else 404
    for more in ("", f"{seeker_of(cast.seeker).pk}/"):
        assert client.get(address(vacancy, more)).status_code == expected
        assert client.post(address(vacancy, more), {"purpose": "invite"}).status_code == expected
    assert Reveal.objects.count() == 0


def test_somebody_who_does_not_fit_has_no_card(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    """Or the address would answer for everybody whether he meets a condition."""
    with_less = draw_profiles(1, province_id=6)[0]
    assert manager.get(address(vacancy, f"{with_less.pk}/")).status_code == 404


def test_a_reserved_vacancy_finds_registrants_alone(cast: Cast, manager: Client) -> None:
    """VAC-21: only whose sealed status is the one asked for; that it was compared is on the trail, nothing is kept."""
    make_profile(cast.seeker, personal_status="ex_convict")
    make_profile(cast.other_seeker, personal_status="normal")
    reserved = make_vacancy(cast.manager, cast.workplace, personal_status="ex_convict")
    assert "1 kişi uyuyor" in text_of(manager.get(address(reserved)))
    assert AuditRecord.objects.filter(action="matching.special_compared").count() == 1
    manager.post(address(reserved), {"secili": f"{seeker_of(cast.seeker).pk}-1"})
    assert "personal_status" not in str(MatchExplanation.objects.get().parts)


def test_both_sides_read_the_same_reasons(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    one = seeker_of(cast.seeker)
    manager.post(address(vacancy), {"secili": f"{one.pk}-2"})
    url = f"/eslesme/aday/{Candidate.objects.get().pk}/"
    for client in (manager, sign_in(Client(), cast.seeker)):
        text = text_of(client.get(url))
        assert "tam bu meslek aranıyor" in text
        assert "Listedeki yeri: 2" in text
    assert sign_in(Client(), cast.other_seeker).get(url).status_code == 404


def test_the_score_is_explained_to_everybody(client: Client, db: None) -> None:
    text = text_of(client.get("/eslesme/puan/"))
    assert "Neler asla sayılmaz" in text
    assert "+100" in text


def test_the_list_costs_the_same_queries_however_long(cast: Cast) -> None:
    vacancy = make_vacancy(
        cast.manager, cast.workplace, occupation_id=occupations()[0].pk, min_education="illiterate",
        min_experience_months=0,
    )  # fmt: skip
    actor = actor_of(cast.manager, cast.workplace.organisation)
    made: list[int] = []

    def make(count: int) -> None:
        made.append(count)
        draw_profiles(count * 4, seed=len(made), province_id=6, birth_year=1990, district_id=None)

    view: Callable[[Any], Any] = lambda request: select_people(request, vacancy.number)  # noqa: E731
    assert_constant_queries(view, actor, make, sizes=(2, 5, 12))


def test_who_looked_costs_the_same_queries_however_long(cast: Cast, vacancy: Vacancy) -> None:
    from imece.core import audit

    seeker = seeker_of(cast.seeker)
    employer = actor_of(cast.manager, cast.workplace.organisation)

    def make(count: int) -> None:
        for _ in range(count):
            audit.record(employer, "matching.revealed", seeker, purpose="1: invite")

    assert_constant_queries(looks, actor_of(cast.seeker), make)


def test_eleman_sec_stands_in_the_list_of_vacancies(manager: Client, cast: Cast, vacancy: Vacancy) -> None:
    """P3.1: an action of the selected row; of a draft it is inactive and says why."""
    draft = make_draft(cast.manager, cast.workplace)
    page = text_of(manager.get(f"/isveren/istemler/?secili={vacancy.pk}"))
    assert "Eleman Seç" in page
    pressed = manager.post(
        f"/isveren/istemler/?secili={draft.pk}", {"secili": draft.pk, "eylem": "select"}, follow=True
    )
    assert "istem açıkken seçin" in text_of(pressed)
    assert timezone.localdate() + timedelta(days=30) == vacancy.last_application_on


def test_KVK_05_the_person_reads_which_unit_of_the_institution_looked(cast: Cast) -> None:
    """His own looks are none; of staff the unit and its reason are told, as of a workplace."""
    officer = sign_in(Client(), cast.officer, cast.unit)
    typed = {"national_id": cast.seeker.national_id, "reason": "Kişi dilekçe verdi, 2026/41"}
    officer.post("/kurum/hesaplar/", typed)
    text = text_of(sign_in(Client(), cast.seeker).get("/ozgecmis/bakanlar/"))
    assert cast.unit.name in text
    assert "Hesabınızı numarasıyla aradı" in text
    assert "Kişi dilekçe verdi, 2026/41" in text
    assert cast.officer.surname not in text
    other = text_of(sign_in(Client(), cast.other_seeker).get("/ozgecmis/bakanlar/"))
    assert "Kişi dilekçe verdi" not in other
