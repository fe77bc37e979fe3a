"""The addresses of a wizard, and what its pages do with a form that outlived its session."""

import copy
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.datastructures import MultiValueDict

from imece.core.permissions import require
from imece.core.remembering import remembering
from imece.core.web.access import PUBLIC, needs
from imece.core.web.requests import ActorRequest
from imece.core.wizards.answers import Raw
from imece.core.wizards.check_pages import CheckPages
from imece.core.wizards.definition import Wizard
from imece.core.wizards.pages import DraftPages
from imece.core.wizards.step_pages import STAY, StepPages

Page = Callable[..., HttpResponse | FileResponse]
DRAFT_ALONE = frozenset({"start", "edit", "step"})
"""They write nothing but the draft, and each of its pages asks for the same: it is asked once, as for every GET."""


def wizard_urls(wizard: Wizard, prefix: str) -> list[URLPattern]:
    steps, check, drafts = StepPages(wizard), CheckPages(wizard), DraftPages(wizard)
    routes: dict[str, tuple[str, Page]] = {
        "start": ("", steps.start),
        "resume": ("<uuid:token>/", drafts.resume),
        "check": ("<uuid:token>/son/", check.check),
        "delete": ("<uuid:token>/sil/", drafts.delete),
        "file": ("<uuid:token>/dosya/<int:number>/", drafts.file),
        "step": ("<uuid:token>/<slug:slug>/", steps.step),
    }
    if wizard.subject is not None:
        routes = {"edit": ("kayit/<str:key>/", steps.edit), **routes}
    return [
        path(f"{prefix}{route}", _declared(wizard, name, page), name=f"{wizard.kind}-{name}")
        for name, (route, page) in routes.items()
    ]


def _declared(wizard: Wizard, name: str, page: Page) -> Page:
    def view(request: ActorRequest, **arguments: Any) -> HttpResponse | FileResponse:
        if name not in DRAFT_ALONE and request.method != "GET":
            return page(request, **arguments)
        with remembering():
            return page(request, **arguments)

    view.__name__ = f"{wizard.kind}_{name}"
    view.wizard = wizard  # type: ignore[attr-defined]  # a form kept over a session's end finds its labels by it
    if name in DRAFT_ALONE:
        view.take_back = _taking_back(wizard, page)  # type: ignore[attr-defined]  # accounts asks the view for it
    return needs(wizard.permission)(view)


def _taking_back(wizard: Wizard, page: Page) -> Page:
    """What was typed while the session ended goes into the draft; then the step is shown again, nothing is finished.

    Called with the person signed in again, and the fields as they were posted.
    """

    def take_back(request: ActorRequest, typed: Raw, **arguments: Any) -> HttpResponse | FileResponse:
        if wizard.permission != PUBLIC:
            require(request.actor, wizard.permission)
        again = copy.copy(request)
        again.method = "POST"
        again.POST = QueryDict(urlencode({**typed, "_go": STAY}, doseq=True))
        again._files = MultiValueDict()  # type: ignore[attr-defined]  # else Django would read the GET's body for them
        return page(again, **arguments)

    return take_back
