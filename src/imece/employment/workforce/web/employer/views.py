"""**Aylık İşgücü Çizelgesi** (P8.1): the list, one table to read, its persons."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.formats import format_date, format_integer
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.parameters import Parameters
from imece.core.permissions import is_permitted, require
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.public import workplace_of
from imece.employment.workforce.domain.grid import CELLS
from imece.employment.workforce.domain.missing import missing_tables
from imece.employment.workforce.domain.queries import changes_of, is_last, table_of_key, tables_in_scope
from imece.employment.workforce.domain.rules import due_on
from imece.employment.workforce.domain.tables import NOT_LAST, check_may_begin, delete_table, from_block
from imece.employment.workforce.enums import Direction, Row
from imece.employment.workforce.models import WorkforceTable
from imece.employment.workforce.web.employer.forms.grid import BLOCKS, GridForm
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD
from imece.reference.public import public_holidays


def why_not_changed(table: WorkforceTable, actor: Actor, now: datetime) -> str:
    """AIC-11; "" for the last one."""
    if is_last(table):
        return ""
    problem = NOT_LAST(month=f"{table.month:%m.%Y}")
    return f"{problem.message} {problem.remedy}"


def _last_day(month: date) -> date:
    return due_on(month, public_holidays(), Parameters(timezone.localdate()))


TABLES = ListPage(
    name="tables",
    title=_("Monthly workforce tables"),
    columns=(
        Column(
            name="month", label=_("Month"), accessor=lambda row: f"{row.month:%m.%Y}", order_by=("month",),
            link=lambda row: reverse("workforce_table", args=[row.pk]),
        ),
        Column(name="workplace", label=_("Workplace"), accessor="workplace.organisation.name"),
        Column(name="workers", label=_("Month's end"), accessor=lambda row: sum(row.ends), kind=Kind.INTEGER),
        Column(name="hired", label=_("Hired"), accessor=lambda row: sum(row.hired), kind=Kind.INTEGER),
        Column(name="left", label=_("Left"), accessor=lambda row: sum(row.left), kind=Kind.INTEGER),
        Column(
            name="due", label=_("Last day"), accessor=lambda row: _last_day(row.month), kind=Kind.DATE
        ),
        Column(name="saved_at", label=_("Saved at"), kind=Kind.INSTANT, order_by=("saved_at",)),
    ),
    rows=lambda actor, criteria: tables_in_scope(actor),
    order=("-month", "workplace_id"),
    reads=("month", "ends", "hired", "left", "saved_at", "workplace__organisation__name"),
    actions=(
        RowAction(
            name="detail", label=_("See details"), is_main=True,
            url=lambda row: reverse("workforce_table", args=[row.pk]),
        ),
        RowAction(
            name="change", label=_("Change"), url=lambda row: TABLE_WIZARD.url("edit", key=str(row.pk)),
            why_not=why_not_changed, is_shown=lambda actor: is_permitted(actor, "workforce.edit"),
        ),
        RowAction(
            name="delete", label=_("Delete"), url=lambda row: reverse("workforce_delete", args=[row.pk]),
            why_not=why_not_changed, is_shown=lambda actor: is_permitted(actor, "workforce.delete"), is_dangerous=True,
        ),
    ),
    template="workforce/tables.html",
    row_label=str,
    empty=Empty(
        text=_("No workforce table was entered yet."),
        hint=_("Begin with any month that has ended; the following months come one after another."),
    ),
)  # fmt: skip


@needs("workforce.view")
def workforce_list(request: ActorRequest) -> HttpResponse:
    """P8.1. **Yeni Çizelge Ekle** is inactive, with the reason, while the month has not ended."""
    context: dict[str, Any] = {
        "add_why": why_no_new(request.actor),
        "new_url": reverse("workforce_difference"),
    }
    if is_permitted(request.actor, "workforce.edit"):
        context["all_mine"] = missing_tables(request.actor, timezone.localdate())
    return TABLES.respond(request, **context)


def why_no_new(actor: Actor) -> str | None:
    """None for whoever has no such button."""
    if not is_permitted(actor, "workforce.edit"):
        return None
    workplace = workplace_of(actor)
    if workplace is None:
        return None
    try:
        check_may_begin(workplace, timezone.localdate())
    except Problem as problem:
        return f"{problem.message} {problem.remedy}"
    return ""


@needs("workforce.view")
def workforce_table(request: ActorRequest, table_id: int) -> HttpResponse:
    """**Detayını Gör**: all pages to read, and what may still be done."""
    table = table_of_key(request.actor, str(table_id))
    may_edit = is_permitted(request.actor, "workforce.edit")
    context = {
        "table": table,
        "grid": grid_to_read(table),
        "blocks": BLOCKS,
        "may_edit": may_edit,
        "why_not": why_not_changed(table, request.actor, timezone.now()) if may_edit else "",
        "edit_url": TABLE_WIZARD.url("edit", key=str(table.pk)),
        "facts": _facts(table),
        "occupations": table.occupation_counts.select_related("occupation").order_by("-count", "pk"),
        "exemptions": table.exemptions.order_by("pk"),
        "hard_to_fill": table.hard_to_fill.select_related("occupation").order_by("place"),
        "may_see_persons": is_permitted(request.actor, "workforce.persons"),
        "may_see_quota": is_permitted(request.actor, "quota.view"),
    }
    return render(request, "workforce/table.html", context)


def grid_to_read(table: WorkforceTable) -> Any:
    """The form's own table over the saved numbers, without boxes."""
    initial: Mapping[str, Any] = {
        f"{block}_{row.value}_{sex.value}": number
        for block in ("hired", "left")
        for (row, sex), number in zip(CELLS, getattr(table, block), strict=True)
    }
    return GridForm(initial=initial, months=[table.month], ends=from_block(table.previous)).table


