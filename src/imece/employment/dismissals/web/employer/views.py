"""**Toplu İşten Çıkarma Listeleme** and **Detayını Gör** (P10.1), for the workplace and for staff of its scope."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.formats import format_date
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.dismissals.domain.notices import remarks_on, why_locked
from imece.employment.dismissals.domain.paper import issue_notice
from imece.employment.dismissals.domain.queries import changeable_until, notices_in_scope
from imece.employment.dismissals.models import DismissalNotice


class Criteria(forms.Form):
    number = forms.CharField(label=_("Number of the notice"), max_length=20, required=False)
    notified_from = DateField(label=_("Notified from"), required=False)
    notified_until = DateField(label=_("Notified until"), required=False)


def notice_url(notice: DismissalNotice) -> str:
    return reverse("dismissal_detail", args=[notice.number])


def _rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[DismissalNotice]:
    rows = notices_in_scope(actor)
    if number := criteria.get("number"):
        rows = rows.filter(number=number.strip())
    if day := criteria.get("notified_from"):
        rows = rows.filter(notified_on__gte=day)
    if day := criteria.get("notified_until"):
        rows = rows.filter(notified_on__lte=day)
    return rows


def _may_tell(actor: Actor) -> bool:
    return is_permitted(actor, "dismissals.edit")


def _why_not_change(notice: DismissalNotice, actor: Actor, now: Any) -> str:
    return why_locked(notice, timezone.localdate(now))


NOTICES = ListPage(
    name="dismissals",
    title=_("Listing of collective dismissals"),
    columns=(
        Column(name="number", label=pgettext_lazy("dismissal", "Number"), link=notice_url, order_by=("number",)),
        Column(name="workplace", label=_("Workplace"), accessor="workplace.name"),
        Column(
            name="notified_on", label=pgettext_lazy("dismissal", "Notification date"), kind=Kind.DATE,
            order_by=("notified_on",),
        ),
        Column(
            name="dismissal_on", label=pgettext_lazy("dismissal", "Dismissal date"), kind=Kind.DATE,
            order_by=("dismissal_on",),
        ),
        Column(name="men", label=_("Men"), kind=Kind.INTEGER),
        Column(name="women", label=_("Women"), kind=Kind.INTEGER),
        Column(name="until", label=_("Can be changed until"), kind=Kind.DATE, accessor=changeable_until),
    ),
    rows=_rows,
    criteria_form=Criteria,
    order=("-notified_on", "-id"),
    actions=(
        RowAction(name="open", label=_("See its details"), url=notice_url, is_main=True),
        RowAction(
            name="change",
            label=pgettext_lazy("a notice", "Change"),
            url=lambda row: reverse("dismissal-edit", args=[row.number]),
            why_not=_why_not_change,
            is_shown=_may_tell,
        ),
    ),
    page_actions=(
        PageAction(label=_("Tell of a new dismissal"), url=lambda: reverse("dismissal-start"), is_shown=_may_tell),
    ),
    row_label=str,
    empty=Empty(
        text=_("No collective dismissal was told of."),
        hint=_("Tell of one in good time: terminations take effect only some weeks after it (4857 art. 29)."),
    ),
)  # fmt: skip


@needs("dismissals.view")
def dismissal_list(request: ActorRequest) -> HttpResponse:
    return NOTICES.respond(request)


@needs("dismissals.view")
@require_safe
def dismissal_detail(request: ActorRequest, number: str) -> HttpResponse:
    actor = request.actor
    notice = get_in_scope(notices_in_scope(actor), actor, number=number)
    lines = list(notice.lines.select_related("workplace__organisation").order_by("pk"))
    context = {
        "notice": notice,
        "lines": lines,
        "facts": _facts(notice),
        "papers": notice.papers.defer("content").order_by("pk"),
        "remarks": remarks_on(notice, lines),
        "until": changeable_until(notice),
        "why_locked": why_locked(notice, timezone.localdate()),
        "may_edit": _may_tell(actor),
    }
    return render(request, "dismissals/detail.html", context)


@needs("dismissals.view")
@require_POST
def dismissal_paper(request: ActorRequest, number: str) -> HttpResponse:
    """The notice as PDF; each making is a document of its own with its code."""
    actor = request.actor
    notice = get_in_scope(notices_in_scope(actor), actor, number=number)
    content = issue_notice(notice=notice, actor=actor, now=timezone.now())
    headers = {
        "Content-Disposition": f'attachment; filename="{notice.number}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _facts(notice: DismissalNotice) -> list[dict[str, str]]:
    nothing = gettext("Not given")
    told = format_date(notice.stewards_told_on) if notice.stewards_told_on else nothing
    rows = [
        (pgettext_lazy("dismissal", "Notification date"), format_date(notice.notified_on)),
        (pgettext_lazy("dismissal", "Dismissal date"), format_date(notice.dismissal_on)),
        (_("Last dismissal date"), format_date(notice.last_dismissal_on)),
        (_("Ground of the dismissal"), notice.get_ground_display()),
        (_("Explanation of the ground"), notice.explanation),
        (_("Shop stewards told on"), told),
        (_("Record of the talks with the stewards"), notice.meeting_record or nothing),
        (
            _("The whole workplace closes for good"),
            gettext("Yes") if notice.closes_for_good else gettext("No"),
        ),
    ]
    if notice.closes_for_good:
        posted = format_date(notice.posted_on) if notice.posted_on else nothing
        rows.append((_("Posted at the workplace on"), posted))
    return [{"label": str(label), "value": str(value)} for label, value in rows]
