"""Exceptions that come with a vacancy by a file or a program (NDR-05, P3.10): read, judged, seen as if on record."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem, define
from imece.core.parameters import Parameters
from imece.employment.vacancies.domain.fairness.content import GATED_FIELDS, content_of
from imece.employment.vacancies.domain.fairness.exceptions import AskedException, check_exception, is_same
from imece.employment.vacancies.domain.fairness.gate import Asked
from imece.employment.vacancies.domain.fairness.judgement import current_exceptions
from imece.employment.vacancies.enums import ExceptionKind, ExceptionState, FairnessGround
from imece.employment.vacancies.models import Vacancy

NOTHING_ASKED = define(
    "VAC-187",
    _("An exception or a reason is given for «{ground}», but the vacancy does not ask for it."),
    remedy=_("Write the criterion too, or leave the exception and its reason out."),
    status=422,
    article="NDR-05",
)
GROUND_TWICE = define(
    "VAC-188",
    _("Two exceptions are given for «{ground}»."),
    remedy=_("Give one exception for each ground, with one reason."),
    status=422,
    article="NDR-05",
)
Exceptions = dict[FairnessGround, AskedException]
Line = tuple[str, str, str]
"""Ground, kind, reason."""


def cells_of(ground: FairnessGround) -> tuple[str, str]:
    """The columns of a file for one ground, named as `check_exception` names its fields."""
    return f"{ground}_kind", f"{ground}_reason"


EXCEPTION_CELLS = frozenset(name for ground in GATED_FIELDS for name in cells_of(ground))


def lines_of_cells(given: Mapping[str, Any]) -> list[Line]:
    """What a row of a file says; a reason without a kind is a line too, so that it is not lost unseen."""
    told = ((ground, *(str(given.get(name) or "") for name in cells_of(ground))) for ground in GATED_FIELDS)
    return [(str(ground), kind, reason) for ground, kind, reason in told if kind or reason]


def read_exceptions(
    lines: Iterable[Line], vacancy: Vacancy, parameters: Parameters
) -> tuple[Exceptions, list[Problem]]:
    """For `create_vacancy` and `change_vacancy`, with every fault; a missing kind is the gate's word (VAC-110)."""
    demands, least = content_of(vacancy).demands, parameters.integer("exception_reason_min_length")
    read: Exceptions = {}
    faults: list[Problem] = []
    for name, kind, reason in lines:
        ground = FairnessGround(name)
        if ground not in demands:
            faults.append(NOTHING_ASKED(ground=ground.label, field=cells_of(ground)[0 if kind else 1]))
        elif ground in read:
            faults.append(GROUND_TWICE(ground=ground.label, field=cells_of(ground)[0]))
        elif kind:
            read[ground] = AskedException(ExceptionKind(kind), reason)
            faults += _faults_in(ground, read[ground], least)
    return read, faults


def _faults_in(ground: FairnessGround, one: AskedException, least: int) -> list[Problem]:
    try:
        check_exception(ground, one, least)
    except Problem as problem:
        return [problem]
    return []


def as_if_asked(vacancy: Vacancy, exceptions: Mapping[FairnessGround, AskedException]) -> dict[str, Asked]:
    """How the exceptions would stand at the gate once asked for; what was decided on the very same stays decided."""
    demands = content_of(vacancy).demands
    known = {row.ground: row for row in current_exceptions(vacancy)}
    return {
        ground: Asked(
            one.kind,
            demands[ground],
            known[ground].state
            if ground in known and is_same(known[ground], one, demands[ground])
            else ExceptionState.ASKED,
        )
        for ground, one in exceptions.items()
    }
