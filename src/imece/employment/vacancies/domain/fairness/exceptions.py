"""Asking for an exception to equal treatment (NDR-04, NDR-05)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.vacancies.domain.fairness.content import content_of
from imece.employment.vacancies.domain.fairness.gate import kinds_for
from imece.employment.vacancies.domain.fairness.judgement import current_exceptions
from imece.employment.vacancies.domain.fairness.problems import KIND_DOES_NOT_FIT, REASON_TOO_SHORT
from imece.employment.vacancies.enums import ExceptionKind, ExceptionState, FairnessGround
from imece.employment.vacancies.models import FairnessException, Vacancy


@dataclass(frozen=True)
class AskedException:
    """What the employer says for one ground."""

    kind: ExceptionKind
    reason: str


@verb
def ask_exceptions(
    *, vacancy: Vacancy, asked: Mapping[FairnessGround, AskedException], actor: Actor, now: datetime
) -> list[FairnessException]:
    """Make the vacancy's exceptions those given, for the values it has now; the same again changes nothing.

    A ground that is not among them is no longer asked for. What was decided stays on record: it is replaced, never
    overwritten. Raises VAC-113, VAC-114.
    """
    require(actor, "vacancies.edit", vacancy)
    least = Parameters(timezone.localdate(now)).integer("exception_reason_min_length")
    for ground, one in asked.items():
        check_exception(ground, one, least)
    demands = content_of(vacancy).demands
    known = {FairnessGround(row.ground): row for row in current_exceptions(vacancy)}
    for ground, row in known.items():
        if ground not in asked or not is_same(row, asked[ground], demands.get(ground, {})):
            row.replaced_at = now
            row.save(update_fields=["replaced_at"])
    for ground, one in asked.items():
        if ground not in known or known[ground].replaced_at is not None:
            _write(vacancy, ground, one, demands.get(ground, {}), actor, now)
    return current_exceptions(vacancy)


def check_exception(ground: FairnessGround, one: AskedException, least: int) -> None:
    """NDR-04: the kind fits the ground; NDR-05: the reason says something. Blanks at the ends do not count."""
    possible = kinds_for(ground)
    if one.kind not in possible:
        names = ", ".join(str(kind.label) for kind in possible)
        kind = ExceptionKind(one.kind).label
        raise KIND_DOES_NOT_FIT(kind=kind, ground=ground.label, possible=names, field=f"{ground}_kind")
    length = len(" ".join(one.reason.split()))
    if length < least:
        raise REASON_TOO_SHORT(ground=ground.label, length=length, least=least, field=f"{ground}_reason")


def is_same(row: FairnessException, one: AskedException, value: Mapping[str, Any]) -> bool:
    """The same exception for the same value: what was decided on it still holds."""
    return (row.kind, row.reason, row.asked_value) == (one.kind, one.reason.strip(), dict(value))


def _write(
    vacancy: Vacancy,
    ground: FairnessGround,
    one: AskedException,
    value: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> None:
    row = FairnessException.objects.create(
        vacancy=vacancy,
        ground=ground,
        kind=one.kind,
        reason=one.reason.strip(),
        asked_value=dict(value),
        vacancy_version=vacancy.version,
        state=ExceptionState.ASKED,
        asked_at=now,
        asked_by_id=actor.person_id,
        asked_by_name=actor.name,
    )
    details = {"ground": ground.value, "kind": ExceptionKind(one.kind).value, "value": dict(value)}
    audit.record(actor, "vacancies.exception_asked", row, details=details, purpose=row.reason)
