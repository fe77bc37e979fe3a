"""P15.1, P1.8: what is reckoned, from whose scope it is seen, and that an employer's own numbers agree with it."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from imece.core.actor import Actor, ActorKind, system_actor
from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.workflow.moves import TABLES
from imece.employment.selection.domain.steps import withdraw_application
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.statistics.domain import queries
from imece.employment.statistics.domain.funnel import REACHED, funnel, quantile, stays
from imece.employment.statistics.domain.queries import Period
from imece.employment.statistics.domain.reckon import reckon_history, reckon_market
from imece.employment.statistics.enums import ReckoningName
from imece.employment.statistics.models import MarketFigure
from imece.employment.vacancies.domain.workflow import VACANCY
from tests.cast import ANKARA, KONYA, Cast, actor_of
from tests.employment.main_job import welder
from tests.employment.statistics.conftest import LATER, add_vacancy, reckon

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
AUTUMN = Period(date(2026, 9, 1), DECEMBER)


def employer(cast: Cast) -> Actor:
    return actor_of(cast.manager, cast.workplace.organisation)


def other_employer(cast: Cast) -> Actor:
    return actor_of(cast.other_manager, cast.other_workplace.organisation)


def officer(cast: Cast) -> Actor:
    return actor_of(cast.officer, cast.unit)


def other_officer(cast: Cast) -> Actor:
    return actor_of(cast.other_officer, cast.other_unit)


def headquarters(cast: Cast) -> Actor:
    return actor_of(cast.headquarters, cast.head_institution)


def everything(actor: Actor, period: Period) -> list[object]:
    return [
        queries.candidates_by_state(actor, period),
        sorted(queries.stay_lengths(actor, period)),
        queries.counts_by_month(actor, period),
        queries.open_vacancies_by_province(actor, period.occupation_id),
    ]


def test_each_sees_the_own_scope(market: Cast) -> None:
    """The employer his own, the unit its province, headquarters all."""
    reckon()
    seen = {
        name: (
            queries.open_vacancies_by_province(actor, None),
            sum(queries.candidates_by_state(actor, AUTUMN).values()),
            sum(month.vacancy_count for month in queries.counts_by_month(actor, AUTUMN)),
        )
        for name, actor in {
            "employer": employer(market), "other employer": other_employer(market), "officer": officer(market),
            "other officer": other_officer(market), "headquarters": headquarters(market),
        }.items()
    }  # fmt: skip
    assert seen == {
        "employer": ({ANKARA: 2}, 4, 2),
        "other employer": ({KONYA: 1}, 0, 1),
        "officer": ({ANKARA: 2}, 4, 2),
        "other officer": ({KONYA: 1}, 0, 1),
        "headquarters": ({ANKARA: 2, KONYA: 1}, 4, 3),
    }


@pytest.mark.parametrize("kind", [ActorKind.ANONYMOUS, ActorKind.JOB_SEEKER, ActorKind.AGENCY])
def test_nobody_else_sees_any(market: Cast, kind: ActorKind) -> None:
    reckon()
    states, lengths, by_month, places = everything(Actor(kind, province=ANKARA), AUTUMN)
    assert (states, lengths, places) == ({}, [], {})
    assert {month.vacancy_count for month in by_month} == {0}  # type: ignore[attr-defined]


@pytest.mark.parametrize("with_occupation", [False, True])
def test_an_employers_own_count_agrees_with_the_tables(market: Cast, with_occupation: bool) -> None:
    """In Ankara he is the only one with vacancies, so the unit's tables must say what he counts himself."""
    reckon()
    period = Period(AUTUMN.first, AUTUMN.last, welder().pk if with_occupation else None)
    assert everything(employer(market), period) == everything(officer(market), period)
    assert sum(queries.candidates_by_state(employer(market), period).values()) == 4


def test_months_and_occupation_narrow(market: Cast) -> None:
    reckon()
    for actor in (employer(market), headquarters(market)):
        assert queries.candidates_by_state(actor, Period(DECEMBER, DECEMBER)) == {}
        assert queries.candidates_by_state(actor, Period(NOVEMBER, NOVEMBER, occupation_id=1_000_000)) == {}
        october_on = queries.counts_by_month(actor, Period(date(2026, 10, 1), NOVEMBER))
        assert [(one.month.month, one.vacancy_count > 0) for one in october_on] == [(10, False), (11, True)]


def test_a_placement_counts_in_the_month_work_began(market: Cast) -> None:
    november = queries.counts_by_month(employer(market), Period(NOVEMBER, NOVEMBER))[0]
    assert (november.vacancy_count, november.post_count, november.placement_count) == (2, 5, 1)


def test_stays_are_whole_days_from_the_history(market: Cast) -> None:
    """An accepted invitation waited three days for the interview; who is still in a state is not counted yet."""
    lengths = {
        (flow, state, days): count
        for flow, state, days, count in queries.stay_lengths(employer(market), AUTUMN)
    }
    assert lengths["candidate", "accepted", 3] == 2
    assert lengths["candidate", "reported", 9] == 1
    assert lengths["vacancy", "draft", 0] == 2
    assert not any(state == "placed" for _, state, _ in lengths)


