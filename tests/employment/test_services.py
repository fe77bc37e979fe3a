"""X4.2, rule catalogue §13: what the work-permit house may ask, as the database answers it for the cast."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from imece.core.actor import system_actor
from imece.core.models import Parameter
from imece.core.transactions import acting
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.domain import steps
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.finish import cancel_vacancy, close_vacancy
from imece.employment.vacancies.enums import ClosingOutcome
from imece.employment.vacancies.models import Vacancy
from imece.exchange.contract import SERVICES, Service
from imece.exchange.services.answers import plain_facts
from imece.exchange.services.inputs import check_inputs
from imece.registry.numbers import foreigner_number
from tests.cast import Cast, actor_of, make_person
from tests.employment.main_job import AFTER_INTERVIEW, NOW, make_candidate, make_profile, make_vacancy, welder
from tests.employment.selection.test_steps import take_to
from tests.exchange.answers import answers_of

pytestmark = pytest.mark.django_db
OWN = sorted(key for key, service in SERVICES.items() if service.owner == "employment")
SGK = "2" * 26
TODAY = NOW.date()
YEAR = {"from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31)}


def one(name: str, **inputs: Any) -> dict[str, Any] | None:
    service = SERVICES[f"employment.{name}", 1]
    told = {name: str(value) if isinstance(value, date) else value for name, value in inputs.items()}
    assert check_inputs(service, told).problems == ()
    return answers_of(service, [inputs])[0]


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    return make_vacancy(cast.manager, cast.workplace)


@pytest.fixture
def refused(cast: Cast, vacancy: Vacancy) -> Candidate:
    """Sent off, and not accepted by the employer."""
    candidate = make_candidate(vacancy, cast.seeker)
    take_to(candidate, CandidateState.SENT, cast)
    steps.refuse_candidate(
        candidate=candidate,
        by=CandidateState.REFUSED_BY_EMPLOYER,
        reason="Deneme",
        actor=actor_of(cast.manager, cast.workplace.organisation),
        now=AFTER_INTERVIEW,
    )
    return candidate


@pytest.mark.parametrize("key", OWN, ids=lambda key: key[0])
def test_every_example_is_what_the_sandbox_answers(key: tuple[str, int]) -> None:
    service: Service = SERVICES[key]
    for example in service.examples:
        assert check_inputs(service, example.inputs).problems == ()
        answer = answers_of(service, [example.inputs], sandbox=True)[0]
        assert answer is not None
        assert plain_facts(service, answer) == example.facts


@pytest.mark.parametrize("key", OWN, ids=lambda key: key[0])
def test_the_sandbox_reads_no_table(key: tuple[str, int], refused: Candidate) -> None:
    """X3.5: what is asked beside its examples is not known there."""
    service = SERVICES[key]
    asked = {
        "tax_id": refused.round.vacancy.workplace.employer.tax_id, "occupation": welder().code, "province": 42,
        "number": "99700000274", "sgk_number": SGK, "applied_on": TODAY, **YEAR,
    }  # fmt: skip
    assert answers_of(service, [asked], sandbox=True) == [None]


def test_history_tells_each_request_with_its_outcome(
    cast: Cast, refused: Candidate, vacancy: Vacancy
) -> None:
    employer = cast.workplace.employer
    facts = one("vacancy_history", tax_id=employer.tax_id, **YEAR)
    assert facts is not None
    assert (facts["employer_title"], facts["vacancy_count"], facts["post_count"]) == (employer.title, 1, 2)
    told = facts["vacancies"][0]
    assert (told["number"], told["state"], told["occupation"]) == (vacancy.number, "open", welder().code)
    assert (told["published_on"], told["province"]) == (str(TODAY), 6)
    assert (told["sent_count"], told["placed_count"], told["refused_by_employer_count"]) == (1, 0, 1)
    assert told["refused_by_candidate_count"] == 0
    fields = {one.name for one in SERVICES["employment.vacancy_history", 1].fields[3].records}
    assert set(told) == fields


@pytest.mark.parametrize(
    "narrowed",
    [
        {"province": 42},
        {"occupation": "9999.99"},
        {"from_on": date(2025, 1, 1), "until_on": date(2025, 12, 31)},
    ],
)
def test_history_is_narrowed_by_what_is_given(cast: Cast, vacancy: Vacancy, narrowed: dict[str, Any]) -> None:
    facts = one("vacancy_history", **{"tax_id": cast.workplace.employer.tax_id, **YEAR, **narrowed})
    assert facts is not None
    assert (facts["vacancy_count"], facts["post_count"], facts["vacancies"]) == (0, 0, [])


def test_history_has_neither_drafts_nor_another_employers(cast: Cast, vacancy: Vacancy) -> None:
    facts = one("vacancy_history", tax_id=cast.other_workplace.employer.tax_id, **YEAR)
    assert facts is not None
    assert facts["vacancies"] == []
    assert one("vacancy_history", tax_id="1000000000", **YEAR) is None


@pytest.fixture
def registered(cast: Cast) -> Workplace:
    with acting(system_actor("test")):
        Workplace.objects.filter(pk=cast.workplace.pk).update(sgk_number=SGK)
    return cast.workplace


def labour_test(applied_on: date, **changed: Any) -> dict[str, Any]:
    asked = {
        "sgk_number": SGK,
        "occupation": welder().code,
        "province": 6,
        "applied_on": applied_on,
        **changed,
    }
    facts = one("labour_test", **asked)
    assert facts is not None
    return facts


@pytest.mark.parametrize(("days", "was_tested"), [(27, False), (28, True), (30, True)])
def test_four_weeks_are_twenty_eight_days(
    registered: Workplace, vacancy: Vacancy, days: int, was_tested: bool
) -> None:
    """T-WP-21: open since the 18th of March, applied on the 15th of April: met; since the 19th: not."""
    facts = labour_test(TODAY + timedelta(days=days))
    assert (facts["was_tested"], facts["open_days"], facts["vacancy_number"]) == (
        was_tested,
        days,
        vacancy.number,
    )


def test_GEN_01_the_days_are_those_of_the_applications_law(registered: Workplace, vacancy: Vacancy) -> None:
    Parameter.objects.filter(name="workpermit.labour_test_days").update(value=35)
    assert labour_test(TODAY + timedelta(days=30))["was_tested"] is False


def test_days_count_until_the_closing(
    cast: Cast, registered: Workplace, refused: Candidate, vacancy: Vacancy
) -> None:
    close_vacancy(
        vacancy=vacancy,
        outcome=ClosingOutcome.NO_SUITABLE_CANDIDATE,
        reason="Uygun aday yok.",
        actor=actor_of(cast.manager, cast.workplace.organisation),
        now=NOW + timedelta(days=10),
    )
    facts = labour_test(TODAY + timedelta(days=60))
    assert (facts["was_tested"], facts["open_days"]) == (False, 10)
    assert facts["open_until"] == TODAY + timedelta(days=10)
    assert (facts["candidate_count"], facts["sent_count"], facts["refused_by_employer_count"]) == (1, 1, 1)
    assert facts["closing_outcome"] == "no_suitable_candidate"


def test_an_expired_request_counts_to_its_last_day(registered: Workplace, vacancy: Vacancy) -> None:
    assert labour_test(TODAY + timedelta(days=90))["open_days"] == 30


def test_a_cancelled_request_or_a_later_one_is_no_test(
    cast: Cast, registered: Workplace, vacancy: Vacancy
) -> None:
    assert labour_test(TODAY - timedelta(days=1))["vacancy_number"] is None
    actor = actor_of(cast.manager, cast.workplace.organisation)
    cancel_vacancy(vacancy=vacancy, reason="Deneme", actor=actor, now=NOW)
    facts = labour_test(TODAY + timedelta(days=29))
    assert (facts["was_tested"], facts["vacancy_number"]) == (False, None)
    assert (
        one("labour_test", sgk_number="3" * 26, occupation=welder().code, province=6, applied_on=TODAY)
        is None
    )


def test_the_longer_request_proves_the_test(cast: Cast, registered: Workplace, vacancy: Vacancy) -> None:
    """A newer one beside it does not take the proof away."""
    make_vacancy(cast.manager, cast.workplace, now=NOW + timedelta(days=20), title="İkinci")
    assert labour_test(TODAY + timedelta(days=30))["vacancy_number"] == vacancy.number


def seekers(occupation: str = "") -> dict[str, Any]:
    facts = one("registered_seekers", occupation=occupation or welder().code, province=6)
    assert facts is not None
    return facts


def add_seekers(count: int, first: int = 500, **changes: Any) -> None:
    for serial in range(first, first + count):
        make_profile(make_person(serial, "Deneme", f"Kişi {serial}"), **changes)


def test_nobody_is_nobody_and_a_few_are_hidden(db: None) -> None:
    """Small cells: the threshold is five."""
    assert seekers() == {"seeker_count": 0, "is_hidden": False, "by_education": []}
    add_seekers(4)
    assert seekers() == {"seeker_count": None, "is_hidden": True, "by_education": []}
    add_seekers(1, first=600)
    education = [{"education": "upper_secondary", "seeker_count": 5}]
    assert seekers() == {"seeker_count": 5, "is_hidden": False, "by_education": education}


def test_a_small_level_hides_the_breakdown(db: None) -> None:
    """Else the difference to the total would tell it."""
    add_seekers(6)
    add_seekers(1, first=600, education="bachelor")
    assert seekers() == {"seeker_count": 7, "is_hidden": False, "by_education": []}


def test_only_active_people_of_the_province_and_occupation_count(db: None) -> None:
    add_seekers(5)
    with acting(system_actor("test")):
        one_of_them = JobSeeker.objects.order_by("pk")[0]
        JobSeeker.objects.filter(pk=one_of_them.pk).update(is_active=False)
    assert seekers()["is_hidden"]
    assert one("registered_seekers", occupation=welder().code, province=42) == {
        "seeker_count": 0, "is_hidden": False, "by_education": [],
    }  # fmt: skip
    assert one("registered_seekers", occupation="9999.99", province=6) is None


def test_figures_of_an_occupation_in_a_province(cast: Cast, vacancy: Vacancy) -> None:
    closed = make_vacancy(cast.manager, cast.workplace, title="Kapanacak")
    close_vacancy(
        vacancy=closed,
        outcome=ClosingOutcome.FILLED_OTHERWISE,
        reason="",
        actor=actor_of(cast.manager, cast.workplace.organisation),
        now=NOW + timedelta(days=5),
    )
    facts = one("open_vacancies", occupation=welder().code, province=6, **YEAR)
    assert facts == {
        "open_vacancy_count": 1, "open_post_count": 2, "published_count": 2, "ended_count": 1, "filled_count": 2,
        "average_open_days": Decimal("5.0"),
    }  # fmt: skip
    nothing = one("open_vacancies", occupation=welder().code, province=42, **YEAR)
    assert nothing == dict.fromkeys(facts, 0) | {"average_open_days": None}


def test_what_a_foreigner_had(cast: Cast, refused: Candidate) -> None:
    """§13 `yabanci_hizmet`; a citizen's number is refused before anything is read."""
    number = foreigner_number(7)
    with acting(system_actor("test")):
        type(cast.seeker).objects.filter(pk=cast.seeker.pk).update(national_id=number)
    facts = one("foreigner_services", number=number)
    assert facts is not None
    assert (facts["is_profile_active"], facts["province"], facts["referral_count"]) == (True, 6, 1)
    referral = facts["referrals"][0]
    assert (referral["number"], referral["state"]) == (refused.round.number, "refused_by_employer")
    assert referral["sent_on"] == str(AFTER_INTERVIEW.date())
    assert one("foreigner_services", number=foreigner_number(8)) is None
    problems = check_inputs(SERVICES["employment.foreigner_services", 1], {"number": "10000000146"}).problems
    assert [problem.code for problem in problems] == ["shape"]
