"""VAC-20, VAC-23 to VAC-28: a public body's five days, its lists and the draw, the right of priority."""

import hashlib
import itertools
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from imece.accounts.models import Person
from imece.core.actor import Actor, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.parameters import Parameters
from imece.core.rule_registry import ask
from imece.core.transactions import acting
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import ExamResult, JobSeeker
from imece.employment.selection.domain.steps import remove_candidate, withdraw_application
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import add_candidate, invite_candidate
from imece.employment.vacancies.domain.finish import expire_due_vacancies, extend_vacancy
from imece.employment.vacancies.domain.priority import lose_priority, record_priority
from imece.employment.vacancies.domain.public_lists import (
    is_draw_repeated,
    make_public_list,
    record_draw,
)
from imece.employment.vacancies.domain.public_places import called_reserves, drop_line
from imece.employment.vacancies.domain.public_rules import draw_order, list_sizes, public_last_day
from imece.employment.vacancies.domain.publish import publish_vacancy
from imece.employment.vacancies.domain.workflow import PUBLIC_PERIOD_IS_FIXED, publishing_faults
from imece.employment.vacancies.enums import (
    DropReason,
    Exclusion,
    ListKind,
    ListPart,
    PriorityLossReason,
    VacancyState,
)
from imece.employment.vacancies.models import PublicList, Vacancy
from imece.employment.vacancies.web.employer.public_lists import public_list
from imece.employment.vacancies.web.staff.priority import PRIORITIES
from imece.exchange.models import Question
from imece.reference.public import public_holidays
from imece.registry.models import RegisteredPerson
from tests.cast import Cast, actor_of, make_person, sign_in
from tests.employment.main_job import cankaya, make_draft, make_vacancy, vacancy_values, welder
from tests.lists import assert_constant_queries, count_queries, request_of

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")
MONDAY = datetime(2026, 2, 2, 10, 0, tzinfo=ISTANBUL)
DRAW_DAY = date(2026, 2, 9)
LATER = datetime(2026, 2, 9, 11, 0, tzinfo=ISTANBUL)


@pytest.fixture
def public_workplace(cast: Cast) -> Workplace:
    with acting(system_actor("test")):
        Workplace.objects.filter(pk=cast.workplace.pk).update(sector=Sector.PUBLIC)
    cast.workplace.refresh_from_db()
    return cast.workplace


@pytest.fixture
def body(cast: Cast) -> Actor:
    return actor_of(cast.manager, cast.workplace.organisation)


@pytest.fixture
def officer(cast: Cast) -> Actor:
    return actor_of(cast.officer, cast.unit)


def announce(cast: Cast, workplace: Workplace, **changes: Any) -> Vacancy:
    return make_vacancy(cast.manager, workplace, now=MONDAY, **changes)


def applicant(
    vacancy: Vacancy, serial: int, *, points: str = "", birth: tuple[int, int, int] = (1990, 5, 10)
) -> JobSeeker:
    person = make_person(serial, f"Kişi{serial}", "Denemeoğlu")
    return apply_as(vacancy, person, points=points, birth=birth)


def apply_as(vacancy: Vacancy, person: Person, *, points: str, birth: tuple[int, int, int]) -> JobSeeker:
    """Straight onto the list: whether somebody may apply is tested elsewhere."""
    actor = system_actor("test")
    with acting(actor):
        year, month, day = birth
        profile = JobSeeker.objects.create(
            person=person,
            birth_year=year,
            birth_month=month,
            birth_day=day,
            province_id=6,
            district=cankaya(),
        )
        if points:
            ExamResult.objects.create(job_seeker=profile, kind="kpss", name="P94", score=Decimal(points))
        add_candidate(
            selection_round=vacancy.round,
            job_seeker=profile,
            source=CandidateState.APPLIED,
            actor=actor,
            now=MONDAY,
        )
    return profile


def over(vacancy: Vacancy) -> Vacancy:
    expire_due_vacancies(now=LATER)
    vacancy.refresh_from_db()
    return vacancy


