"""Tokens of the workplace's own programs (P3.10): listed, made with their secret shown once, revoked."""

from datetime import date, datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from imece.accounts.domain.tokens import MOST_DAYS, POSSIBLE, make_token, revoke_token, tokens_in_scope
from imece.accounts.enums import Grant
from imece.accounts.models import ApiToken
from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.submissions import OnceForm, submit_once
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest

USUAL_DAYS = 180


def today() -> date:
    return timezone.localdate()


class TokenForm(OnceForm):
    name = forms.CharField(
        label=_("Name of the program"),
        max_length=80,
        help_text=_("For example «HR system, Ankara». It stands beside everything the program does."),
    )
    grants = forms.MultipleChoiceField(
        label=_("Rights"),
        choices=[(grant.value, grant.label) for grant in POSSIBLE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the program needs."),
    )
    valid_until = DateField(
        label=_("Valid until"),
        earliest=today,
        latest=lambda: today() + timedelta(days=MOST_DAYS),
        initial=lambda: today() + timedelta(days=USUAL_DAYS),
    )
    is_staging = forms.BooleanField(
        label=_("For trying out"),
        required=False,
        help_text=_("Every call is checked and answered as if it were real, and nothing is kept."),
    )
    field_order = ("name", "grants", "valid_until", "is_staging")


def state_of(token: ApiToken) -> str:
    if token.revoked_at is not None:
        return gettext("Revoked")
    if not token.is_valid_on(today()):
        return gettext("Expired")
    return gettext("For trying out") if token.is_staging else gettext("Valid")


def rights_of(token: ApiToken) -> str:
    return ", ".join(str(Grant(grant).label) for grant in token.grants)


def why_not_revoked(token: ApiToken, actor: Actor, now: datetime) -> str:
    return gettext("It was revoked already.") if token.revoked_at else ""


TOKENS = ListPage(
    name="tokens",
    title=_("Tokens of programs"),
    columns=(
        Column(name="name", label=_("Name of the program"), accessor=str),
        Column(name="rights", label=_("Rights"), accessor=rights_of),
        Column(name="made_by", label=_("Made by"), accessor="made_by.full_name"),
        Column(name="made_at", label=_("Made on"), accessor="made_at", kind=Kind.INSTANT),
        Column(name="valid_until", label=_("Valid until"), accessor="valid_until", kind=Kind.DATE),
        Column(name="used_at", label=_("Last used"), accessor="used_at", kind=Kind.INSTANT),
        Column(name="state", label=_("State"), accessor=state_of),
    ),
    rows=lambda actor, criteria: tokens_in_scope(actor),
    order=("-made_at", "-id"),
    row_label=str,
    actions=(
        RowAction(
            name="iptal",
            label=_("Revoke"),
            url=lambda token: reverse("accounts:token_revoke", args=[token.pk]),
            why_not=why_not_revoked,
            is_dangerous=True,
        ),
    ),
    page_actions=(PageAction(_("New token"), lambda: reverse("accounts:token_new")),),
    empty=Empty(
        text=_("No program acts for this workplace."),
        hint=_("With a token your own system can post vacancies here and read who applied."),
        link_text=_("New token"),
        link=lambda: reverse("accounts:token_new"),
    ),
)


@needs("accounts.tokens")
def token_list(request: ActorRequest) -> HttpResponse:
    return TOKENS.respond(request)


@needs("accounts.tokens")
@never_cache
def token_new(request: ActorRequest) -> HttpResponse:
    """The secret stands on the answer to this very POST and nowhere else; sent again, it is not shown again."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        shown: list[str] = []
        try:
            key = submit_once(
                form.token_or_new(), actor=request.actor, act=lambda: _make(request, form, shown)
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            token = get_in_scope(tokens_in_scope(request.actor), request.actor, pk=int(key))
            context = {"token": token, "secret": shown[0] if shown else ""}
            return render(request, "accounts/tokens/made.html", context, status=201)
    return render(request, "accounts/tokens/new.html", {"form": form}, status=422 if form.errors else 200)


def _make(request: ActorRequest, form: TokenForm, shown: list[str]) -> str:
    values = {name: form.cleaned_data[name] for name in TokenForm.field_order}
    token, secret = make_token(actor=request.actor, now=timezone.now(), **values)
    shown.append(secret)
    return str(token.pk)


@needs("accounts.tokens")
def token_revoke(request: ActorRequest, token_id: int) -> HttpResponse:
    token = get_in_scope(tokens_in_scope(request.actor), request.actor, pk=token_id)
    require(request.actor, "accounts.tokens", token.organisation)
    if request.method == "POST":
        revoke_token(token=token, actor=request.actor, now=timezone.now())
        messages.success(request, gettext("{name} was revoked; its next call is refused.").format(name=token))
        return redirect("accounts:tokens")
    return render(request, "accounts/tokens/revoke.html", {"token": token})
