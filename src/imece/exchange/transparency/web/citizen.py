"""**Verilerime kim baktı?** over the whole exchange; *ask why*; what the law keeps (X5.5, KVK-05, KVK-06)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.ledger.public import erasure_answer
from imece.exchange.transparency.domain.erasure import ask_erasure
from imece.exchange.transparency.domain.mine import look_at_me, looks_at_me, paper_looks
from imece.exchange.transparency.domain.queries import why_requests_in_scope
from imece.exchange.transparency.domain.why import answer_due_on, ask_why, last_day_to_complain
from imece.exchange.transparency.enums import WhyState
from imece.exchange.transparency.web.forms import WhyForm
from imece.exchange.transparency.web.why import left

AFTER = "sonra"
HOME = _("Who looked at my data?")


@needs("transparency.citizen")
def who_asked(request: ActorRequest) -> HttpResponse:
    after, now = request.GET.get(AFTER, ""), timezone.now()
    page = looks_at_me(request.actor, after=after, now=now)
    context = {
        "page": page,
        "on_paper": [] if after else paper_looks(request.actor, now=now),
        "older": f"?{AFTER}={page.next_cursor}" if page.next_cursor else "",
        "is_further": bool(after),
    }
    return render(request, "transparency/who_asked.html", context)


@needs("transparency.citizen")
def why_ask(request: ActorRequest, shard: int, sequence: int) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    look = look_at_me(actor, shard, sequence, now=now)
    if look.request is not None:
        return redirect("my_why_request", request_id=look.request.pk)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            number = submit_once(
                form.token_or_new(),
                actor=actor,
                act=lambda: str(
                    ask_why(look=look, words=form.cleaned_data["words"], actor=actor, now=now).pk
                ),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(
                request, _("Your question was sent; below stands the day by which the answer is due.")
            )
            return redirect("my_why_request", request_id=int(number))
    crumbs = [(HOME, reverse("who_asked")), (gettext("Ask why"), None)]
    context = {"look": look, "form": form, "due_on": answer_due_on(now), "breadcrumbs": crumbs}
    return render(request, "transparency/why_ask.html", context, status=422 if form.errors else 200)


@needs("transparency.citizen")
def erasure_ask(request: ActorRequest, shard: int, sequence: int) -> HttpResponse:
    """KVK-06: he may ask; the answer, with its article and day, stands on the same page from then on."""
    actor, now = request.actor, timezone.now()
    look = look_at_me(actor, shard, sequence, now=now)
    if request.method == "POST":
        ask_erasure(look=look, actor=actor, now=now)
        return redirect("erasure_ask", shard=shard, sequence=sequence)
    answer = erasure_answer(look.erasure.kept_until) if look.erasure else ""
    crumbs = [(HOME, reverse("who_asked")), (gettext("Ask for erasure"), None)]
    context = {"look": look, "answer": answer, "breadcrumbs": crumbs}
    return render(request, "transparency/erasure.html", context)


MY_REQUESTS = ListPage(
    name="my-why-requests",
    title=_("My requests for a reason"),
    columns=(
        Column(name="opened_at", label=_("Sent"), kind=Kind.DATE, order_by=("opened_at",)),
        Column(
            name="institution",
            label=_("Institution"),
            accessor=lambda row: f"{row.institution} · {row.institution_sequence}",
            link=lambda row: reverse("my_why_request", args=[row.pk]),
        ),
        Column(name="service", label=_("Service")),
        Column(name="due_on", label=_("Answer due on"), kind=Kind.DATE, order_by=("due_on",)),
        Column(name="state", label=_("State"), accessor="get_state_display"),
    ),
    rows=lambda actor, criteria: why_requests_in_scope(actor),
    order=("-opened_at", "-id"),
    empty=Empty(
        text=_("You have asked nobody for a reason."),
        hint=_("Beside each line of the page below you can ask why."),
        link_text=HOME,
        link=lambda: reverse("who_asked"),
    ),
)


@needs("transparency.citizen")
def my_why_requests(request: ActorRequest) -> HttpResponse:
    return MY_REQUESTS.respond(request)


@needs("transparency.citizen")
def my_why_request(request: ActorRequest, request_id: int) -> HttpResponse:
    found = get_in_scope(why_requests_in_scope(request.actor), request.actor, pk=request_id)
    context = {
        "why": found,
        "left": left(found),
        "complain_by": last_day_to_complain(found),
        "shows_board": found.state != WhyState.OPEN,
        "breadcrumbs": [
            (HOME, reverse("who_asked")),
            (_("My requests for a reason"), reverse("my_why_requests")),
            (str(found), None),
        ],
    }
    return render(request, "transparency/my_why.html", context)
