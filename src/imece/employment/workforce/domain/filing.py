"""Who must file a workforce table and has not (AIC-01, AIC-02), and reminding them."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.notifications.outbox import notify
from imece.core.parameters import Parameters
from imece.core.transactions import verb
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import recipients_of, workplaces_in_scope
from imece.employment.workforce.domain.rules import due_on
from imece.employment.workforce.models import WorkforceTable
from imece.reference.public import public_holidays

REMINDED_BEFORE: Final = (7, 1)  # days before the last day


def month_due(today: date) -> date:
    """The month whose table is to be filed now: the last one that has ended."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def not_filed(actor: Actor, month: date) -> QuerySet[Workplace]:
    """AIC-01 by the last table known: head offices of the actor's scope whose duty it is, without one for the month.

    A workplace that never filed is missing here: nobody knows its headcount yet.
    """
    return owing(workplaces_in_scope(actor).filter(head_office__isnull=True, closed_on__isnull=True), month)


def owing(rows: QuerySet[Workplace], month: date, *, knows_card: bool = False) -> QuerySet[Workplace]:
    """Those of `rows` that owe the month's table, with `last_month` and `last_count` of the last table before it.

    `knows_card`: before the first table the workplace's own card says how many work there.
    """
    parameters = Parameters(month).read("workforce_table_private_workers", "workforce_table_public_workers")
    before = WorkforceTable.objects.filter(workplace=OuterRef("pk"), month__lt=month).order_by("-month")
    total = Func(
        F("ends"), template="(select sum(e) from unnest(%(expressions)s) e)", output_field=IntegerField()
    )
    rows = rows.annotate(
        last_month=Subquery(before.values("month")[:1]),
        last_count=Subquery(before.annotate(n=total).values("n")[:1]),
    )
    if knows_card:
        rows = rows.annotate(known_count=Coalesce("last_count", "worker_count", output_field=IntegerField()))
    counted = "known_count" if knows_card else "last_count"
    private = Q(**{f"{counted}__gte": parameters.integer("workforce_table_private_workers")})
    public = Q(
        **{f"{counted}__gte": parameters.integer("workforce_table_public_workers")}, sector=Sector.PUBLIC
    )
    return rows.filter(private | public).exclude(
        Exists(WorkforceTable.objects.filter(workplace=OuterRef("pk"), month=month))
    )


@verb
def remind_of_tables(*, actor: Actor, now: datetime) -> int:
    """A week and a day before the last day, everybody whose table of the month is missing. How many workplaces."""
    today = timezone.localdate(now)
    month = month_due(today)
    due = due_on(month, public_holidays(), Parameters(today))
    if (due - today).days not in REMINDED_BEFORE:
        return 0
    count = 0
    for workplace in not_filed(actor, month).iterator(chunk_size=500):
        count += 1
        for recipient in recipients_of(workplace, grant="workforce", day=today):
            notify(
                "workforce.table_due",
                recipient,
                workplace=workplace.organisation.name,
                month=f"{month:%m.%Y}",
                last_day=format_date(due),
            )
    return count
