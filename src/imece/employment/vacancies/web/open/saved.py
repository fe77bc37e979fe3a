"""**Kayıtlı aramalar** (P2.3): kept from the search page, listed, changed, and stopped by the link in the mail."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from imece.core.actor import Actor, system_actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.scope import get_in_scope
from imece.core.submissions import OnceForm, submit_once
from imece.core.web.access import needs, public
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.vacancies.domain import alerts
from imece.employment.vacancies.domain.search import parse, summary, to_query
from imece.employment.vacancies.enums import AlertFrequency
from imece.employment.vacancies.models import SavedSearch


class SearchForm(OnceForm):
    name = forms.CharField(label=_("Name of the search"), max_length=100)
    frequency = forms.ChoiceField(
        label=_("How often to tell me"),
        choices=AlertFrequency.choices,
        initial=AlertFrequency.DAILY,
        widget=forms.RadioSelect,
        help_text=_("By e-mail, only when there is something new. Each mail has a link that stops it."),
    )
    field_order = ("name", "frequency")


def _summary(saved: SavedSearch) -> str:
    return summary(parse(saved.query))


def _open_url(saved: SavedSearch) -> str:
    return f"{reverse('open_vacancies')}?{saved.query}"


SAVED = ListPage(
    name="saved-searches",
    title=_("My searches"),
    columns=(
        Column(name="name", label=_("Name of the search"), accessor="name", link=_open_url),
        Column(name="summary", label=_("What is looked for"), accessor=_summary),
        Column(name="frequency", label=_("How often to tell me"), accessor="get_frequency_display"),
        Column(name="created_at", label=_("Kept since"), accessor="created_at", kind=Kind.DATE),
    ),
    rows=lambda actor, criteria: alerts.searches_of(actor),
    order=("-created_at", "-id"),
    row_label=str,
    template="vacancies/saved/list.html",
    actions=(
        RowAction(name="ac", label=_("Open the search"), url=_open_url, is_main=True),
        RowAction(
            name="degistir",
            label=_("Change the search"),
            url=lambda saved: reverse("saved_search", args=[saved.pk]),
        ),
        RowAction(
            name="sil",
            label=_("Delete the search"),
            url=lambda saved: reverse("saved_search_delete", args=[saved.pk]),
            is_dangerous=True,
        ),
    ),
    empty=Empty(
        text=_("You keep no search yet."),
        hint=_("Search for vacancies, then press «Save this search»: new ones come to you."),
        link_text=_("To the open vacancies"),
        link=lambda: reverse("open_vacancies"),
    ),
)


@needs("vacancies.searches")
def saved_list(request: ActorRequest) -> HttpResponse:
    return SAVED.respond(request, outdated=alerts.outdated_searches(request.actor, timezone.localdate()))


@needs("vacancies.searches")
def saved_new(request: ActorRequest) -> HttpResponse:
    """The criteria stand in the address, as on the page they were saved from."""
    criteria = parse(request.GET)
    kept = alerts.without_category(criteria)
    form = SearchForm(request.POST or None, initial={"name": summary(kept)[:100]})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in SearchForm.field_order}
        try:
            submit_once(
                form.token_or_new(),
                actor=request.actor,
                act=lambda: str(
                    alerts.save_search(
                        criteria=criteria, actor=request.actor, now=timezone.now(), **values
                    ).pk
                ),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, gettext("The search was saved."))
            return redirect("saved_searches")
    context = {
        "form": form,
        "summary": summary(kept),
        "drops_status": kept != criteria,
        "back_url": f"{reverse('open_vacancies')}?{to_query(criteria)}",
    }
    return render(request, "vacancies/saved/new.html", context, status=422 if form.errors else 200)


@needs("vacancies.searches")
def saved_change(request: ActorRequest, search_id: int) -> HttpResponse:
    saved = _own(request, search_id)
    form = SearchForm(request.POST or None, initial={"name": saved.name, "frequency": saved.frequency})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in SearchForm.field_order}
        alerts.change_search(saved=saved, actor=request.actor, now=timezone.now(), **values)
        messages.success(request, gettext("The changes were saved."))
        return redirect("saved_searches")
    outdated = alerts.outdated_searches(request.actor, timezone.localdate())
    context = {
        "form": form,
        "saved": saved,
        "summary": _summary(saved),
        "open_url": _open_url(saved),
        "outdated": [one for one in outdated if one.saved == saved],
    }
    return render(request, "vacancies/saved/change.html", context, status=422 if form.errors else 200)


@needs("vacancies.searches")
def saved_delete(request: ActorRequest, search_id: int) -> HttpResponse:
    saved = _own(request, search_id)
    if request.method == "POST":
        alerts.delete_search(saved=saved, actor=request.actor)
        messages.success(request, gettext("The search was deleted."))
        return redirect("saved_searches")
    return render(request, "vacancies/saved/delete.html", {"saved": saved, "summary": _summary(saved)})


def _own(request: ActorRequest, search_id: int) -> SavedSearch:
    return get_in_scope(alerts.searches_of(request.actor), request.actor, pk=search_id)


# ------------------------------------------------------------------------------------------ links of the mail
@csrf_exempt
@public
def stop(request: ActorRequest, token: str) -> HttpResponse:
    """RFC 8058: mail programs POST here without a cookie. A GET only asks, since scanners open every link."""
    try:
        saved = alerts.search_of_stop_link(token)
    except Problem as problem:
        if problem.kind is not alerts.SEARCH_GONE:
            raise
        return render(
            request, "vacancies/saved/stop.html", {"problem": problem}
        )  # what was wanted is so already
    others = alerts.telling_searches(saved).count()
    if request.method == "POST":
        stop_of = alerts.stop_all_alerts if request.POST.get("which") == "all" else alerts.stop_alerts
        stop_of(saved=saved, actor=_whoever(request))
        saved.refresh_from_db()
        others = alerts.telling_searches(saved).count()
    context = {"saved": saved, "is_stopped": saved.frequency == AlertFrequency.NEVER, "others": others}
    return render(request, "vacancies/saved/stop.html", context)


@public
def answer(request: ActorRequest, token: str) -> HttpResponse:
    """Yes or no, by a button: a link alone would be answered by the mail's scanner."""
    saved, alerted_at = alerts.alert_of_answer_link(token)
    context: dict[str, Any] = {"saved": saved}
    if request.method == "POST" and request.POST.get("answer") in {"yes", "no"}:
        is_relevant = request.POST["answer"] == "yes"
        alerts.answer_alert(
            saved=saved,
            alerted_at=alerted_at,
            is_relevant=is_relevant,
            actor=_whoever(request),
            now=timezone.now(),
        )
        context |= {"is_answered": True, "is_relevant": is_relevant}
    return render(request, "vacancies/saved/answer.html", context)


def _whoever(request: ActorRequest) -> Actor:
    """The link is the right; who holds it need not sign in."""
    actor = request.actor
    if actor.is_signed_in:
        return actor
    return system_actor("vacancies.alert_link").at(address=actor.address, request_id=actor.request_id)
