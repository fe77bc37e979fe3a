"""Whatever is pressed in whatever order, the law of interruptions and breaches holds (X7.1, X7.3)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.exchange.continuity.domain import breaches, paper
from imece.exchange.continuity.domain import interruptions as verbs
from imece.exchange.continuity.enums import BreachKind, BreachState, InterruptionState
from imece.exchange.continuity.models import Breach, Interruption
from imece.exchange.continuity.moves import BREACH_MOVES, INTERRUPTION_MOVES
from imece.reference.public import ISTANBUL
from tests.exchange.cast import ExchangeCast

pytestmark = pytest.mark.django_db
STARTED = datetime(2026, 5, 22, 10, 0, tzinfo=ISTANBUL)
ROUNDS = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
INTERRUPTION_STEPS = ("tell", "repair", "ask", "paper", "end", "again", "close", "dismiss")
BREACH_STEPS = ("contain", "tell", "tell late", "waive", "close", "dismiss")
SYSTEM: Actor = system_actor("test")


def press(step: str, one: Interruption, cast: ExchangeCast, now: datetime) -> None:
    given: dict[str, Any] = {"interruption": one, "actor": SYSTEM, "now": now}
    actions: dict[str, Any] = {
        "tell": lambda: verbs.tell_outage(**given),
        "repair": lambda: verbs.begin_repair(begun_at=now, **given),
        "paper": lambda: paper.go_to_paper(**given),
        "end": lambda: verbs.end_interruption(ended_at=now, **given),
        "again": lambda: one.ended_at and verbs.break_again(started_at=now, reason="x", **given),
        "close": lambda: verbs.close_interruption(caught_up="x", **given),
        "dismiss": lambda: verbs.dismiss_report(reason="x", **given),
        "ask": lambda: one.paper_requests.exists() or paper.request_paper(
            institution=cast.bank, letter_number="1", letter_on=now.date(), **given
        ),
    }  # fmt: skip
    actions[step]()


@given(
    steps=st.lists(st.tuples(st.sampled_from(INTERRUPTION_STEPS), st.integers(0, 9)), min_size=3, max_size=12)
)
@ROUNDS
def test_an_interruption_never_leaves_the_law(
    exchange_cast: ExchangeCast, steps: list[tuple[str, int]]
) -> None:
    one = verbs.report_outage(
        story=verbs.Story(title="Deneme"), started_at=STARTED, actor=SYSTEM, now=STARTED
    )
    now = STARTED
    for step, days in steps:
        now, before = now + timedelta(days=days), str(one.state)
        try:
            press(step, one, exchange_cast, now)
        except Problem:
            one.refresh_from_db()
            assert one.state == before, "a refusal changes nothing"
            continue
        one.refresh_from_db()
        assert one.state == before or (before, str(one.state)) in INTERRUPTION_MOVES.pairs
        is_over = one.state in {InterruptionState.ENDED, InterruptionState.CLOSED}
        assert (one.catch_up_due_on is not None) == is_over
        assert (one.ended_at is not None) == is_over
        if one.state == InterruptionState.ON_PAPER:
            assert one.paper_requests.exists()
            assert one.paper_from is not None
            assert timezone.localdate(one.on_paper_at) >= one.paper_from
        if one.state == InterruptionState.CLOSED and one.went_to_paper:
            assert not one.paper_requests.filter(taken_in_at__isnull=True).exists()


@given(steps=st.lists(st.tuples(st.sampled_from(BREACH_STEPS), st.integers(0, 3)), min_size=3, max_size=12))
@ROUNDS
def test_a_breach_never_closes_while_somebody_is_owed(
    exchange_cast: ExchangeCast, steps: list[tuple[str, int]]
) -> None:
    facts = breaches.BreachFacts(kind=BreachKind.OTHER, title="Deneme", source="x", learned_at=STARTED)
    one = breaches.record_breach(facts=facts, other_parties=[exchange_cast.bank], actor=SYSTEM, now=STARTED)
    for step, place in steps:
        before = str(one.state)
        try:
            press_breach(step, one, place)
        except Problem:
            one.refresh_from_db()
            assert one.state == before
            continue
        one.refresh_from_db()
        assert one.state == before or (before, str(one.state)) in BREACH_MOVES.pairs
        if one.state == BreachState.CLOSED:
            assert not one.notices.filter(state="owed").exists()
            assert one.notices.get(addressee="board").state == "told"
        for notice in one.notices.filter(due_at__isnull=False, told_at__isnull=False):
            assert notice.told_at <= notice.due_at or notice.late_reason


def press_breach(step: str, one: Breach, place: int) -> None:
    now = STARTED + timedelta(days=10)
    notice = one.notices.select_related("breach", "institution").order_by("pk")[place]
    tell: dict[str, Any] = {"notice": notice, "how": "KEP", "actor": SYSTEM, "now": now}
    common: dict[str, Any] = {"breach": one, "actor": SYSTEM, "now": now}
    actions: dict[str, Any] = {
        "contain": lambda: breaches.contain_breach(measures="x", **common),
        "tell": lambda: breaches.tell_addressee(told_at=STARTED + timedelta(hours=2), **tell),
        "tell late": lambda: breaches.tell_addressee(told_at=STARTED + timedelta(days=9), **tell),
        "waive": lambda: breaches.waive_notice(notice=notice, reason="x", actor=SYSTEM, now=now),
        "close": lambda: breaches.close_breach(reason="x", **common),
        "dismiss": lambda: breaches.dismiss_breach(reason="x", **common),
    }
    actions[step]()
