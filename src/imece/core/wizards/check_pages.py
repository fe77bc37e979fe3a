"""The last page, *İşlem Sonu*: everything to read once more, and *Kaydet*."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from imece.core.errors import Problem
from imece.core.models import Draft
from imece.core.web.requests import ActorRequest
from imece.core.wizards.finish import NOT_COMPLETE, RecordChanged, finish_draft, record_differences, settle
from imece.core.wizards.pages import DraftPages, version_of
from imece.core.wizards.progress import Progress
from imece.core.wizards.saved_at import saved_at_text


class CheckPages(DraftPages):
    def check(self, request: ActorRequest, token: uuid.UUID) -> HttpResponse:
        """*İşlem Sonu*. A second press, or Back and again, leads to the same result page."""
        draft, actor = self.find(request, token), request.actor
        if draft.finished_at is not None:
            return redirect(draft.result_url)
        if request.method != "POST":
            return self._check_page(request, draft)
        try:
            if "_settle" in request.POST:
                return self._settle(request, draft)
            result = finish_draft(wizard=self.wizard, draft=draft, actor=actor, now=timezone.now())
        except RecordChanged as changed:
            return self._record_page(request, draft, changed)
        except Problem as problem:
            if problem.kind.status in (403, 404):
                raise
            return self._check_page(request, draft, problem)
        if self.wizard.saved_message:
            messages.success(request, str(self.wizard.saved_message))
        return redirect(result)

    def _check_page(
        self, request: ActorRequest, draft: Draft, problem: Problem | None = None
    ) -> HttpResponse:
        progress = Progress(self.wizard, draft, request.actor)
        sections = progress.sections
        context = {
            "wizard": self.wizard,
            "draft": draft,
            "tasks": progress.tasks("son"),
            "sections": sections,
            "problem": problem,
            "shows_errors": problem is not None and problem.kind is NOT_COMPLETE,
            "problem_url": _problem_url(progress, problem),
            "last_url": progress.step_url(progress.steps[-1]),
            "delete_url": self.wizard.url("delete", token=draft.token),
            "saved_text": saved_at_text(draft.updated_at),
        }
        if self.wizard.check_context is not None:
            context |= self.wizard.check_context(
                draft=draft,
                answers=progress.answers,
                is_complete=progress.is_complete,
                actor=request.actor,
                step_url_of=lambda name: _url_of_field(progress, name),
            )
        status = problem.kind.status if problem else 200
        return render(request, self.wizard.check_template, context, status=status)

    def _record_page(self, request: ActorRequest, draft: Draft, changed: RecordChanged) -> HttpResponse:
        context = {
            "wizard": self.wizard,
            "groups": record_differences(self.wizard, draft, request.actor, changed.subject),
            "action": self.wizard.url("check", token=draft.token),
            "version": changed.subject.version,
            "is_record": True,
        }
        return render(request, "core/wizards/conflict.html", context, status=409)

    def _settle(self, request: ActorRequest, draft: Draft) -> HttpResponse:
        """Changed once more since the choice was shown: the choice is asked again."""
        assert self.wizard.subject is not None
        actor = request.actor
        subject = self.wizard.subject(actor, draft.subject_key)
        if subject.version != version_of(request.POST.get("_version")):
            raise RecordChanged(subject)
        settle(self.wizard, draft, actor, subject, {key: str(value) for key, value in request.POST.items()})
        return redirect(self.wizard.url("check", token=draft.token))


def _problem_url(progress: Progress, problem: Problem | None) -> str:
    """The page whose form has the field the rule complains of."""
    return _url_of_field(progress, problem.field) if problem is not None and problem.field else ""


def _url_of_field(progress: Progress, name: str) -> str:
    step = next((one for one in progress.steps if name in progress.form(one).fields), None)
    return f"{progress.step_url(step)}?don=son#id_{name}" if step else ""