def draw(public_list: PublicList, actor: Actor, seed: str = "4711") -> PublicList:
    return record_draw(
        public_list=public_list,
        seed=seed,
        drawn_on=DRAW_DAY,
        drawn_by="Deneme Çeken",
        notary_name="Ankara 1. Noteri (deneme)",
        notary_number="00123",
        actor=actor,
        now=LATER,
    )


def placed(public_list: PublicList, part: ListPart) -> list[int]:
    return list(public_list.lines.filter(part=part).order_by("rank").values_list("sequence", flat=True))


# ------------------------------------------------------------------------------------------ five days
@pytest.mark.parametrize(
    ("published_on", "last"),
    [
        pytest.param(date(2026, 2, 2), date(2026, 2, 6), id="T-VAC-04"),
        pytest.param(date(2026, 2, 3), date(2026, 2, 9), id="ends on Saturday"),
        pytest.param(date(2026, 4, 19), date(2026, 4, 24), id="ends on 23 April"),
    ],
)
def test_VAC_23_exactly_five_days_the_first_counts(published_on: date, last: date) -> None:
    assert public_last_day(published_on, Parameters(published_on), public_holidays()) == last
    answer = ask("VAC-23", f'{{"published_on": "{published_on}"}}', published_on)
    assert answer.outcome.value == last


def test_T_VAC_04_the_last_day_follows_the_announcement(cast: Cast, public_workplace: Workplace) -> None:
    typed = MONDAY.date() + timedelta(days=40)
    vacancy = announce(cast, public_workplace, last_application_on=typed)
    vacancy.refresh_from_db()
    assert vacancy.last_application_on == date(2026, 2, 6)
    assert vacancy.round.accepts_until == date(2026, 2, 6)
    assert vacancy.starts_on == date(2026, 2, 2)


def test_a_draft_announced_later_has_its_five_days_from_then(
    cast: Cast, public_workplace: Workplace, body: Actor
) -> None:
    vacancy = make_draft(cast.manager, public_workplace)
    publish_vacancy(vacancy=vacancy, actor=body, now=MONDAY + timedelta(days=7))
    vacancy.refresh_from_db()
    assert vacancy.last_application_on == date(2026, 2, 13)


def test_VAC_31_a_public_vacancy_is_not_extended(
    cast: Cast, public_workplace: Workplace, body: Actor
) -> None:
    vacancy = announce(cast, public_workplace)
    with pytest.raises(Problem) as caught:
        extend_vacancy(vacancy=vacancy, last_application_on=date(2026, 3, 1), actor=body, now=MONDAY)
    assert caught.value.kind is PUBLIC_PERIOD_IS_FIXED
    vacancy.refresh_from_db()
    assert vacancy.last_application_on == date(2026, 2, 6)


# ------------------------------------------------------------------------------------------ terms
@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"public_method": "kpss"}, ["VAC-153"]),
        ({"public_method": "kpss", "exam_kind": "kpss", "min_exam_score": Decimal(60)}, []),
        ({"public_method": "kpss", "exam_kind": "kpss", "personal_status": "ex_convict"}, ["VAC-152"]),
        ({"is_career_post": True, "exam_kind": "kpss", "min_exam_score": Decimal("59.99")}, ["VAC-154"]),
        ({"is_career_post": True, "exam_kind": "kpss", "min_exam_score": Decimal(60)}, []),
        ({"is_career_post": True, "exam_kind": "language", "min_exam_score": Decimal(90)}, ["VAC-154"]),
    ],
)
def test_VAC_27_VAC_28_terms_of_public_posts(
    cast: Cast, public_workplace: Workplace, changes: dict[str, Any], codes: list[str]
) -> None:
    vacancy = make_draft(cast.manager, public_workplace, **changes)
    assert [one.code for one in publishing_faults(vacancy, MONDAY)] == codes


def test_VAC_20_a_private_employer_has_no_public_method(cast: Cast) -> None:
    vacancy = make_draft(cast.manager, cast.workplace, public_method="direct_draw")
    assert "VAC-151" in [one.code for one in publishing_faults(vacancy, vacancy.created_at)]


