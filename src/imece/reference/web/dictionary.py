"""**Türk Meslekler Sözlüğü**: search (OCC-05), an occupation's page (OCC-06), the ISCO-08 tree. Open to everybody."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Left
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column
from imece.core.lists import Empty, ListPage, Narrowing, narrowings_by
from imece.core.permissions import is_permitted
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.reference.domain.ports import occupation_panels
from imece.reference.domain.queries import (
    find_occupation,
    isco_branch,
    isco_children,
    occupations_matching,
    related_occupations,
)
from imece.reference.models import Occupation
from imece.reference.permissions import OCCUPATIONS_EDIT


class Criteria(forms.Form):
    """Code and group by their beginning, name by its words; all optional, one is enough."""

    code = forms.CharField(
        label=_("Occupation code"), max_length=7, required=False, help_text=_("For example 8332")
    )
    name = forms.CharField(label=_("Occupation or synonym"), max_length=100, required=False)
    isco = forms.ChoiceField(label=_("Major group"), required=False)
    with_retired = forms.BooleanField(label=_("Retired ones too"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        majors = [(group.code, str(group)) for group in isco_children()]
        group = self.fields["isco"]
        assert isinstance(group, forms.ChoiceField)
        group.choices = [("", _("All")), *majors]


def _found(actor: Actor, criteria: Any) -> QuerySet[Occupation]:
    on = None if criteria.get("with_retired") else timezone.localdate()
    wanted = {name: criteria.get(name) or "" for name in ("code", "name", "isco")}
    return occupations_matching(**wanted, on=on)


def _by_major_group(rows: QuerySet[Occupation]) -> list[Narrowing]:
    names = {group.code: str(group) for group in isco_children()}
    return narrowings_by(rows.annotate(major=Left("isco_group_id", 1)), "major", "isco", names.__getitem__)


DICTIONARY = ListPage(
    name="dictionary",
    title=_("Dictionary of Occupations"),
    columns=(
        Column(
            name="code",
            label=_("Occupation code"),
            link=lambda row: reverse("occupation", args=[row.code]),
            order_by=("code",),
        ),
        Column(name="name", label=_("Occupation"), order_by=("name_key", "code")),
        Column(name="group", label=_("Unit group"), accessor="isco_group.name"),
    ),
    rows=_found,
    criteria_form=Criteria,
    order=("name_key", "code"),
    row_label=str,
    narrowing=_by_major_group,
    empty=Empty(text=_("No occupation matches."), hint=_("Take a criterion away, or look for a synonym.")),
    lists_at_once=False,
    template="reference/dictionary.html",
)


@public
def dictionary(request: ActorRequest) -> HttpResponse:
    may_edit = is_permitted(request.actor, OCCUPATIONS_EDIT)
    return DICTIONARY.respond(request, may_edit=may_edit)


@public
def occupation(request: ActorRequest, code: str) -> HttpResponse:
    """A retired one is shown too, with what replaces it: old vacancies lead here (OCC-04)."""
    found = find_occupation(code)
    if found is None:
        raise Http404
    today = timezone.localdate()
    context = {
        "occupation": found,
        "branch": isco_branch(found.isco_group_id),
        "related": related_occupations(found, on=today),
        "panels": occupation_panels(found, timezone.now()),
        "is_retired": not found.is_valid_on(today),
        "may_edit": is_permitted(request.actor, OCCUPATIONS_EDIT),
    }
    return render(request, "reference/occupation.html", context)


@public
def isco_tree(request: ActorRequest, code: str = "") -> HttpResponse:
    """One level of ISCO-08 with the way up, and at a unit group its occupations (OCC-02)."""
    branch = isco_branch(code) if code else []
    if code and (not branch or branch[-1].code != code):
        raise Http404
    children = list(isco_children(code))
    today = timezone.localdate()
    occupations = [] if children else list(occupations_matching(isco=code, on=today))
    context = {"branch": branch, "group": branch[-1] if branch else None, "children": children}
    return render(request, "reference/isco.html", context | {"occupations": occupations})
