"""What is read of statements: the desk sees all, an institution its own, nobody else any."""

from datetime import date, timedelta

from django.db.models import QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.permissions import is_permitted
from imece.core.scope import key
from imece.exchange.billing.domain.counting import askers_of
from imece.exchange.billing.models import Reconciliation, ReconciliationLine, Statement, StatementLine
from imece.exchange.parties.models import Institution


def statements_in_scope(actor: Actor) -> QuerySet[Statement]:
    rows = Statement.objects.select_related("institution__organisation")
    if actor.kind == ActorKind.HEADQUARTERS_STAFF or actor.kind == ActorKind.SYSTEM:
        return rows
    if actor.kind == ActorKind.PARTNER:
        return rows.filter(institution__organisation_id=key(actor.organisation_id))
    return rows.none()


def newest_statements(actor: Actor) -> QuerySet[Statement]:
    """The last version of each month: a corrected one stands behind it."""
    newer = Statement.objects.order_by("institution_id", "month", "-version").distinct(
        "institution_id", "month"
    )
    return statements_in_scope(actor).filter(pk__in=newer.values("pk"))


def versions_of(statement: Statement) -> QuerySet[Statement]:
    rows = Statement.objects.filter(institution_id=statement.institution_id, month=statement.month)
    return rows.order_by("-version")


def lines_of(statement: Statement) -> QuerySet[StatementLine]:
    return StatementLine.objects.filter(statement=statement)


def reconciliations_in_scope(actor: Actor) -> QuerySet[Reconciliation]:
    rows = Reconciliation.objects.select_related("statement__institution__organisation")
    return rows.filter(statement__in=statements_in_scope(actor))


def reconciliation_lines(reconciliation: Reconciliation, *, only_differing: bool) -> list[ReconciliationLine]:
    rows = list(reconciliation.lines.all())
    return [row for row in rows if row.difference] if only_differing else rows


def institutions() -> QuerySet[Institution]:
    """For the desk's choice, by name."""
    return Institution.objects.select_related("organisation").order_by("organisation__name_key")


def unissued_count(actor: Actor, today: date) -> int:
    """Institutions whose statement of the last month is not out yet: what waits on the charges' desk."""
    if not is_permitted(actor, "billing.desk"):
        return 0
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    issued = Statement.objects.filter(month=month).values_list("institution_id", flat=True)
    return len(set(askers_of(month)) - set(issued))