# ------------------------------------------------------------------------------------------ lists
@pytest.mark.parametrize(
    ("kind", "sizes"),
    [
        pytest.param(ListKind.DIRECT_DRAW, (8, 32), id="T-VAC-05"),
        (ListKind.DRAW_THEN_EXAM, (32, 32)),
        (ListKind.KPSS, (32, 0)),
        (ListKind.PRIORITY, (32, 0)),
    ],
)
def test_VAC_25_sizes(kind: ListKind, sizes: tuple[int, int]) -> None:
    factor = Parameters(date(2026, 2, 2)).integer("public_list_factor")
    found = list_sizes(kind, 8, factor)
    assert (found.principal, found.reserve) == sizes
    answer = ask("VAC-25", f'{{"post_count": 8, "kind": "{kind}"}}', date(2026, 2, 2)).as_json()
    assert answer["value"] == {"principal": sizes[0], "reserve": sizes[1]}


def test_VAC_25_the_order_is_that_of_the_published_hashes() -> None:
    keys = {one: hashlib.sha256(f"4711:00001000112:{one}".encode()).hexdigest() for one in range(1, 51)}
    assert draw_order("4711", "00001000112", range(1, 51)) == sorted(keys, key=keys.get)
    assert draw_order("4712", "00001000112", range(1, 51)) != draw_order("4711", "00001000112", range(1, 51))


def test_VAC_25_method_a_from_the_list_to_the_draw(
    cast: Cast, public_workplace: Workplace, body: Actor
) -> None:
    vacancy = announce(cast, public_workplace, post_count=2)
    for serial in range(101, 113):
        applicant(vacancy, serial)
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    assert made.lines.filter(part=ListPart.WAITING).count() == 12
    drawn = draw(made, body)
    order = draw_order("4711", vacancy.number, range(1, 13))
    assert placed(drawn, ListPart.PRINCIPAL) == order[:2]
    assert placed(drawn, ListPart.RESERVE) == order[2:10]
    assert drawn.lines.filter(part=ListPart.NOT_LISTED).count() == 2
    assert is_draw_repeated(drawn, list(drawn.lines.all()))
    with pytest.raises(Problem) as caught:
        draw(drawn, body, seed="4712")
    assert caught.value.code == "VAC-305"


def test_VAC_25_only_who_has_a_place_is_invited(cast: Cast, public_workplace: Workplace, body: Actor) -> None:
    """Neither before the draw nor whom it left without a place; a lost place is none."""
    vacancy = announce(cast, public_workplace, post_count=1)
    for serial in range(101, 108):
        applicant(vacancy, serial)

    def invited(candidate: Candidate) -> str:
        try:
            on = LATER + timedelta(days=3)
            invite_candidate(
                candidate=candidate, interview_at=on, interview_place="Ankara", actor=body, now=LATER
            )
        except Problem as problem:
            return problem.code
        return "invited"

    assert invited(vacancy.round.candidates.earliest("pk")) == "VAC-199"
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    assert invited(vacancy.round.candidates.earliest("pk")) == "VAC-199"
    lines = {(line.part, line.rank): line for line in draw(made, body).lines.select_related("candidate")}
    drop_line(line=lines[ListPart.RESERVE, 1], reason=DropReason.PAPERS, actor=body, now=LATER)
    answers = {place: invited(line.candidate) for place, line in lines.items()}
    assert answers.pop((ListPart.PRINCIPAL, 1)) == answers.pop((ListPart.RESERVE, 2)) == "invited"
    assert answers.pop((ListPart.RESERVE, 1)) == "VAC-199"
    assert {code for (part, _), code in answers.items() if part == ListPart.NOT_LISTED} == {"VAC-199"}


