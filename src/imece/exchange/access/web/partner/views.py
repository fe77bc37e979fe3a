"""**Erişim** of the institution: where its connection stands, its credentials, handing over, the sandbox."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.access.domain.credentials import hand_over_key, hand_over_secret, open_sandbox_credential
from imece.exchange.access.domain.keys import bind_certificate
from imece.exchange.access.domain.overview import overview_of
from imece.exchange.access.domain.queries import credentials_in_scope, institution_of
from imece.exchange.access.domain.workflow import CREDENTIAL
from imece.exchange.access.enums import CredentialKind, CredentialState
from imece.exchange.access.models import Credential
from imece.exchange.access.web.facts import (
    KIND_OF_STATE,
    credential_columns,
    facts_of_credential,
    purpose_of,
    state_of,
)
from imece.exchange.access.web.partner.fields import CertificateForm, PublicKeyForm, SandboxForm
from imece.exchange.access.web.steps import OWN_CREDENTIAL

CREDENTIALS = ListPage(
    name="credentials",
    title=_("Credentials"),
    intro=_("One credential an institution, never one a person; while it is replaced, two."),
    columns=credential_columns("access_credential", shows_institution=False),
    rows=lambda actor, criteria: credentials_in_scope(actor),
    order=("-id",),
    row_label=str,
    empty=Empty(
        text=_("Your institution has no credential yet."),
        hint=_("It comes with an approved KPS information form; for trying out you can open one yourself."),
        link_text=_("New sandbox credential"),
        link=lambda: reverse("access_sandbox_new"),
    ),
)


@needs("access.own")
def overview(request: ActorRequest) -> HttpResponse:
    """Where the connection stands, and what to do next."""
    actor, now = request.actor, timezone.now()
    found = overview_of(institution_of(actor), now)
    addresses = [
        {"address": one, "purpose": purpose_of(one), "state": state_of(one, now)} for one in found.addresses
    ]
    return render(request, "access/overview.html", {"found": found, "addresses": addresses})


@needs("access.own")
def credential_list(request: ActorRequest) -> HttpResponse:
    return CREDENTIALS.respond(request)


@needs("access.own")
def credential(request: ActorRequest, credential_id: int) -> HttpResponse:
    found, actor, now = _found(request, credential_id), request.actor, timezone.now()
    hand_over = CREDENTIAL.table.move("hand_over")
    context = {
        "found": found,
        "kind": KIND_OF_STATE.get(CredentialState(found.state), ""),
        "facts": facts_of_credential(found),
        "options": OWN_CREDENTIAL.options(found, actor, now),
        "step_url": "access_credential_step",
        "waits": found.state == CredentialState.APPROVED,
        "why_not_fetched": CREDENTIAL.why_not(hand_over, found, actor, now),
        "may_bind": found.state in {CredentialState.ISSUED, CredentialState.ACTIVE}
        and not found.certificate_thumbprint
        and is_permitted(actor, "access.own", found),
        "history": CREDENTIAL.told_history(found)[::-1],
        "is_desk": False,
    }
    return render(request, "access/credential.html", context)


@needs("access.own")
def credential_step(request: ActorRequest, credential_id: int, step: str) -> HttpResponse:
    found = _found(request, credential_id)
    back = reverse("access_credential", args=[found.pk])
    return OWN_CREDENTIAL.respond(request, found, step, back=back, done=_("Done."))


@needs("credentials.receive")
@never_cache
def handover(request: ActorRequest, credential_id: int) -> HttpResponse:
    """The password stands on the answer to this very press and nowhere else; a key is registered here."""
    found, actor, now = _found(request, credential_id), request.actor, timezone.now()
    has_key = found.kind == CredentialKind.PRIVATE_KEY
    form = PublicKeyForm(request.POST or None) if has_key else PublicKeyForm()
    if request.method == "POST" and (not has_key or form.is_valid()):
        try:
            if has_key:
                hand_over_key(
                    credential=found, public_key=form.cleaned_data["public_key"], actor=actor, now=now
                )
                messages.success(request, gettext("The key was registered. Now put the credential into use."))
                return redirect("access_credential", found.pk)
            secret = hand_over_secret(credential=found, actor=actor, now=now)
            return render(request, "access/secret.html", {"found": found, "secret": secret}, status=201)
        except Problem as problem:
            add_problem(form, problem)
    why_not = CREDENTIAL.why_not(CREDENTIAL.table.move("hand_over"), found, actor, now)
    context = {"found": found, "form": form, "has_key": has_key, "why_not": "" if form.errors else why_not}
    return render(request, "access/handover.html", context, status=422 if form.errors else 200)


@needs("access.own")
def certificate(request: ActorRequest, credential_id: int) -> HttpResponse:
    found = _found(request, credential_id)
    form = CertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pem = form.cleaned_data["certificate"]
            bind_certificate(credential=found, pem=pem, actor=request.actor, now=timezone.now())
            messages.success(request, gettext("The credential is bound to the certificate."))
            return redirect("access_credential", found.pk)
        except Problem as problem:
            add_problem(form, problem)
    return render(
        request, "access/certificate.html", {"found": found, "form": form}, status=422 if form.errors else 200
    )


@needs("access.own")
@never_cache
def sandbox_new(request: ActorRequest) -> HttpResponse:
    """Self-service; sent again, the password is not shown again."""
    form = SandboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shown: list[str] = []
        try:
            key = submit_once(
                form.token_or_new(), actor=request.actor, act=lambda: _open(request, form, shown)
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            found = _found(request, int(key))
            if not shown or not shown[0]:
                return redirect("access_credential", found.pk)
            return render(request, "access/secret.html", {"found": found, "secret": shown[0]}, status=201)
    return render(request, "access/sandbox_new.html", {"form": form}, status=422 if form.errors else 200)


def _open(request: ActorRequest, form: SandboxForm, shown: list[str]) -> str:
    public_key = form.cleaned_data["public_key"]
    made, secret = open_sandbox_credential(public_key=public_key, actor=request.actor, now=timezone.now())
    shown.append(secret)
    return str(made.pk)


def _found(request: ActorRequest, credential_id: int) -> Credential:
    return get_in_scope(credentials_in_scope(request.actor), request.actor, pk=credential_id)
