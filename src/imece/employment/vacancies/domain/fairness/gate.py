"""NDR-04, NDR-05, VAC-29: what a criterion needs before it may stand in a vacancy. Pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from imece.employment.vacancies.domain.fairness.content import Content
from imece.employment.vacancies.enums import ExceptionKind, ExceptionState, FairnessGround

ARTICLE = "4857 md. 5; 6701 md. 6, 7 (NDR-05)"
KINDS: Mapping[FairnessGround, tuple[ExceptionKind, ...]] = {
    FairnessGround.SEX: (ExceptionKind.OCCUPATIONAL, ExceptionKind.ONE_SEX, ExceptionKind.POSITIVE_MEASURE),
    FairnessGround.AGE: (ExceptionKind.OCCUPATIONAL, ExceptionKind.AGE_LIMIT, ExceptionKind.POSITIVE_MEASURE),
}
OTHER_KINDS = (ExceptionKind.OCCUPATIONAL, ExceptionKind.POSITIVE_MEASURE)


class Gate(StrEnum):
    """How a criterion stands at the gate."""

    CLEAR = "clear"  # approved for this value
    WAITING = "waiting"  # asked for with a reason: the reviewer's turn
    MISSING = "missing"  # nothing asked for
    CHANGED = "changed"  # asked for or approved for another value
    REFUSED = "refused"  # the reviewer said no to this value


@dataclass(frozen=True)
class Asked:
    """An exception as the gate sees it."""

    kind: str
    value: Mapping[str, Any]
    state: str


def kinds_for(ground: FairnessGround) -> tuple[ExceptionKind, ...]:
    """Exceptions of 6701 md. 7 that can be meant on this ground (NDR-04)."""
    return KINDS.get(ground, OTHER_KINDS)


def working_age_name(is_underground: bool, is_light: bool) -> str:
    """VAC-29: the dated number of the law that says from which age somebody may do such work."""
    if is_underground:
        return "underground_working_age"
    return "light_work_age" if is_light else "minimum_working_age"


def gated_demands(content: Content, legal_age: int) -> dict[FairnessGround, Mapping[str, Any]]:
    """Criteria that need an exception. A lowest age that the law itself sets asks nothing more of anybody."""
    demands = dict(content.demands)
    age = demands.get(FairnessGround.AGE)
    if age and "max_age" not in age and int(age["min_age"]) <= legal_age:
        del demands[FairnessGround.AGE]
    return demands


def stand_at_gate(
    demands: Mapping[FairnessGround, Mapping[str, Any]], asked: Mapping[str, Asked]
) -> dict[FairnessGround, Gate]:
    """NDR-05: each criterion that is on, and whether somebody answers for exactly this value."""
    return {ground: _gate(value, asked.get(ground)) for ground, value in demands.items()}


def _gate(value: Mapping[str, Any], exception: Asked | None) -> Gate:
    if exception is None:
        return Gate.MISSING
    if dict(exception.value) != dict(value):
        return Gate.CHANGED
    states = {ExceptionState.APPROVED: Gate.CLEAR, ExceptionState.REFUSED: Gate.REFUSED}
    return states.get(ExceptionState(exception.state), Gate.WAITING)