def test_VAC_24_a_list_leaves_out_whom_the_law_does_and_who_withdrew(
    cast: Cast, public_workplace: Workplace, body: Actor
) -> None:
    """Striking somebody off the candidate list before the draw takes him no chance away."""
    vacancy = announce(cast, public_workplace)
    for serial in range(101, 104):
        applicant(vacancy, serial)
    struck, gone, _there = vacancy.round.candidates.order_by("pk")
    remove_candidate(candidate=struck, actor=body, now=LATER)
    person = gone.job_seeker.person
    withdraw_application(candidate=gone, actor=actor_of(person), now=LATER)
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    listed = set(made.lines.values_list("candidate_id", flat=True))
    assert (struck.pk in listed, gone.pk in listed, len(listed)) == (True, False, 2)


def test_a_tampered_list_is_noticed(cast: Cast, public_workplace: Workplace, body: Actor) -> None:
    vacancy = announce(cast, public_workplace, post_count=1)
    for serial in range(101, 107):
        applicant(vacancy, serial)
    drawn = draw(
        make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER), body
    )
    with acting(system_actor("test")):
        drawn.lines.filter(part=ListPart.PRINCIPAL).update(part=ListPart.NOT_LISTED, rank=None)
    assert not is_draw_repeated(drawn, list(drawn.lines.all()))


def test_VAC_24_who_is_left_out_and_why(cast: Cast, public_workplace: Workplace, body: Actor) -> None:
    vacancy = announce(cast, public_workplace)
    young = applicant(vacancy, 101, birth=(2008, 2, 7))  # 18 the day after the last application date
    of_age = applicant(vacancy, 102, birth=(2008, 2, 6))
    foreigner, former_citizen = applicant(vacancy, 103), applicant(vacancy, 104)
    with acting(system_actor("test")):
        foreigners = JobSeeker.objects.filter(pk__in=[foreigner.pk, former_citizen.pk])
        foreigners.update(nationality="DE")
        foreigners.filter(pk=former_citizen.pk).update(has_blue_card=True)  # ID-08; 5901 md. 28
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    why = {line.candidate.job_seeker_id: line.exclusion for line in made.lines.all()}
    assert why == {
        young.pk: Exclusion.UNDER_AGE,
        of_age.pk: "",
        foreigner.pk: Exclusion.NOT_CITIZEN,
        former_citizen.pk: "",
    }


@pytest.mark.parametrize("area", ["province", "district", "country"])
def test_VAC_24_residence_is_the_registers_and_not_the_profiles(
    cast: Cast, public_workplace: Workplace, body: Actor, area: str
) -> None:
    vacancy = announce(cast, public_workplace, application_area=area)
    _here, next_district, elsewhere = (applicant(vacancy, serial) for serial in (101, 102, 103))
    homes = {next_district: (6, "Keçiören"), elsewhere: (35, "Bornova")}
    for profile, (province, district) in homes.items():
        known = RegisteredPerson.objects.filter(number=profile.person.national_id)
        known.update(province=province, district=district)
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    left_out = {line.candidate.job_seeker_id for line in made.lines.filter(exclusion=Exclusion.NOT_RESIDENT)}
    expected = {"province": {elsewhere}, "district": {next_district, elsewhere}, "country": set()}
    assert left_out == {profile.pk for profile in expected[area]}
    asked = Question.objects.filter(service="registry.address")
    assert asked.count() == (0 if area == "country" else 3), "nobody is asked about without need"
    assert set(asked.values_list("file", flat=True)) <= {vacancy.number}


def test_VAC_25_by_points_highest_first(cast: Cast, public_workplace: Workplace, body: Actor) -> None:
    terms = {"public_method": "kpss", "exam_kind": "kpss", "min_exam_score": Decimal(60)}
    vacancy = announce(cast, public_workplace, post_count=1, **terms)
    points = ["70", "90.5", "59.99", "", "80", "90.5", "61", "60"]
    for serial, score in enumerate(points, start=101):
        applicant(vacancy, serial, points=score)
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.KPSS, actor=body, now=LATER)
    assert placed(made, ListPart.PRINCIPAL) == [
        2,
        6,
        5,
        1,
    ]  # four times the one post; equal points as applied
    assert made.lines.filter(exclusion=Exclusion.NO_POINTS).count() == 2
    assert made.lines.filter(part=ListPart.NOT_LISTED).count() == 2


