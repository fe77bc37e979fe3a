"""Administrative leave entered by hand (CAL-04): the list, a new day, and taking one out that was wrong."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.reference.domain.queries import special_day_trail, special_days
from imece.reference.domain.special_days import enter_special_day, remove_special_day
from imece.reference.enums import SpecialDayKind, SpecialDayScope
from imece.reference.permissions import SPECIAL_DAYS_EDIT
from imece.reference.web.staff.forms import ReasonForm, SpecialDayForm
from imece.reference.web.staff.occupations import is_done

SPECIAL_DAYS = ListPage(
    name="special-days",
    title=_("Special days"),
    columns=(
        Column(name="date", label=_("day"), kind=Kind.DATE, order_by=("date",)),
        Column(name="kind", label=_("kind"), accessor="get_kind_display"),
        Column(name="scope", label=_("scope"), accessor="get_scope_display"),
        Column(name="province", label=_("province"), accessor="province.name"),
        Column(name="note", label=_("decision it rests on")),
    ),
    rows=lambda actor, criteria: special_days(),
    order=("-date", "id"),
    actions=(
        RowAction(
            name="remove",
            label=_("Take out"),
            url=lambda row: reverse("special_day_remove", args=[row.pk]),
            is_dangerous=True,
        ),
    ),
    page_actions=(PageAction(label=_("New special day"), url=lambda: reverse("special_day_new")),),
    intro=_("Days on which offices are closed by a decision; public holidays are known without them."),
    empty=Empty(
        text=_("No special day has been entered."), hint=_("Enter one when a decision is published.")
    ),
    template="reference/staff/special_days.html",
)


@needs(SPECIAL_DAYS_EDIT)
def special_day_list(request: ActorRequest) -> HttpResponse:
    return SPECIAL_DAYS.respond(request, trail=special_day_trail())


@needs(SPECIAL_DAYS_EDIT)
def special_day_new(request: ActorRequest) -> HttpResponse:
    form = SpecialDayForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        values = form.cleaned_data
        province = values["province"]
        return enter_special_day(
            day=values["day"],
            kind=SpecialDayKind(values["kind"]),
            scope=SpecialDayScope(values["scope"]),
            note=values["note"],
            province=province.pk if province else None,
            actor=request.actor,
        )

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The day was entered."))
        return redirect("special_days")
    context = {"form": form, "title": _("New special day"), "back": reverse("special_days")}
    return render(request, "reference/staff/form.html", context, status=422 if form.errors else 200)


@needs(SPECIAL_DAYS_EDIT)
def special_day_remove(request: ActorRequest, special_day_id: int) -> HttpResponse:
    actor = request.actor
    special = get_in_scope(special_days(), actor, pk=special_day_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return remove_special_day(special_day=special, reason=form.cleaned_data["reason"], actor=actor)

    if request.method == "POST" and is_done(form, act):
        messages.success(request, _("The day was taken out."))
        return redirect("special_days")
    context = {"form": form, "title": f"{_('Take out')}: {special}", "back": reverse("special_days")}
    return render(request, "reference/staff/form.html", context, status=422 if form.errors else 200)
