"""The officer's list: whose workforce table of the month is missing, and until when it is due (AIC-01, AIC-02)."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.formats import format_date
from imece.core.lists import Empty, ListPage
from imece.core.parameters import Parameters
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.workforce.domain.filing import month_due, not_filed
from imece.employment.workforce.domain.rules import due_on
from imece.reference.public import public_holidays

NOT_FILED = ListPage(
    name="not-filed",
    title=_("Workforce tables not filed"),
    columns=(
        Column(name="workplace", label=_("Workplace"), accessor="organisation.name"),
        Column(name="number", label=_("İŞKUR number"), accessor="organisation.number"),
        Column(name="province", label=_("Province"), accessor="province.name"),
        Column(name="last", label=_("Last table"), accessor=lambda row: f"{row.last_month:%m.%Y}"),
        Column(name="workers", label=_("Workers in it"), accessor="last_count", kind=Kind.INTEGER),
    ),
    rows=lambda actor, criteria: not_filed(actor, month_due(timezone.localdate())),
    order=("organisation__name_key", "id"),
    template="workforce/not_filed.html",
    row_label=lambda row: row.organisation.name,
    empty=Empty(text=_("Everybody known to have the duty has filed.")),
)


@needs("workforce.duties")
def not_filed_list(request: ActorRequest) -> HttpResponse:
    month = month_due(timezone.localdate())
    due = due_on(month, public_holidays(), Parameters(timezone.localdate()))
    fine = Parameters(due).decimal_if_known("information_fine")
    return NOT_FILED.respond(request, month=f"{month:%m.%Y}", last_day=format_date(due), fine=fine)
