"""Lists of this room, one for each side."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.exchange.continuity.domain.queries import (
    breaches_in_scope,
    interruptions_in_scope,
    materials_in_scope,
    with_owed,
)
from imece.exchange.continuity.enums import BreachState, InterruptionKind, InterruptionState
from imece.exchange.continuity.models import Breach, Interruption, Material


class InterruptionCriteria(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All")), *InterruptionKind.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *InterruptionState.choices], required=False
    )


class BreachCriteria(forms.Form):
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *BreachState.choices], required=False
    )


def _filtered(rows: QuerySet[Any], criteria: Mapping[str, Any], *names: str) -> QuerySet[Any]:
    return rows.filter(**{name: criteria[name] for name in names if criteria.get(name)})


def _services(row: Any) -> str:
    return ", ".join(row.services) or str(_("All services"))


def _may(permission: str) -> Any:
    return lambda actor: is_permitted(actor, permission)


def _interruption_list(prefix: str, pages: tuple[PageAction, ...]) -> ListPage:
    def address(row: Interruption) -> str:
        return reverse(f"{prefix}interruption", args=[row.pk])

    return ListPage(
        name=f"{prefix}interruptions",
        title=_("Interruptions"),
        columns=(
            Column(name="number", label=_("Number"), link=address),
            Column(name="title", label=_("What happens")),
            Column(name="kind", label=_("Kind"), accessor="get_kind_display"),
            Column(name="services", label=_("Services"), accessor=_services),
            Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
            Column(
                name="planned_from", label=_("Planned from"), kind=Kind.INSTANT, order_by=("planned_from",)
            ),
            Column(name="started_at", label=_("Since"), kind=Kind.INSTANT, order_by=("started_at",)),
            Column(name="ended_at", label=_("Ended"), kind=Kind.INSTANT, order_by=("ended_at",)),
            Column(
                name="catch_up_due_on", label=_("Caught up by"), kind=Kind.DATE, order_by=("catch_up_due_on",)
            ),
        ),
        rows=lambda actor, criteria: _filtered(interruptions_in_scope(actor), criteria, "kind", "state"),
        criteria_form=InterruptionCriteria,
        order=("-created_at", "-id"),
        actions=(RowAction(name="open", label=_("Details"), url=address, is_main=True),),
        page_actions=pages,
        row_label=str,
        empty=Empty(
            text=_("There is no interruption."), hint=_("Announced maintenance and outages stand here.")
        ),
    )


def _breach_list(prefix: str, new: str) -> ListPage:
    def address(row: Breach) -> str:
        return reverse(f"{prefix}breach", args=[row.pk])

    return ListPage(
        name=f"{prefix}breaches",
        title=_("Data breaches"),
        intro=_("The clock of the Board runs on days off too: 72 hours from when it was learned (KVK-07)."),
        columns=(
            Column(name="number", label=_("Number"), link=address),
            Column(name="title", label=_("What happened")),
            Column(name="kind", label=_("Kind"), accessor="get_kind_display"),
            Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
            Column(name="learned_at", label=_("Learned at"), kind=Kind.INSTANT, order_by=("learned_at",)),
            Column(name="next_due_at", label=_("Next clock"), kind=Kind.INSTANT),
            Column(name="owed_count", label=_("Still to be told"), kind=Kind.INTEGER),
        ),
        rows=lambda actor, criteria: _filtered(breaches_in_scope(actor), criteria, "state"),
        adds=with_owed,
        criteria_form=BreachCriteria,
        order=("-learned_at", "-id"),
        actions=(RowAction(name="open", label=_("Details"), url=address, is_main=True),),
        page_actions=(
            PageAction(
                label=_("Record a breach"), url=lambda: reverse(new), is_shown=_may("continuity.breaches")
            ),
        ),
        row_label=str,
        empty=Empty(
            text=_("No breach is recorded."), hint=_("Whoever finds one records it at once (PRO-10).")
        ),
    )


def _material_list(prefix: str, pages: tuple[PageAction, ...], template: str) -> ListPage:
    def address(row: Material) -> str:
        return reverse(f"{prefix}material", args=[row.pk])

    return ListPage(
        name=f"{prefix}materials",
        title=_("Material of the services"),
        intro=_(
            "Documentation and training owed for the services of a protocol, renewed when they change (PRO-16)."
        ),
        columns=(
            Column(name="title", label=_("Title"), link=address),
            Column(name="service", label=_("Service"), order_by=("service",)),
            Column(name="service_version", label=_("Version of the service"), kind=Kind.INTEGER),
            Column(name="kind", label=_("Kind"), accessor="get_kind_display"),
            Column(name="version", label=_("Version"), kind=Kind.INTEGER),
            Column(name="change_note", label=_("What is new")),
            Column(
                name="published_at", label=_("Published at"), kind=Kind.INSTANT, order_by=("published_at",)
            ),
        ),
        rows=lambda actor, criteria: materials_in_scope(actor),
        order=("-published_at", "-id"),
        actions=(RowAction(name="open", label=_("Read it"), url=address, is_main=True),),
        page_actions=pages,
        row_label=str,
        empty=Empty(text=_("There is no material yet.")),
        template=template,
    )


OPERATE = _may("continuity.operate")
STAFF_INTERRUPTIONS = _interruption_list(
    "",
    (
        PageAction(label=_("Announce maintenance"), url=lambda: reverse("maintenance_new"), is_shown=OPERATE),
        PageAction(
            label=_("Report an outage"), url=lambda: reverse("outage_new"), is_shown=OPERATE, is_main=False
        ),
    ),
)
OWN_INTERRUPTIONS = _interruption_list(
    "my_",
    (
        PageAction(
            label=_("Report an outage"),
            url=lambda: reverse("my_outage_new"),
            is_shown=_may("continuity.report"),
        ),
    ),
)
STAFF_BREACHES, OWN_BREACHES = _breach_list("", "breach_new"), _breach_list("my_", "my_breach_new")
STAFF_MATERIALS = _material_list(
    "",
    (PageAction(label=_("Publish material"), url=lambda: reverse("material_new"), is_shown=OPERATE),),
    "continuity/materials.html",
)
OWN_MATERIALS = _material_list("my_", (), "core/lists/list.html")
