"""Telling of a collective dismissal, and correcting it within the month (P10.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import CHANGED_MEANWHILE, Problem, define
from imece.core.formats import format_date, format_instant, format_money
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.transactions import verb
from imece.employment.dismissals.domain.queries import (
    changeable_until,
    is_changeable,
    law_of,
    lines_around,
    notices_in_scope,
    span_of,
)
from imece.employment.dismissals.domain.rules import (
    Span,
    earliest_effect,
    is_collective,
    is_late,
    most_around,
)
from imece.employment.dismissals.enums import Ground
from imece.employment.dismissals.models import DismissalLine, DismissalNotice
from imece.employment.employers.models import Workplace
from imece.reference.public import add_months_clamped

LOCKED = define(
    "DIS-001",
    _("The notice of {notified_on} can no longer be changed: that was possible until {until}."),
    remedy=_("Write to the unit of İŞKUR if something in it is wrong (COL-11)."),
)
WITHOUT_DATE = define(
    "DIS-002",
    _("The notice has no dismissal date."),
    remedy=_("Choose the day of the first dismissal; without it the notice cannot be saved."),
    status=422,
)
WITHOUT_LINES = define(
    "DIS-003",
    _("The notice names nobody."),
    remedy=_("Add at least one workplace with the men and women who leave."),
    status=422,
)
STRANGER = define(
    "DIS-004",
    _("{workplace} is neither the head office you act for nor one of its branches in the province."),
    remedy=_("Choose one of your own workplaces."),
    status=422,
)


@dataclass(frozen=True)
class Line:
    workplace_id: int
    men: int
    women: int
    worker_count: int
    groups: str = ""


@dataclass(frozen=True)
class NewNotice:
    dismissal_on: date | None
    last_dismissal_on: date | None
    ground: Ground
    explanation: str
    lines: Sequence[Line]
    stewards_told_on: date | None = None
    meeting_record: str = ""
    closes_for_good: bool = False
    posted_on: date | None = None


@dataclass(frozen=True)
class Remark:
    """What the law says about a notice; it is taken all the same (COL-12)."""

    rule: str
    text: str | Promise
    is_warning: bool


@verb
def tell_dismissal(
    *, workplace: Workplace, values: NewNotice, actor: Actor, now: datetime, today: date
) -> DismissalNotice:
    """A new notice, told today (COL-10). Raises DIS-002…004."""
    require(actor, "dismissals.edit")
    notice = DismissalNotice(workplace=workplace, notified_on=today, version=0)
    return _write(notice, values, actor, now, "dismissals.told")


@verb
def correct_dismissal(
    *, number: str, values: NewNotice, version: int, actor: Actor, now: datetime, today: date
) -> DismissalNotice:
    """Within the month (COL-11). Raises DIS-001…004 and CORE-409."""
    require(actor, "dismissals.edit")
    notice = get_in_scope(notices_in_scope(actor), actor, number=number)
    DismissalNotice.objects.select_for_update().get(pk=notice.pk)
    require_changeable(notice, today)
    if notice.version != version:
        raise CHANGED_MEANWHILE(changed_at=format_instant(notice.saved_at))
    return _write(notice, values, actor, now, "dismissals.corrected")


def require_changeable(notice: DismissalNotice, today: date) -> None:
    """COL-11. Raises DIS-001."""
    if not is_changeable(notice, today):
        raise LOCKED(notified_on=format_date(notice.notified_on), until=format_date(changeable_until(notice)))


def why_locked(notice: DismissalNotice, today: date) -> str:
    """Empty while it may be changed."""
    try:
        require_changeable(notice, today)
    except Problem as problem:
        return f"{problem.message} {problem.remedy}"
    return ""


def remarks_on(notice: DismissalNotice, lines: Sequence[DismissalLine]) -> list[Remark]:
    """The threshold line by line (P10.1), the 30 days, and who must be told; what is in order is said too."""
    remarks, on_notice = _thresholds(notice, lines), Parameters(notice.notified_on)
    if is_late(notice.notified_on, notice.dismissal_on, on_notice):
        day = earliest_effect(notice.notified_on, on_notice)
        text = _late(notice, format_date(day), sum(line.total for line in lines))
        remarks.append(Remark("COL-12", text, is_warning=True))
    if notice.closes_for_good and notice.posted_on is None:
        remarks.append(
            Remark("COL-08", _("The closing must be posted at the workplace too."), is_warning=True)
        )
    if not notice.closes_for_good and notice.stewards_told_on is None:
        remarks.append(Remark("COL-04", _("The shop stewards must be told in writing too."), is_warning=True))
    return remarks


def _late(notice: DismissalNotice, day: str, workers: int) -> str:
    """The fine of 4857 art. 100 in figures where the year's is on record (`dismissal_late_fine`, TRY a worker)."""
    fine = Parameters(notice.dismissal_on).decimal_if_known("dismissal_late_fine")
    if fine is None:
        text = _(
            "Not in time: terminations take effect on {day} at the earliest; a fine is due for each worker."
        )
        return text.format(day=day)
    text = _(
        "Not in time: terminations take effect on {day} at the earliest. Fine, estimated: {workers} workers × {fine}"
        " = {sum} (4857 art. 100)."
    )
    return text.format(day=day, workers=workers, fine=format_money(fine), sum=format_money(workers * fine))