def _facts(table: WorkforceTable) -> list[dict[str, str]]:
    names = ("part_time_hours", "underground_men", "underground_women")
    facts = [{"label": _label(name), "value": format_integer(getattr(table, name))} for name in names]
    flags = ("wants_joint_course", "wants_in_company_training", "needs_apprentices")
    facts += [
        {"label": _label(name), "value": gettext("Yes") if getattr(table, name) else gettext("No")}
        for name in flags
    ]
    facts.append({"label": _label("need_next_month"), "value": table.get_need_next_month_display()})
    facts.append({"label": _label("quota_preference"), "value": table.quota_preference})
    facts.append({"label": gettext("Last day"), "value": format_date(_last_day(table.month))})
    return facts


def _label(name: str) -> str:
    return str(WorkforceTable._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


# ------------------------------------------------------------------------------------------ persons
class PersonCriteria(forms.Form):
    direction = forms.ChoiceField(
        label=_("Hired or left"), choices=[("", _("All")), *Direction.choices], required=False
    )


PERSON_COLUMNS = (
    Column(name="place", label=_("No"), kind=Kind.INTEGER, order_by=("place",)),
    Column(name="national_id", label=_("T.C. identity number"), kind=Kind.ID_NUMBER),
    Column(name="name", label=_("Name"), accessor=lambda row: f"{row.given_names} {row.surname}".strip()),
    Column(name="direction", label=_("Hired or left"), kind=Kind.CHOICE, choices=dict(Direction.choices)),
    Column(name="row", label=_("Group"), kind=Kind.CHOICE, choices=dict(Row.choices), special=True),
    Column(name="occupation", label=_("Occupation"), accessor="occupation.name"),
    Column(name="on", label=_("Date"), kind=Kind.DATE, order_by=("on", "place")),
)


def persons_page(table: WorkforceTable) -> ListPage:
    def rows(actor: Actor, criteria: Mapping[str, Any]) -> Any:
        found = changes_of(table)
        return found.filter(direction=criteria["direction"]) if criteria.get("direction") else found

    return ListPage(
        name="persons",
        title=gettext("Persons of the workforce table") + f" · {table}",
        columns=PERSON_COLUMNS,
        rows=rows,
        criteria_form=PersonCriteria,
        order=("place", "id"),
        over_cap="first",
        row_label=lambda row: f"{row.given_names} {row.surname}",
        may_see_special=lambda actor: is_permitted(actor, "workforce.persons"),
        template="workforce/persons.html",
        empty=Empty(text=_("Nobody was hired or left in this month.")),
    )


@needs("workforce.persons")
def workforce_persons(request: ActorRequest, table_id: int) -> HttpResponse:
    """**İşgücü Çizelgesi Kişi Detayları**: who was hired or left; the groups are special-category data (KVK-03)."""
    table = table_of_key(request.actor, str(table_id))
    require(request.actor, "workforce.persons", table)
    return persons_page(table).respond(request, table=table)


# ------------------------------------------------------------------------------------------ deleting
class DeleteForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stays on the trail, with what the table said.")
    )


@needs("workforce.delete")
def workforce_delete(request: ActorRequest, table_id: int) -> HttpResponse:
    """AIC-11: the unit alone, the last table alone."""
    actor = request.actor
    table = table_of_key(actor, str(table_id))
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            delete_table(table=table, reason=form.cleaned_data["reason"], actor=actor)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("The table was deleted."))
            return redirect("workforce_list")
    context = {"table": table, "form": form, "why_not": why_not_changed(table, actor, timezone.now())}
    return render(request, "workforce/delete.html", context, status=422 if form.errors else 200)
