"""docs/scale.md: when logs become more, nobody may come back to one he has left: his numbers would show a gap."""

from hypothesis import given
from hypothesis import strategies as st

from imece.exchange.gateway.shard import log_of


@given(institution=st.integers(0, 2**31 - 1), first=st.integers(1, 8), doublings=st.integers(1, 6))
def test_by_doubling_nobody_comes_back(institution: int, first: int, doublings: int) -> None:
    way = [log_of(institution, first * 2**step) for step in range(doublings + 1)]
    entered = [log for before, log in zip([None, *way], way, strict=False) if log != before]
    assert len(entered) == len(set(entered))


def test_by_other_steps_somebody_does() -> None:
    """Institution 3: one log, two logs, three logs."""
    assert [log_of(3, logs) for logs in (1, 2, 3)] == [0, 1, 0]