def test_VAC_04_points_that_no_longer_count_on_the_last_day(
    cast: Cast, public_workplace: Workplace, body: Actor
) -> None:
    vacancy = announce(cast, public_workplace, public_method="kpss", exam_kind="kpss")
    profile = applicant(vacancy, 101, points="90")
    with acting(system_actor("test")):
        profile.exam_results.update(valid_until=vacancy.last_application_on - timedelta(days=1))
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.KPSS, actor=body, now=LATER)
    assert made.lines.get().exclusion == Exclusion.NO_POINTS


@pytest.mark.parametrize("reason", PriorityLossReason)
def test_VAC_26_priority_by_document_date_and_lost(
    cast: Cast, public_workplace: Workplace, body: Actor, officer: Actor, reason: PriorityLossReason
) -> None:
    vacancy = announce(cast, public_workplace)
    rights = [
        record_priority(
            job_seeker=applicant(vacancy, serial),
            document_on=day,
            document_number=str(serial),
            actor=officer,
            now=MONDAY,
        )
        for serial, day in ((101, date(2025, 3, 1)), (102, date(2024, 3, 1)), (103, date(2023, 3, 1)))
    ]
    applicant(vacancy, 104)  # no right of priority
    lose_priority(right=rights[2], reason=reason, on=MONDAY.date(), note="Deneme", actor=officer, now=MONDAY)
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.PRIORITY, actor=body, now=LATER)
    in_order = made.lines.order_by("rank")
    assert [line.candidate.job_seeker_id for line in in_order] == [
        rights[1].job_seeker_id,
        rights[0].job_seeker_id,
    ]
    with pytest.raises(Problem) as caught:
        lose_priority(
            right=rights[2], reason=reason, on=MONDAY.date(), note="Yine", actor=officer, now=MONDAY
        )
    assert caught.value.code == "VAC-308"


def test_when_a_list_is_not_made(
    cast: Cast, public_workplace: Workplace, body: Actor, officer: Actor
) -> None:
    vacancy = announce(cast, public_workplace)
    made = {"vacancy": vacancy, "actor": body}
    for kind, now, code in (
        (ListKind.DIRECT_DRAW, MONDAY, "VAC-302"),
        (ListKind.KPSS, LATER, "VAC-304"),
    ):
        with pytest.raises(Problem) as caught:
            make_public_list(**made, kind=kind, now=now)
        assert caught.value.code == code
    make_public_list(**made, kind=ListKind.DIRECT_DRAW, now=LATER)
    with pytest.raises(Problem) as caught:
        make_public_list(**made | {"actor": officer}, kind=ListKind.DIRECT_DRAW, now=LATER)
    assert caught.value.code == "VAC-303"


