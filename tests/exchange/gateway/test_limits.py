"""Rate, daily cap, fair shares, floods, breaker: in memory, without a process (X7.4)."""

import pytest

from imece.exchange.gateway.breaker import Breaker
from imece.exchange.gateway.floods import Floods
from imece.exchange.gateway.limits import DayCounts, Rates
from imece.exchange.gateway.problems import CATALOGUE, document_of, language_of
from imece.exchange.gateway.queueing import FairQueue
from imece.exchange.gateway.refusals import NotTaken
from imece.exchange.gateway.rows import Draft
from imece.exchange.ledger.enums import Outcome

KEY = (1, 1)


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def draft(institution: int = 1, outcome: Outcome = Outcome.FOUND) -> Draft:
    return Draft(0.0, institution, bytes(16), outcome, outcome)


def test_a_burst_is_taken_and_then_the_rate_counts() -> None:
    rates = Rates()
    taken = [rates.take(KEY, 10.0, rate=10, burst=5)[0] for _ in range(7)]
    assert taken[:5] == [0.0] * 5
    assert all(wait > 0 for wait in taken[5:])
    assert rates.take(KEY, 10.1 + 1e-6, rate=10, burst=5)[0] == 0.0


def test_over_a_long_time_no_more_than_the_rate_passes() -> None:
    rates = Rates()
    passed = sum(rates.take(KEY, 1.0 + n / 1000, rate=20, burst=5)[0] == 0.0 for n in range(10_000))
    assert 199 <= passed <= 206


def test_what_remains_is_told() -> None:
    rates = Rates()
    assert [rates.take(KEY, 1.0, rate=1, burst=3)[1] for _ in range(3)] == [2, 1, 0]


def test_one_credentials_rate_is_not_anothers() -> None:
    rates = Rates()
    for _ in range(3):
        rates.take(KEY, 1.0, rate=1, burst=2)
    assert rates.take((2, 1), 1.0, rate=1, burst=2)[0] == 0.0


def test_a_cap_holds_until_the_next_day() -> None:
    days = DayCounts()
    days.seed(7, {5: 8})
    assert [days.take(5, 10, 7) for _ in range(3)] == [True, True, False]
    days.give_back(5, 7)
    assert days.take(5, 10, 7)
    assert days.take(5, 10, 8)


def test_institutions_take_turns_and_one_cannot_fill_the_queue() -> None:
    queue = FairQueue(8)
    for _ in range(4):
        queue.add(draft(1))
    with pytest.raises(NotTaken, match="GWY-032"):
        queue.add(draft(1))
    queue.add(draft(2))
    queue.add(draft(3))
    assert [queue.take().institution for _ in range(6)] == [1, 2, 3, 1, 1, 1]  # type: ignore[union-attr]
    assert queue.take() is None


def test_a_full_queue_takes_nothing() -> None:
    queue = FairQueue(4)
    for institution in range(4):
        queue.add(draft(institution))
    with pytest.raises(NotTaken, match="GWY-040"):
        queue.add(draft(9))
    assert len(queue.empty()) == 4


def test_a_flood_is_counted_into_one_record_a_minute() -> None:
    clock = Hands()
    floods = Floods(after=3, monotonic=clock)
    folded = [floods.folds("wrong password", draft(outcome=Outcome.TOKEN_REFUSED)) for _ in range(10)]
    assert folded == [False] * 3 + [True] * 7
    assert floods.due() == []
    clock.now += 61
    (record,) = floods.due()
    assert record.folded == 6  # it stands for itself and six more: seven were counted
    assert not floods.folds("wrong password", draft())


def test_different_refusals_are_different_floods() -> None:
    floods = Floods(after=1, monotonic=Hands())
    assert [floods.folds(kind, draft()) for kind in ("a", "b", "a", "b")] == [False, False, True, True]


def test_a_source_that_fails_is_left_alone_and_then_tried_once() -> None:
    clock = Hands()
    breaker = Breaker(failures=2, rest=10, monotonic=clock)
    assert breaker.allows()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert breaker.rests
    assert not breaker.allows()
    clock.now += 11
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.succeeded()
    assert breaker.allows()


@pytest.mark.parametrize(
    "accept, language", [("", "tr"), ("en-GB,tr;q=0.3", "en"), ("tr,en", "tr"), ("de", "tr")]
)
def test_the_first_known_language_counts(accept: str, language: str) -> None:
    assert language_of(accept) == language


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_problem_can_be_told(kind: object, language: str) -> None:
    values = dict.fromkeys(
        ("at", "client", "state", "value", "allowed", "reason", "most", "service", "purpose", "user", "unit", "fault",
         "day", "rate", "cap"), "x",
    )  # fmt: skip
    assert b"{" not in document_of(kind, values, language)[1:]  # type: ignore[arg-type]
