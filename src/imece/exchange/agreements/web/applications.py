"""Applications: the applicant's and the desk's lists, one page for each application, and its steps."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.columns import Column, Kind
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.lists import Empty, ListPage
from imece.core.lists.page import PageAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.agreements.domain.catalogue import field_titles, fields_of, service_title
from imece.exchange.agreements.domain.queries import (
    WAITING,
    application_files,
    applications_in_scope,
)
from imece.exchange.agreements.domain.review import decide_service
from imece.exchange.agreements.domain.workflow import APPLICATION
from imece.exchange.agreements.enums import ApplicationState, LetterWay
from imece.exchange.agreements.models import Application, ApplicationService
from imece.exchange.agreements.web.application_steps import APPLICATION_STEPS
from imece.exchange.agreements.web.forms import WORDS
from imece.exchange.agreements.web.step import run_step

COLUMNS = (
    Column(
        name="number",
        label=_("Number"),
        order_by=("number",),
        link=lambda row: reverse("exchange_application", args=[row.number]),
    ),
    Column(name="title", label=_("Subject")),
    Column(name="institution", label=_("Institution"), accessor=lambda row: str(row.institution)),
    Column(name="provider", label=_("Asked of"), accessor=lambda row: str(row.provider)),
    Column(name="submitted_at", label=_("Sent"), kind=Kind.INSTANT, order_by=("submitted_at",)),
    Column(name="state", label=_("State"), accessor="get_state_display"),
    Column(name="complete_by", label=_("To be completed until"), kind=Kind.DATE),
)


class ApplicationCriteria(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("waiting", _("Waits for the desk")), *ApplicationState.choices, ("all", _("All"))],
        initial="waiting",
        required=False,
    )


def _by_state(actor: Any, criteria: Mapping[str, Any]) -> Any:
    state = criteria.get("state") or "waiting"
    rows = applications_in_scope(actor)
    if state == "waiting":
        return rows.filter(state__in=WAITING)
    return rows if state == "all" else rows.filter(state=state)


OWN = ListPage(
    name="applications",
    title=_("Our applications"),
    columns=COLUMNS,
    rows=lambda actor, criteria: applications_in_scope(actor),
    order=("-submitted_at", "-id"),
    page_actions=(PageAction(_("New application"), lambda: reverse("exchange_application-start")),),
    empty=Empty(
        text=_("You have not applied yet."),
        hint=_("An application names the services, the fields, and the legal ground for each."),
        link_text=_("How to apply"),
        link=lambda: reverse("exchange_how_to_apply"),
    ),
)
DESK = ListPage(
    name="applications",
    title=_("Applications to the exchange"),
    intro=_("Those that wait longest stand first."),
    columns=COLUMNS,
    rows=_by_state,
    criteria_form=ApplicationCriteria,
    order=("submitted_at", "id"),
    empty=Empty(text=_("No application waits.")),
)


@needs("applications.own")
def applications(request: ActorRequest) -> HttpResponse:
    return OWN.respond(request)


@needs("applications.review")
def staff_applications(request: ActorRequest) -> HttpResponse:
    return DESK.respond(request)


def _find(request: ActorRequest, number: str) -> Application:
    return get_in_scope(applications_in_scope(request.actor), request.actor, number=number)


@needs("applications.view")
def application(request: ActorRequest, number: str) -> HttpResponse:
    """Where it stands, what it asks against its grounds, what was granted, and what can be done next."""
    actor, now = request.actor, timezone.now()
    found = _find(request, number)
    options = APPLICATION_STEPS.options(
        found, actor, now, lambda name: reverse("exchange_application_step", args=[number, name])
    )
    services = [_shown(service) for service in found.services.select_related("purpose").order_by("id")]
    context = {
        "application": found,
        "is_reviewer": is_permitted(actor, "applications.review", found),
        "is_applicant": is_permitted(actor, "applications.own", found),
        "is_post": found.letter_way == LetterWay.POST,
        "services": services,
        "signatories": found.signatories.order_by("id"),
        "files": application_files(found),
        "decisions": found.board_decisions.order_by("-decided_on", "-id"),
        "agreement": getattr(found, "agreement", None) or found.amends,
        "history": APPLICATION.told_history(found)[::-1],
        "possible": [one for one in options if not one.why_not],
        "not_now": [one for one in options if one.why_not],
    }
    return render(request, "agreements/application.html", context)


def _shown(service: ApplicationService) -> dict[str, Any]:
    """Fields asked and granted, in the words of the catalogue."""
    name, version = service.service, service.service_version
    granted = set(service.granted or ())
    known = {one.name: one.title for one in fields_of(name, version)}
    return {
        "row": service,
        "title": service_title(name, version),
        "fields": [(known.get(field, field), field in granted) for field in service.fields],
        "is_decided": service.granted is not None,
        "granted": field_titles(name, version, granted),
    }


@needs("applications.view")
def application_step(request: ActorRequest, number: str, step: str) -> HttpResponse:
    found = _find(request, number)
    chosen = APPLICATION_STEPS.by_name.get(step)
    if chosen is None:
        return redirect("exchange_application", number)
    back = reverse("exchange_application", args=[number])
    title = f"{found.number} · {found.title}"
    return run_step(request, chosen, found, title=title, back=back)


@needs("applications.view")
def application_file(request: ActorRequest, number: str, file_id: int) -> HttpResponse:
    """A paper as it was given; opening it is on record."""
    found = _find(request, number)
    file = found.files.filter(pk=file_id).first()
    if file is None:
        raise OUT_OF_SCOPE(what=gettext("file of an application") + f" {file_id}")
    details = {"file": file.pk, "kind": file.kind, "sha256": file.sha256}
    audit.record(request.actor, "applications.file_seen", found, details=details)
    answer = HttpResponse(bytes(file.content), content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.number}-{file.kind}-{file.pk}"'
    answer["Cache-Control"] = "no-store"
    return answer


class FieldsForm(forms.Form):
    """Field by field: what the ground bears stays ticked (X1.4)."""

    granted = forms.MultipleChoiceField(
        label=_("Fields that are granted"), widget=forms.CheckboxSelectMultiple, required=False
    )
    note = forms.CharField(
        label=_("Why the others are not needed"),
        widget=WORDS,
        max_length=4000,
        required=False,
        help_text=_("The applicant reads it. Needed when fewer fields are granted than asked for."),
    )

    def __init__(self, *args: Any, service: ApplicationService, **more: Any) -> None:
        super().__init__(*args, **more)
        known = {one.name: one for one in fields_of(service.service, service.service_version)}
        field = self.fields["granted"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, _label(name, known.get(name))) for name in service.fields]


def _label(name: str, field: Any) -> str:
    if field is None:
        return name
    special = f" ({gettext('special category')})" if field.is_special else ""
    return f"{field.title}{special}" + (f": {field.meaning}" if field.meaning else "")


@needs("applications.review")
def application_service(request: ActorRequest, number: str, service_id: int) -> HttpResponse:
    """The requested fields against the ground; granting is ticking."""
    found = _find(request, number)
    service = get_in_scope(found.services.select_related("purpose"), request.actor, pk=service_id)
    starts = {"granted": service.granted, "note": service.review_note}
    form = FieldsForm(request.POST or None, initial=starts, service=service)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            decide_service(
                service=service,
                granted=data["granted"],
                note=data["note"],
                actor=request.actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("The fields of this service are decided."))
            return redirect("exchange_application", number)
    context = {
        "application": found,
        "service": service,
        "title": service_title(service.service, service.service_version),
        "form": form,
    }
    return render(request, "agreements/fields.html", context, status=422 if form.errors else 200)