def test_a_private_vacancy_has_no_lists(cast: Cast, body: Actor) -> None:
    vacancy = announce(cast, cast.workplace, last_application_on=date(2026, 2, 6))
    with pytest.raises(Problem) as caught:
        make_public_list(vacancy=vacancy, kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    assert caught.value.code == "VAC-301"


@pytest.mark.parametrize("day", [date(2026, 2, 8), date(2026, 2, 10)])
def test_a_draw_before_the_list_or_in_the_future_is_refused(
    cast: Cast, public_workplace: Workplace, body: Actor, day: date
) -> None:
    vacancy = over(announce(cast, public_workplace))
    made = make_public_list(vacancy=vacancy, kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    paper = {"seed": "1", "drawn_by": "Deneme", "notary_name": "Noter", "notary_number": "1"}
    with pytest.raises(Problem) as caught:
        record_draw(public_list=made, drawn_on=day, actor=body, now=LATER, **paper)
    assert caught.value.code == "VAC-307"


@pytest.mark.parametrize("role", ["other_manager", "seeker"])
def test_who_may_not(cast: Cast, public_workplace: Workplace, role: str) -> None:
    vacancy = over(announce(cast, public_workplace))
    organisation = cast.other_workplace.organisation if role == "other_manager" else None
    actor = actor_of(getattr(cast, role), organisation)
    with pytest.raises(Problem) as caught:
        make_public_list(vacancy=vacancy, kind=ListKind.DIRECT_DRAW, actor=actor, now=LATER)
    assert caught.value.kind is NOT_PERMITTED


def test_values_of_a_public_vacancy_need_no_day(cast: Cast, public_workplace: Workplace, body: Actor) -> None:
    from imece.employment.vacancies.domain.create import create_open_vacancy

    values = vacancy_values(occupation_id=welder().pk)
    del values["last_application_on"]
    vacancy = create_open_vacancy(workplace=public_workplace, values=values, actor=body, now=MONDAY)
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.public_method) == (VacancyState.OPEN, "direct_draw")


# ------------------------------------------------------------------------------------------ what a row costs
def test_rights_of_priority_cost_no_further_queries(
    cast: Cast, public_workplace: Workplace, officer: Actor
) -> None:
    vacancy = announce(cast, public_workplace)
    serials = itertools.count(300)

    def make(count: int) -> None:
        for serial in itertools.islice(serials, count):
            paper = {"document_on": date(2025, 3, 1), "document_number": str(serial)}
            record_priority(job_seeker=applicant(vacancy, serial), actor=officer, now=MONDAY, **paper)

    assert_constant_queries(PRIORITIES.respond, officer, make_rows=make)


def test_lines_of_a_list_cost_no_further_queries(
    cast: Cast, public_workplace: Workplace, body: Actor
) -> None:
    """A list is made once and grows no more: three lists of different lengths."""
    counts, serials = {}, itertools.count(400)
    for size in (1, 3, 15):
        vacancy = announce(cast, public_workplace, post_count=2)
        for serial in itertools.islice(serials, size):
            applicant(vacancy, serial)
        made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
        assert made.lines.count() == size
        counts[size] = count_queries(
            lambda number=vacancy.number: public_list(
                request_of(body, "/"), number, ListKind.DIRECT_DRAW.value
            )
        )
    assert len(set(counts.values())) == 1, counts


# ------------------------------------------------------------------------------------------ places lost
def test_VAC_24_who_cannot_prove_the_conditions_makes_room_for_the_next_reserve(
    cast: Cast, public_workplace: Workplace, body: Actor, client: Any
) -> None:
    """Convictions are proved on paper after the draw: two reserves are called by rank, and the draw still repeats."""
    vacancy = announce(cast, public_workplace, post_count=2)
    for serial in range(101, 109):
        applicant(vacancy, serial)
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    drawn = draw(made, body)
    lines = {(line.part, line.rank): line for line in drawn.lines.all()}
    sign_in(client, cast.manager, public_workplace.organisation)
    page = f"/isveren/istemler/{vacancy.number}/asil-yedek/{ListKind.DIRECT_DRAW}/"
    for place in ((ListPart.PRINCIPAL, 1), (ListPart.RESERVE, 1), (ListPart.PRINCIPAL, 2)):
        address = f"{page}{lines[place].pk}/yer-kaybi/"
        assert client.post(address, {}).status_code == 422
        assert client.post(address, {"reason": "papers"}).status_code == 302
        assert client.post(address, {"reason": "papers"}).status_code == 422
    called = called_reserves(drawn.lines.all())
    assert called == {lines[ListPart.RESERVE, 2].pk, lines[ListPart.RESERVE, 3].pk}
    assert is_draw_repeated(drawn, list(drawn.lines.all()))
    assert client.get(page).content.decode().count("Asilin yerine çağrıldı") == 2


def test_VAC_24_who_waits_for_the_draw_has_no_place_to_lose(
    cast: Cast, public_workplace: Workplace, body: Actor
) -> None:
    vacancy = announce(cast, public_workplace)
    applicant(vacancy, 101)
    made = make_public_list(vacancy=over(vacancy), kind=ListKind.DIRECT_DRAW, actor=body, now=LATER)
    with pytest.raises(Problem) as caught:
        drop_line(line=made.lines.get(), reason=DropReason.PAPERS, actor=body, now=LATER)
    assert caught.value.code == "VAC-312"