def test_who_withdraws_counts_by_the_stage_reached(market: Cast) -> None:
    invited = Candidate.objects.get(state=CandidateState.INVITED)
    before = queries.candidates_by_state(employer(market), AUTUMN)
    withdraw_application(candidate=invited, actor=actor_of(invited.job_seeker.person), now=LATER)
    invited.refresh_from_db()
    assert invited.state == CandidateState.WITHDRAWN
    assert queries.candidates_by_state(employer(market), AUTUMN) == before
    reckon()
    assert queries.candidates_by_state(officer(market), AUTUMN) == before


def test_a_vacancy_that_was_deleted_is_nobodys(market: Cast) -> None:
    deleted = add_vacancy(market)
    VACANCY.apply("delete", thing=deleted, actor=employer(market), now=LATER)
    reckon()
    for actor in (employer(market), headquarters(market)):
        assert queries.open_vacancies_by_province(actor, None)[ANKARA] == 2
        november = queries.counts_by_month(actor, Period(NOVEMBER, NOVEMBER))[0]
        assert november.vacancy_count == (2 if actor.kind == ActorKind.EMPLOYER else 3)


def test_people_are_counted_once_however_many_occupations_they_seek(market: Cast) -> None:
    reckon()
    persons = MarketFigure.objects.get(occupation=None, province_id=ANKARA)
    assert (persons.vacancy_count, persons.post_count, persons.seeker_count) == (2, 5, 4)


def test_reckoning_again_replaces_and_tells_the_time(market: Cast) -> None:
    reckon()
    before = everything(headquarters(market), AUTUMN)
    reckon()
    assert everything(headquarters(market), AUTUMN) == before
    assert queries.reckoned_at(ReckoningName.MARKET) == queries.reckoned_at(ReckoningName.HISTORY) == LATER


@pytest.mark.parametrize("verb", [reckon_market, reckon_history])
def test_people_cannot_start_a_reckoning(cast: Cast, verb) -> None:
    with pytest.raises(Problem) as refused:
        verb(actor=headquarters(cast), now=LATER)
    assert refused.value.kind is NOT_PERMITTED


def test_the_clock_reckons(market: Cast) -> None:
    from imece.employment.statistics import tasks

    tasks.market()
    tasks.history()
    assert queries.open_vacancies_by_province(system_actor("test"), None) == {ANKARA: 2, KONYA: 1}
    assert queries.reckoned_at(ReckoningName.HISTORY) is not None


def test_the_command_reckons_at_once(market: Cast) -> None:
    call_command("reckon_figures", stdout=StringIO())
    assert queries.open_vacancies_by_province(headquarters(market), None) == {ANKARA: 2, KONYA: 1}


# ------------------------------------------------------------------------------------------ pure
def test_every_state_of_a_candidate_has_its_stage() -> None:
    assert set(REACHED) == set(CandidateState) - {CandidateState.WITHDRAWN}


def test_a_stage_is_never_larger_than_the_one_before() -> None:
    stages = funnel({state: number for number, state in enumerate(REACHED, start=1)})
    counts = [stage.count for stage in stages]
    assert counts == sorted(counts, reverse=True)
    assert stages[0].count == sum(range(1, len(REACHED) + 1))


def test_the_funnel_counts_by_the_furthest_stage() -> None:
    stages = funnel({"applied": 5, "declined": 2, "unsuitable": 1, "placed": 2})
    assert [stage.count for stage in stages] == [10, 5, 3, 3, 2, 2, 2, 2]
    assert (stages[1].of_first, stages[1].of_before) == (50, 50)
    assert str(stages[2].of_before) == "60.0"


def test_of_nobody_there_is_no_share() -> None:
    assert {stage.of_first for stage in funnel({})} == {0}


@pytest.mark.parametrize(
    ("lengths", "median", "ninth"),
    [
        ({4: 1}, 4, 4),
        ({0: 5, 10: 5}, 0, 10),
        ({0: 9, 50: 1}, 0, 0),
        ({0: 8, 50: 2}, 0, 50),
        ({1: 1, 2: 1, 3: 1}, 2, 3),
    ],
)
def test_half_and_nine_in_ten(lengths: dict[int, int], median: int, ninth: int) -> None:
    assert (quantile(lengths, 5), quantile(lengths, 9)) == (median, ninth)


def test_lengths_of_one_state_are_put_together() -> None:
    found = stays([("sent", 3, 1), ("sent", 3, 1), ("sent", 8, 1), ("invited", 1, 4)])
    assert (found["sent"].count, found["sent"].median_days, found["sent"].ninth_days) == (3, 3, 8)
    assert found["invited"].count == 4


def test_the_named_workflows_exist() -> None:
    """`facts.py` names them in SQL."""
    assert {"candidate", "vacancy"} <= TABLES.keys()