def _thresholds(notice: DismissalNotice, lines: Sequence[DismissalLine]) -> list[Remark]:
    """Line by line, and what follows when any of them is a collective dismissal (COL-14)."""
    law = law_of(notice)
    around, remarks, is_any = lines_around(notice, lines, law), list[Remark](), False
    for line in lines:
        others = [other for other in around if other.workplace_id == line.workplace_id]
        span = Span(notice.dismissal_on, notice.last_dismissal_on, line.total)
        most = most_around(span, [span, *map(span_of, others)], law)
        remarks += _threshold(line, others, most, law)
        is_any |= is_collective(line.worker_count, most, law)
    if is_any:
        text = _("Until {day} no workers of a temporary-work agency may be used (4857 art. 7).")
        months = law.integer("dismissal_agency_bar_months")
        day = format_date(add_months_clamped(notice.last_dismissal_on, months))
        remarks.append(Remark("COL-14", text.format(day=day), is_warning=False))
    return remarks


def _threshold(
    line: DismissalLine, others: Sequence[DismissalLine], most: int, law: Parameters
) -> list[Remark]:
    """The line alone (COL-01), then with what `others` tell of the same month (COL-03), if that makes a difference."""
    reached = _("{workplace}: {total} of {workers} workers: a collective dismissal (4857 art. 29).")
    below = _("{workplace}: {total} of {workers} workers: below the law's threshold.")
    together = _(
        "{workplace}: with {notices}, {total} of {workers} workers may leave within one month: "
        "together a collective dismissal."
    )
    named = {"workplace": line.workplace.organisation.name, "workers": line.worker_count}
    if is_collective(line.worker_count, line.total, law):
        return [Remark("COL-01", reached.format(total=line.total, **named), is_warning=False)]
    remarks = [Remark("COL-01", below.format(total=line.total, **named), is_warning=False)]
    if is_collective(line.worker_count, most, law):
        notices = ", ".join(other.notice.number for other in others)
        remarks.append(
            Remark("COL-03", together.format(notices=notices, total=most, **named), is_warning=True)
        )
    return remarks


def _write(
    notice: DismissalNotice, values: NewNotice, actor: Actor, now: datetime, action: str
) -> DismissalNotice:
    if values.dismissal_on is None:
        raise WITHOUT_DATE(field="dismissal_on")
    if not values.lines:
        raise WITHOUT_LINES(field="lines")
    _require_own(notice.workplace, values.lines)
    notice.dismissal_on = values.dismissal_on
    notice.last_dismissal_on = values.last_dismissal_on or values.dismissal_on
    notice.ground, notice.explanation = values.ground, values.explanation
    notice.stewards_told_on, notice.meeting_record = values.stewards_told_on, values.meeting_record
    notice.closes_for_good, notice.posted_on = values.closes_for_good, values.posted_on
    notice.saved_at, notice.version = now, notice.version + 1
    notice.number = notice.number or _next_number(notice)
    notice.save()
    notice.lines.all().delete()
    DismissalLine.objects.bulk_create(DismissalLine(notice=notice, **vars(line)) for line in values.lines)
    people = sum(line.men + line.women for line in values.lines)
    used = [row.as_json() for row in law_of(notice).used]
    details = {"version": notice.version, "people": people, "parameters": used}
    audit.record(actor, action, notice, details=details)
    return notice


def _require_own(workplace: Workplace, lines: Sequence[Line]) -> None:
    own = {workplace.pk, *workplace.branches.values_list("pk", flat=True)}
    for line in lines:
        if line.workplace_id not in own:
            name = (
                Workplace.objects.filter(pk=line.workplace_id)
                .values_list("organisation__name", flat=True)
                .first()
            )
            raise STRANGER(workplace=name or line.workplace_id, field="lines")


def _next_number(notice: DismissalNotice) -> str:
    """`TC-2026-000001`, from a sequence: never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('dismissals_number')")
        return f"TC-{notice.notified_on.year}-{cursor.fetchone()[0]:06d}"
