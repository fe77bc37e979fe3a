"""**Kişisel verilerim**: what is kept, one's own requests, and a new one (KVK-05, KVK-09)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import Problem, Text
from imece.core.lists import Empty, ListPage, PageAction
from imece.core.parameters import Parameters
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.data_rights.domain.queries import data_requests_in_scope, decision_of
from imece.employment.data_rights.domain.requests import open_data_request
from imece.employment.data_rights.domain.rules import is_protected
from imece.employment.data_rights.domain.telling import last_day_to_complain
from imece.employment.data_rights.web.forms import DataRequestForm
from imece.employment.data_rights.web.words import left
from imece.reference.public import data_request_due_on

HOME = _("My personal data")
# Address by name, its words, what is kept there. Where a room or the exchange is not installed, its line is left out.
KEPT: tuple[tuple[str, Text, Text], ...] = (
    ("accounts:own", _("My account"), _("identity, addresses, sign-ins")),
    ("profile", _("My profile"), _("education, experience, documents, wishes")),
    ("my_applications", _("My applications"), _("applications, invitations, results and why you fit")),
    ("my_objections", _("My objections"), _("decisions that you contested, with the answers")),
    ("saved_searches", _("My searches"), _("searches you keep and are told of")),
    ("looks_at_me", _("Who looked at my name or CV"), _("workplaces and their purpose, in the matching of vacancies")),
    ("who_asked", _("Who asked about me on the exchange"), _("institutions, when, for what, and what they were given")),
)  # fmt: skip
PREFILLED = {"hak": "right", "konu": "area", "ilan": "about_number"}  # of the address → field

MY_DATA = ListPage(
    name="my-data-requests",
    title=HOME,
    columns=(
        Column(
            name="number",
            label=_("Number of the request"),
            link=lambda row: reverse("my_data_request", args=[row.pk]),
        ),
        Column(name="right", label=_("What you ask for"), accessor="get_right_display"),
        Column(name="state", label=_("State"), accessor="get_state_display"),
        Column(name="opened_at", label=_("Sent"), kind=Kind.DATE, order_by=("opened_at",)),
        Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
    ),
    rows=lambda actor, criteria: data_requests_in_scope(actor),
    order=("-opened_at", "-id"),
    page_actions=(PageAction(label=_("New request"), url=lambda: reverse("data_request_new")),),
    empty=Empty(
        text=_("You have made no request yet."),
        hint=_("First look at the pages above: much is seen and corrected there at once. Then ask."),
    ),
    template="data_rights/my_data.html",
)


@needs("data_requests.own")
def my_data(request: ActorRequest) -> HttpResponse:
    return MY_DATA.respond(request, kept=_kept())


@needs("data_requests.own")
def data_request_new(request: ActorRequest) -> HttpResponse:
    """`?hak=…&konu=…&ilan=…` fill in the form for a link from elsewhere."""
    actor, now = request.actor, timezone.now()
    form = DataRequestForm(request.POST or None, initial=_prefilled(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = submit_once(
                form.token_or_new(),
                actor=actor,
                act=lambda: str(open_data_request(new=form.new_request(), actor=actor, now=now).pk),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Your request was sent; below stand its number and the day due."))
            return redirect("my_data_request", request_id=int(made))
    today = timezone.localdate(now)
    context = {
        "form": form,
        "due_on": data_request_due_on(today, Parameters(today)),
        "breadcrumbs": [(HOME, reverse("my_data")), (_("New request"), None)],
    }
    return render(request, "data_rights/new.html", context, status=422 if form.errors else 200)


@needs("data_requests.own")
def my_data_request(request: ActorRequest, request_id: int) -> HttpResponse:
    found = get_in_scope(data_requests_in_scope(request.actor), request.actor, pk=request_id)
    context = {
        "found": found,
        "left": left(found),
        "shown_number": found.masked_number,
        "is_protected": is_protected(found.on_behalf),
        "decision": decision_of(found),
        "complain_by": last_day_to_complain(found),
        "breadcrumbs": [(HOME, reverse("my_data")), (found.number, None)],
    }
    return render(request, "data_rights/my_request.html", context)


def _prefilled(request: ActorRequest) -> dict[str, str]:
    """What the form does not know stays unchosen."""
    return {field: request.GET[name] for name, field in PREFILLED.items() if request.GET.get(name)}


def _kept() -> list[dict[str, Any]]:
    return [
        {"url": url, "label": label, "what": what} for name, label, what in KEPT if (url := _address(name))
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
