"""Guards and effects of the vacancy's moves, by the names in `moves.py`."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Problem, define
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.workflow import Workflow
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.public import change_round, count_by_state, end_round, filled_count
from imece.employment.vacancies.domain.fairness import rules as fairness_rules
from imece.employment.vacancies.domain.fairness.check import check_fairness
from imece.employment.vacancies.domain.fairness.judgement import Judgement
from imece.employment.vacancies.domain.fairness.problems import (
    HAS_CANDIDATES,
    MUST_BE_REVIEWED,
    NOTHING_TO_REVIEW,
    OWN_REQUEST,
)
from imece.employment.vacancies.domain.public_sector import fill_public_terms, is_public
from imece.employment.vacancies.domain.search_rows import drop_open_row, write_open_row
from imece.employment.vacancies.domain.terms import day_faults, faults_in_terms
from imece.employment.vacancies.models import ReviewRequest, Vacancy
from imece.employment.vacancies.moves import VACANCY_MOVES

NOT_OVER_YET = define(
    "VAC-103",
    _("Applications are taken until the end of {day}."),
    remedy=_("It expires by itself the day after."),
)
SOMEBODY_SENT = define(
    "VAC-104",
    _("{count} candidates have been sent off or placed already."),
    remedy=_("Close the vacancy instead of cancelling it."),
    article="§2.5",
)
PUBLIC_PERIOD_IS_FIXED = define(
    "VAC-108",
    _("A public vacancy is open for exactly five days; its last day {day} is not moved."),
    remedy=_("Announce the post again with a new labour request."),
    article="RG 27314 (VAC-23, VAC-31)",
)
FEWER_THAN_FILLED = define(
    "VAC-159",
    _("{filled} posts are filled already, more than the {posts} that are asked for."),
    remedy=_("Write at least {filled}, or close the vacancy."),
    status=422,
    article="CAN-05",
)
SENT_OR_LATER = (CandidateState.SENT, CandidateState.REPORTED, CandidateState.PLACED)
REGISTERED = (fairness_rules,)  # importing them registers NDR-05, NDR-06 and their kin


def is_publishable(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Raises the first of what the law or the other pages do not allow (VAC-23 to VAC-31)."""
    _lawful(vacancy, now)


def _lawful(vacancy: Vacancy, now: datetime) -> Judgement:
    for problem in publishing_faults(vacancy, now):
        raise problem
    return check_fairness(vacancy, now)


def publishing_faults(
    vacancy: Vacancy, now: datetime, parameters: Parameters | None = None
) -> Iterator[Problem]:
    """All of it at once, for İşlem Sonu; the vacancy need not be saved. `parameters`: those of the day of `now`."""
    today = timezone.localdate(now)
    parameters = parameters or Parameters(today)
    yield from faults_in_terms(vacancy, vacancy.workplace.sector, parameters)
    if not is_public(vacancy) or vacancy.published_at is not None:
        yield from day_faults(vacancy.last_application_on, today, parameters)
    if vacancy.published_at is not None and (filled := filled_count(vacancy.round)) > vacancy.post_count:
        yield FEWER_THAN_FILLED(filled=filled, posts=vacancy.post_count, field="post_count")


def is_clear(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Lawful, and nothing in it that a reviewer must see first (NDR-05, NDR-06)."""
    judgement = _lawful(vacancy, now)
    if judgement.needs_review:
        raise MUST_BE_REVIEWED(count=max(len(judgement.findings), 1))


def needs_review(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Lawful as far as it can be reckoned, and something in it waits for a reviewer."""
    if not _lawful(vacancy, now).needs_review:
        raise NOTHING_TO_REVIEW(number=vacancy.number)


def is_not_own_request(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Nobody decides on what he sent himself, also when he acts for two organisations."""
    own = {"ended_at__isnull": True, "asked_by_id": actor.person_id}
    if actor.person_id and ReviewRequest.objects.filter(vacancy=vacancy, **own).exists():
        raise OWN_REQUEST(number=vacancy.number)


def may_be_approved(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """The day, the wage and the rest must still hold on the day of the decision."""
    is_not_own_request(vacancy, actor, now)
    is_publishable(vacancy, actor, now)


def date_has_passed(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    if timezone.localdate(now) <= vacancy.last_application_on:
        raise NOT_OVER_YET(day=format_date(vacancy.last_application_on))


def has_no_candidates(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """P3.1: **Sil** only without candidates, in whatever state they are."""
    if count := sum(count_by_state(vacancy.round).values()):
        raise HAS_CANDIDATES(number=vacancy.number, count=count)


def may_be_extended(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """VAC-31: a public vacancy is open for exactly its five days."""
    if is_public(vacancy):
        raise PUBLIC_PERIOD_IS_FIXED(day=format_date(vacancy.last_application_on))


def nobody_sent_off(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """§2.5; the catalogue is not sure of it, so it is a switch (GEN-03)."""
    if Parameters(timezone.localdate(now)).flag("vacancy_cancel_after_sending"):
        return
    counts = count_by_state(vacancy.round)
    if count := sum(counts.get(state, 0) for state in SENT_OR_LATER):
        raise SOMEBODY_SENT(count=count)


def begin_taking(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """It can be found from this transaction on; the day of the first publication stays when it is extended."""
    if vacancy.published_at is None:
        vacancy.published_at = now
        vacancy.starts_on = timezone.localdate(now)
        fill_public_terms(vacancy, now)  # VAC-23: the five days begin with the announcement
        vacancy.save(update_fields=["published_at", "starts_on", "last_application_on", "public_method"])
    else:
        vacancy.changed_at = now
        vacancy.save(update_fields=["changed_at", "version"])
    write_open_row(vacancy)
    changes = {"is_open": True, "accepts_until": vacancy.last_application_on}
    change_round(selection_round=vacancy.round, actor=actor, **changes)


def go_on_taking(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Extended: a page or a program that read it before would write the old last day back, and is refused."""
    vacancy.version += 1
    begin_taking(vacancy, actor, now)


def stop_taking(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    drop_open_row(vacancy)
    change_round(selection_round=vacancy.round, actor=actor, is_open=False)


def end_taking(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """For good: who still waits is told."""
    drop_open_row(vacancy)
    end_round(selection_round=vacancy.round, actor=actor, now=now)


GUARDS = (
    date_has_passed,
    has_no_candidates,
    is_clear,
    is_not_own_request,
    may_be_approved,
    may_be_extended,
    needs_review,
    nobody_sent_off,
)
VACANCY = Workflow(
    VACANCY_MOVES,
    guards={guard.__name__: guard for guard in GUARDS},
    effects={
        "publish": begin_taking,
        "approve": begin_taking,
        "refer": stop_taking,
        "extend": go_on_taking,
        "expire": stop_taking,
        "close": end_taking,
        "cancel": end_taking,
        "delete": stop_taking,
    },
)
