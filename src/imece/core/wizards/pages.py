"""What every page of a wizard needs: the draft in its owner's scope. And the pages about the draft as a whole."""

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from imece.core.formats import whole_of
from imece.core.models import Draft
from imece.core.scope import get_in_scope
from imece.core.web.requests import ActorRequest
from imece.core.wizards.definition import Wizard
from imece.core.wizards.drafts import delete_draft, drafts_of
from imece.core.wizards.progress import Progress, Status

DRAFTS = "core:drafts"
OWNER = "draft_owner"  # session key of a signed-out owner


class DraftPages:
    def __init__(self, wizard: Wizard) -> None:
        self.wizard = wizard

    def resume(self, request: ActorRequest, token: uuid.UUID) -> HttpResponse:
        draft = self.find(request, token)
        if draft.finished_at is not None:
            return redirect(draft.result_url)
        progress = Progress(self.wizard, draft, request.actor)
        first = next((one for one in progress.steps if progress.status(one) == Status.NOT_COMPLETED), None)
        return redirect(progress.step_url(first) if first else self.wizard.url("check", token=token))

    def delete(self, request: ActorRequest, token: uuid.UUID) -> HttpResponse:
        draft = self.find(request, token)
        if request.method != "POST":
            back = self.wizard.url("resume", token=token)
            return render(
                request, "core/wizards/delete.html", {"wizard": self.wizard, "draft": draft, "back_url": back}
            )
        delete_draft(draft=draft, actor=request.actor)
        messages.success(request, _("The draft was deleted."))
        return redirect(self.wizard.url("start") if draft.owner_key else DRAFTS)

    def file(self, request: ActorRequest, token: uuid.UUID, number: int) -> HttpResponse | FileResponse:
        draft = self.find(request, token)
        stored = get_in_scope(draft.files.all(), request.actor, pk=number)
        return FileResponse(stored.file.open("rb"), as_attachment=True, filename=stored.name)

    def find(self, request: ActorRequest, token: uuid.UUID) -> Draft:
        actor = request.actor
        rows = drafts_of(actor, owner_key(request)).filter(kind=self.wizard.kind)
        return get_in_scope(rows.prefetch_related("files"), actor, token=token)


def owner_key(request: ActorRequest, *, make: bool = False) -> str:
    if make and OWNER not in request.session:
        request.session[OWNER] = uuid.uuid4().hex
    return str(request.session.get(OWNER, ""))


def version_of(text: str | None) -> int:
    return whole_of(text) or 0
