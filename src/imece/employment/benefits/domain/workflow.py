"""Guards of a declaration's moves."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.workflow import Workflow
from imece.employment.benefits.domain.rules import (
    INDIRECT,
    SHORT_TIME,
    is_short_time,
    is_too_short,
    needs_board,
    short_time_ends_by,
)
from imece.employment.benefits.enums import DeclarationKind, FindingKind, FindingResult, Ground
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.moves import DECLARATION_MOVES

WITHOUT_WORKERS = define(
    "BEN-001",
    _("Declaration {number} names no worker."),
    remedy=_("Upload its list of workers first."),
)
TOO_LONG = define(
    "BEN-002",
    _("Short-time work from {first} to {last} is longer than {months} months."),
    remedy=_("End it on {latest} at the latest."),
    article="4447 ek md. 2 (BLD-06)",
)
TOO_SHORT = define(
    "BEN-003",
    _("Short-time work from {first} to {last} is shorter than {weeks} weeks."),
    remedy=_("It lasts {weeks} weeks at least."),
    article="4447 ek md. 2 (BLD-05)",
)
TOO_LITTLE = define(
    "BEN-004",
    _("{short} of {normal} weekly hours are no short-time work: less than {cut} is cut."),
    remedy=_("Cut the weekly hours by {cut} at least, or stop a part of the workplace for {weeks} weeks."),
    article="4447 ek md. 2 (BLD-05)",
)
INDIRECT_GROUND = define(
    "BEN-005",
    _("«{ground}» is an indirect ground."),
    remedy=_("Such a request is refused (BLD-09)."),
    article="4447 ek md. 2 (BLD-09)",
)
WITHOUT_FINDING = define(
    "BEN-008",
    _("«{finding}» is not recorded yet for declaration {number}."),
    remedy=_("Record it first, with its number, day and result (BLD-09)."),
)
FOUND_OTHERWISE = define(
    "BEN-009",
    _("«{finding}» {record} says «{result}»."),
    remedy=_("The decision follows what was found; record the later report or decision if there is one."),
)
NO_SHORT_TIME = define(
    "BEN-006",
    _("Declaration {number} is no short-time work, so nothing ends early."),
    remedy=_("Only short-time work is ended before its last day (BLD-11)."),
)
NOT_OVER_YET = define(
    "BEN-007",
    _("Declaration {number} lasts until {day}."),
    remedy=_("It ends by itself the day after."),
)


def is_complete(declaration: Declaration, actor: Actor, now: datetime) -> None:
    """Raises the first thing without which it cannot be sent (BLD-05, BLD-06, BLD-09)."""
    if not declaration.workers.exists():
        raise WITHOUT_WORKERS(number=declaration.number)
    if declaration.kind == DeclarationKind.SHORT_TIME:
        check_short_time_terms(declaration)


def check_short_time_terms(declaration: Declaration) -> None:
    assert declaration.ends_on is not None  # a constraint of the table
    law = law_of_terms(declaration)
    latest = short_time_ends_by(declaration.starts_on, law)
    days = {"first": format_date(declaration.starts_on), "last": format_date(declaration.ends_on)}
    if declaration.ends_on > latest:
        months = law.integer("kco_months")
        raise TOO_LONG(**days, months=months, latest=format_date(latest), field="ends_on")
    if is_too_short(declaration.starts_on, declaration.ends_on, law):
        raise TOO_SHORT(**days, weeks=law.integer("kco_least_weeks"), field="ends_on")
    hours = {"short": declaration.short_hours, "normal": declaration.normal_hours}
    if not is_short_time(hours["normal"], hours["short"], declaration.stopped_weeks, law):
        least = {"cut": law.get("kco_hours_cut"), "weeks": law.integer("kco_stopped_weeks")}
        raise TOO_LITTLE(**hours, **least, field="short_hours")


def law_of_terms(declaration: Declaration) -> Parameters:
    """What short-time work must be, by the law of its first day (BLD-05, BLD-06)."""
    return Parameters(declaration.starts_on).read(*SHORT_TIME)


def is_found_suitable(declaration: Declaration, actor: Actor, now: datetime) -> None:
    """BLD-09: a direct ground (T-BLD-11), and inspection and board found the whole suitable."""
    _require_found(declaration, {FindingResult.SUITABLE})


def is_found_partly_suitable(declaration: Declaration, actor: Actor, now: datetime) -> None:
    _require_found(declaration, {FindingResult.SUITABLE, FindingResult.PARTLY})


def _require_found(declaration: Declaration, results: set[FindingResult]) -> None:
    """Short-time work alone is inspected. Raises BEN-005, BEN-008, BEN-009."""
    if declaration.ground in INDIRECT:
        raise INDIRECT_GROUND(ground=declaration.get_ground_display())
    last = {finding.kind: finding for finding in declaration.findings.order_by("pk")}
    for kind in needed_findings(declaration):
        finding = last.get(kind)
        if finding is None:
            raise WITHOUT_FINDING(finding=kind.label, number=declaration.number)
        if finding.result not in results:
            shown = {"record": finding.number, "result": finding.get_result_display()}
            raise FOUND_OTHERWISE(finding=kind.label, **shown)


def needed_findings(declaration: Declaration) -> tuple[FindingKind, ...]:
    """BLD-09, in the order in which they are made."""
    if declaration.kind != DeclarationKind.SHORT_TIME:
        return ()
    has_board = needs_board(Ground(declaration.ground))
    return (FindingKind.INSPECTION, FindingKind.BOARD) if has_board else (FindingKind.INSPECTION,)


def is_short_time_request(declaration: Declaration, actor: Actor, now: datetime) -> None:
    if declaration.kind != DeclarationKind.SHORT_TIME:
        raise NO_SHORT_TIME(number=declaration.number)


def last_day_has_passed(declaration: Declaration, actor: Actor, now: datetime) -> None:
    if declaration.ends_on is None or declaration.ends_on >= timezone.localdate(now):
        day = format_date(declaration.ends_on) if declaration.ends_on else "–"
        raise NOT_OVER_YET(number=declaration.number, day=day)


GUARDS = (
    is_complete,
    is_found_partly_suitable,
    is_found_suitable,
    is_short_time_request,
    last_day_has_passed,
)
DECLARATION = Workflow(DECLARATION_MOVES, guards={guard.__name__: guard for guard in GUARDS}, effects={})
