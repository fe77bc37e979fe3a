"""Guards of a declaration's moves."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.workflow import Workflow
from imece.employment.benefits.domain.rules import (
    INDIRECT,
    LEAST_DAYS,
    is_short_time,
    short_time_ends_by,
)
from imece.employment.benefits.enums import DeclarationKind
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.moves import DECLARATION_MOVES

WITHOUT_WORKERS = define(
    "BEN-001",
    _("Declaration {number} names no worker."),
    remedy=_("Upload its list of workers first."),
)
TOO_LONG = define(
    "BEN-002",
    _("Short-time work from {first} to {last} is longer than three months."),
    remedy=_("End it on {latest} at the latest."),
    article="4447 ek md. 2 (BLD-06)",
)
TOO_SHORT = define(
    "BEN-003",
    _("Short-time work from {first} to {last} is shorter than four weeks."),
    remedy=_("It lasts four weeks at least."),
    article="4447 ek md. 2 (BLD-05)",
)
TOO_LITTLE = define(
    "BEN-004",
    _("{short} of {normal} weekly hours are no short-time work: less than a third is cut."),
    remedy=_("Cut the weekly hours by a third at least."),
    article="4447 ek md. 2 (BLD-05)",
)
INDIRECT_GROUND = define(
    "BEN-005",
    _("«{ground}» is an indirect ground."),
    remedy=_("Such a request is refused (BLD-09)."),
    article="4447 ek md. 2 (BLD-09)",
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
    latest = short_time_ends_by(declaration.starts_on)
    days = {"first": format_date(declaration.starts_on), "last": format_date(declaration.ends_on)}
    if declaration.ends_on > latest:
        raise TOO_LONG(**days, latest=format_date(latest), field="ends_on")
    if (declaration.ends_on - declaration.starts_on).days + 1 < LEAST_DAYS:
        raise TOO_SHORT(**days, field="ends_on")
    if not is_short_time(declaration.normal_hours, declaration.short_hours, 0):
        hours = {"short": declaration.short_hours, "normal": declaration.normal_hours}
        raise TOO_LITTLE(**hours, field="short_hours")


def has_direct_ground(declaration: Declaration, actor: Actor, now: datetime) -> None:
    """T-BLD-11."""
    if declaration.ground in INDIRECT:
        raise INDIRECT_GROUND(ground=declaration.get_ground_display())


def is_short_time_request(declaration: Declaration, actor: Actor, now: datetime) -> None:
    if declaration.kind != DeclarationKind.SHORT_TIME:
        raise NO_SHORT_TIME(number=declaration.number)


def last_day_has_passed(declaration: Declaration, actor: Actor, now: datetime) -> None:
    if declaration.ends_on is None or declaration.ends_on >= timezone.localdate(now):
        day = format_date(declaration.ends_on) if declaration.ends_on else "–"
        raise NOT_OVER_YET(number=declaration.number, day=day)


GUARDS = (has_direct_ground, is_complete, is_short_time_request, last_day_has_passed)
DECLARATION = Workflow(DECLARATION_MOVES, guards={guard.__name__: guard for guard in GUARDS}, effects={})
