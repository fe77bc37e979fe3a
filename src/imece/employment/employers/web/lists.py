"""**İşveren Listeleme** (P7.1) and staff's search for employers: the same columns and criteria."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage, Narrowing, PageAction, RowAction, narrowings_by
from imece.core.permissions import TABLE, is_permitted
from imece.employment.employers.domain.queries import matching_workplaces, workplaces_in_scope
from imece.employment.employers.models import Workplace


class Criteria(forms.Form):
    title = forms.CharField(label=pgettext_lazy("employer", "Title"), max_length=250, required=False)
    sgk_number = forms.CharField(
        label=_("SGK workplace number"), max_length=40, required=False, help_text=_("formerly SSK number")
    )
    tax_id = forms.CharField(label=_("Tax number"), max_length=20, required=False)


def kind_of(workplace: Workplace) -> str:
    return gettext("Head office") if workplace.is_head_office else gettext("Branch")


def card_url(workplace: Workplace) -> str:
    return reverse("employers:workplace", args=[workplace.number])


COLUMNS = (
    Column(
        name="name",
        label=pgettext_lazy("employer", "Title"),
        order_by=("organisation__name_key", "organisation__name"),
    ),
    Column(name="kind", label=_("Head office or branch"), accessor=kind_of, order_by=("-is_head_office",)),
    Column(name="number", label=_("İŞKUR number"), order_by=("organisation__number",)),
    Column(name="sgk_number", label=_("SGK workplace number"), order_by=("sgk_number",)),
    Column(name="tax_id", label=_("Tax number"), accessor="employer.tax_id", order_by=("employer__tax_id",)),
    Column(name="province", label=_("Province"), accessor="province.name", order_by=("province__name_key",)),
    Column(name="district", label=_("District"), accessor="district.name"),
)


def listed(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Workplace]:
    return matching_workplaces(workplaces_in_scope(actor), **criteria)


def why_not_edited(workplace: Workplace, actor: Actor, now: datetime) -> str:
    if workplace.closed_on is not None:
        return gettext("This workplace was closed on %(day)s.") % {"day": f"{workplace.closed_on:%d.%m.%Y}"}
    if is_permitted(actor, "employers.edit", workplace):
        return ""
    return gettext("Allowed for: %(who)s.") % {"who": TABLE["employers.edit"].who}


def may_add(actor: Actor) -> bool:
    return is_permitted(actor, "employers.add_workplace")


OWN_WORKPLACES = ListPage(
    name="workplaces",
    title=_("Employer listing"),
    columns=COLUMNS,
    rows=listed,
    criteria_form=Criteria,
    order=("-is_head_office", "organisation__name_key", "organisation__name"),
    row_label=str,
    actions=(
        RowAction(
            name="detay",
            label=_("See details"),
            url=lambda row: reverse("employers:workplace-edit", args=[row.number]),
            why_not=why_not_edited,
            is_main=True,
        ),
        RowAction(name="kunye", label=_("Show the record"), url=card_url),
    ),
    page_actions=(
        PageAction(_("New workplace"), lambda: reverse("employers:workplace-start"), is_shown=may_add),
    ),
    intro=_("Your head office and its branches in the same province."),
)


def by_tax_number(rows: QuerySet[Workplace]) -> list[Narrowing]:
    return narrowings_by(rows, "employer__tax_id", criterion="tax_id", label=str)


STAFF_SEARCH = ListPage(
    name="employers",
    title=_("Employer selection"),
    columns=(*COLUMNS, Column(name="closed_on", label=_("Closed on"), kind=Kind.DATE)),
    rows=listed,
    criteria_form=Criteria,
    lists_at_once=False,
    row_label=str,
    narrowing=by_tax_number,
    actions=(RowAction(name="kunye", label=_("See details"), url=card_url, is_main=True),),
    empty=Empty(text=_("No employer of your province answers these criteria.")),
    intro=_(
        "Type a title, an SGK workplace number or a tax number. Every search and every record seen is recorded."
    ),
)
