"""A form that arrived after the session had ended, or before a duty was done: given back to the same person alone."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.accounts.domain import kept as keeping
from imece.accounts.domain.actors import capacity_for
from imece.accounts.domain.queries import kept_form_of
from imece.accounts.models import KeptForm
from imece.accounts.web.kept_labels import shown_fields
from imece.accounts.web.session import LastSession, choose, owner_of, person_of
from imece.core.errors import Problem
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest

COOKIE = "yarim-form"
NEVER_KEPT = ("csrfmiddlewaretoken",)


def keep_form(request: ActorRequest, last: LastSession, *, now: datetime) -> str | None:
    """The token for the cookie; None when there is nothing to keep or it is too large."""
    names = [name for name in request.POST if name not in NEVER_KEPT and "password" not in name]
    return keeping.keep_fields(
        [(name, [str(value) for value in request.POST.getlist(name)]) for name in names],
        owner=last.owner,
        path=request.get_full_path(),
        had_files=bool(request.FILES),
        organisation_id=last.organisation_id,
        through_id=last.through_id,
        now=now,
    )


def set_cookie(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(keeping.LIFETIME.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def find_form(request: ActorRequest, *, now: datetime) -> KeptForm | None:
    """Only with the cookie of this browser and only for the person who typed it."""
    return kept_form_of(request.COOKIES.get(COOKIE, ""), owner_of(person_of(request)), now=now)


@needs("accounts.own")
def kept_form(request: ActorRequest) -> HttpResponse:
    """Shows what was typed and sends it again to where it was meant for, on the person's word."""
    kept = find_form(request, now=timezone.now())
    fields = keeping.fields_of(kept) if kept else None
    if kept is None or fields is None:
        messages.info(request, _("There is no kept form any more."))
        return redirect("/")
    if _act_as_then(request, kept):
        return redirect(request.path)  # as the one he acts for now
    if (page := _taken_back(request, kept, fields)) is not None:
        page.delete_cookie(COOKIE)
        return page
    context: dict[str, Any] = {
        "path": kept.path,
        "fields": [(name, value) for name, values in fields for value in values],
        "shown": shown_fields(kept.path, fields),
        "had_files": kept.had_files,
    }
    response = render(request, "accounts/kept_form.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _taken_back(request: ActorRequest, kept: KeptForm, fields: keeping.Fields) -> HttpResponse | None:
    """A wizard takes what was typed into its draft and shows it in place. None: here it stands, to be sent."""
    found = resolve(urlsplit(kept.path).path)
    take_back = getattr(found.func, "take_back", None)
    if take_back is None:
        return None
    try:
        page: HttpResponse = take_back(request, dict(fields), *found.args, **found.kwargs)
    except Problem:  # the draft is gone, or may not be gone on with
        return None
    if kept.had_files:
        messages.warning(request, _("Files are not kept: choose them again."))
    return page


def _act_as_then(request: ActorRequest, kept: KeptForm) -> bool:
    """True when he acts for somebody else from the next request on."""
    if not kept.organisation_id or request.session.get("organisation"):
        return False
    person, today = person_of(request), timezone.localdate()
    if capacity_for(person, today, kept.organisation_id, kept.through_id) is None:
        return False
    choose(request, kept.organisation_id, kept.through_id)
    return True
