"""A form that arrived after the session had ended: sealed, for half an hour, given back to the same person alone."""

import json
import secrets
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.accounts.domain.actors import capacity_for
from imece.accounts.domain.sealing import fingerprint, seal, unseal
from imece.accounts.models import KeptForm
from imece.accounts.web.session import LastSession, choose, owner_of
from imece.core.errors import Problem
from imece.core.web.access import needs

COOKIE = "yarim-form"
LIFETIME = timedelta(minutes=30)
LARGEST = 256 * 1024  # characters of JSON
NEVER_KEPT = ("csrfmiddlewaretoken",)


def keep_form(request: HttpRequest, last: LastSession, *, now: datetime) -> str | None:
    """The token for the cookie; None when there is nothing to keep or it is too large."""
    fields = [
        (name, values) for name, values in request.POST.lists() if name not in NEVER_KEPT and "password" not in name
    ]
    body = json.dumps(fields)
    if not fields or len(body) > LARGEST:
        return None
    KeptForm.objects.filter(expires_at__lt=now).delete()
    token = secrets.token_urlsafe(32)
    KeptForm.objects.create(
        token_hash=fingerprint("kept form", token),
        owner=last.owner,
        path=request.get_full_path()[:500],
        body=seal(body),
        had_files=bool(request.FILES),
        organisation_id=last.organisation_id,
        through_id=last.through_id,
        expires_at=now + LIFETIME,
    )
    return token


def set_cookie(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def find_form(request: HttpRequest, *, now: datetime) -> KeptForm | None:
    """Only with the cookie of this browser and only for the person who typed it."""
    token = request.COOKIES.get(COOKIE, "")
    rows = KeptForm.objects.filter(token_hash=fingerprint("kept form", token), expires_at__gt=now)
    return rows.filter(owner=owner_of(request.user)).first() if token else None  # type: ignore[arg-type]


@needs("accounts.own")
def kept_form(request: HttpRequest) -> HttpResponse:
    """Shows what was typed and sends it again to where it was meant for, on the person's word."""
    now = timezone.now()
    kept = find_form(request, now=now)
    body = unseal(kept.body) if kept else None
    if kept is None or body is None:
        messages.info(request, _("There is no kept form any more."))
        return redirect("/")
    if kept.organisation_id and not request.session.get("organisation"):
        capacity = capacity_for(request.user, timezone.localdate(), kept.organisation_id, kept.through_id)
        if capacity is not None:
            choose(request, kept.organisation_id, kept.through_id)
            return redirect(request.path)  # as the one he acts for now
    typed: dict[str, list[str]] = dict(json.loads(body))
    if (page := _taken_back(request, kept, typed)) is not None:
        page.delete_cookie(COOKIE)
        return page
    fields = [(name, value) for name, values in typed.items() for value in values]
    shown = [(name, value) for name, value in fields if value and not name.startswith("_")]
    context = {"path": kept.path, "fields": fields, "shown": shown, "had_files": kept.had_files}
    response = render(request, "accounts/kept_form.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _taken_back(request: HttpRequest, kept: KeptForm, typed: dict[str, list[str]]) -> HttpResponse | None:
    """A wizard's page takes what was typed into its draft and shows it in place; None: it stands here to be sent."""
    found = resolve(urlsplit(kept.path).path)
    take_back = getattr(found.func, "take_back", None)
    if take_back is None:
        return None
    try:
        page: HttpResponse = take_back(request, typed, *found.args, **found.kwargs)
    except Problem:  # the draft is gone, or may not be gone on with
        return None
    if kept.had_files:
        messages.warning(request, _("Files are not kept: choose them again."))
    return page
