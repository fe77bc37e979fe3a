"""The pages of every wizard. Each works by plain posting; htmx only adds saving while one pauses."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imece.core.actor import Actor
from imece.core.errors import Problem, define
from imece.core.models import Draft
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.errors import NO_SUCH_PAGE
from imece.core.web.requests import ActorRequest
from imece.core.wizards.answers import Raw, build_form, raw_from_initial, raw_of, without_errors
from imece.core.wizards.definition import Step, Wizard
from imece.core.wizards.differences import differences, merged
from imece.core.wizards.drafts import (
    StepChanged,
    begin_draft,
    delete_draft,
    drafts_of,
    open_drafts,
    save_step,
    uploaded,
)
from imece.core.wizards.finish import NOT_COMPLETE, RecordChanged, finish_draft, record_differences, settle
from imece.core.wizards.progress import Progress
from imece.core.wizards.saved_at import saved_at_text

Page = Callable[..., HttpResponse | FileResponse]
DRAFTS = "core:drafts"
OWNER = "draft_owner"  # session key of a signed-out owner
CANNOT_START_YET = define(
    "WIZ-001",
    gettext_lazy("«{step}» cannot be started yet."),
    remedy=gettext_lazy("First complete: {missing}."),
    article="P0.4",
)


def wizard_urls(wizard: Wizard, prefix: str) -> list[URLPattern]:
    pages = WizardPages(wizard)
    routes: dict[str, tuple[str, Page]] = {
        "start": ("", pages.start),
        "resume": ("<uuid:token>/", pages.resume),
        "check": ("<uuid:token>/son/", pages.check),
        "delete": ("<uuid:token>/sil/", pages.delete),
        "file": ("<uuid:token>/dosya/<int:number>/", pages.file),
        "step": ("<uuid:token>/<slug:slug>/", pages.step),
    }
    if wizard.subject is not None:
        routes = {"edit": ("kayit/<str:key>/", pages.edit), **routes}
    return [
        path(f"{prefix}{route}", _declared(wizard, name, page), name=f"{wizard.kind}-{name}")
        for name, (route, page) in routes.items()
    ]


def _declared(wizard: Wizard, name: str, page: Page) -> Page:
    def view(request: ActorRequest, **arguments: Any) -> HttpResponse | FileResponse:
        return page(request, **arguments)

    view.__name__ = f"{wizard.kind}_{name}"
    view.keeps_draft = True  # type: ignore[attr-defined]
    view.wizard = wizard  # type: ignore[attr-defined]  # a form kept over a session's end finds its labels by it
    return needs(wizard.permission)(view)


class WizardPages:
    def __init__(self, wizard: Wizard) -> None:
        self.wizard = wizard

    # ---- beginning
    def start(self, request: ActorRequest) -> HttpResponse:
        """The first page without a draft yet: looking writes nothing. Its token makes two sendings one draft."""
        actor = request.actor
        draft = self._new_draft(request, actor)
        if self.wizard.initial is not None:
            draft.answers = self._filled(draft, actor, self.wizard.initial(actor))
        return self._begin(request, draft, self.wizard.url("start"))

    def edit(self, request: ActorRequest, key: str) -> HttpResponse:
        """The same for a record that exists: its values, its version to compare with at the end."""
        assert self.wizard.subject is not None
        actor = request.actor
        subject = self.wizard.subject(actor, key)
        draft = self._new_draft(request, actor)
        draft.subject_key, draft.subject_version, draft.label = (
            subject.key,
            subject.version,
            subject.label[:200],
        )
        draft.answers = draft.subject_answers = self._filled(draft, actor, subject.initial)
        draft.completed = list(Progress(self.wizard, draft, actor).answers)
        return self._begin(request, draft, self.wizard.url("edit", key=key))

    def _begin(self, request: ActorRequest, draft: Draft, action: str) -> HttpResponse:
        actor = request.actor
        first = Progress(self.wizard, draft, actor).steps[0]
        if request.method != "POST":
            others = open_drafts(actor, draft.owner_key).filter(
                kind=self.wizard.kind, subject_key=draft.subject_key
            )
            others_shown = [(one, self.wizard.url("resume", token=one.token)) for one in others[:5]]
            return self._step_page(request, draft, first, action=action, others=others_shown)
        stored = begin_draft(draft=draft, actor=actor, now=timezone.now())
        if stored.finished_at is not None:
            return redirect(stored.result_url)
        return self._save(request, stored, first)

    def _new_draft(self, request: ActorRequest, actor: Actor) -> Draft:
        draft = Draft(kind=self.wizard.kind, person_id=actor.person_id, organisation_id=actor.organisation_id)
        draft.token = _token(request.POST.get("_token", "")) or uuid.uuid4()
        if actor.person_id is None:
            draft.owner_key = _owner_key(request, make=request.method == "POST")
        return draft

    def _filled(self, draft: Draft, actor: Actor, initial: Any) -> dict[str, Raw]:
        return {
            step.slug: raw_from_initial(step, draft, actor, initial[step.slug])
            for step in self.wizard.steps
            if step.slug in initial
        }

    # ---- a step
    def resume(self, request: ActorRequest, token: uuid.UUID) -> HttpResponse:
        draft = self._draft(request, token)
        if draft.finished_at is not None:
            return redirect(draft.result_url)
        progress = Progress(self.wizard, draft, request.actor)
        first = next((one for one in progress.steps if progress.status(one) == "not_completed"), None)
        return redirect(progress.step_url(first) if first else self.wizard.url("check", token=token))

    def step(self, request: ActorRequest, token: uuid.UUID, slug: str) -> HttpResponse:
        step = self.wizard.step(slug)
        if step is None:
            raise NO_SUCH_PAGE(path=request.path)
        draft = self._draft(request, token)
        if draft.finished_at is not None:
            return redirect(draft.result_url)
        progress = Progress(self.wizard, draft, request.actor)
        if step not in progress.steps:
            return redirect(self.wizard.url("resume", token=token))
        if not progress.can_start(step):
            titles = [str(one.title) for one in progress.steps if one.slug in step.requires]
            raise CANNOT_START_YET(step=step.title, missing=", ".join(titles))
        return (
            self._save(request, draft, step)
            if request.method == "POST"
            else self._step_page(request, draft, step)
        )

    def _save(self, request: ActorRequest, draft: Draft, step: Step) -> HttpResponse:
        """Keep whatever was typed, then go where the pressed button leads; İleri alone insists on right answers."""
        actor, go = request.actor, request.POST.get("_go", "next")
        before = Progress(self.wizard, draft, actor)
        raw = raw_of(request.POST)
        if "_settle" in request.POST:
            chosen = {key: str(value) for key, value in request.POST.items()}
            stored = draft.answers.get(step.slug, {})
            raw = merged(step.slug, self._builder(draft, step, actor), raw, stored, chosen)
        form = build_form(self.wizard, step, draft, actor, before.answers, raw=raw, files=request.FILES)
        is_valid = form.is_valid()
        cleared = [name for name in form.fields if f"{form.add_prefix(name)}-clear" in request.POST]
        is_completed = is_valid and (go != "autosave" or step.slug in draft.completed)
        try:
            saved = save_step(
                draft=draft,
                slug=step.slug,
                raw=raw,
                version=_number(request.POST.get("_version")),
                is_completed=is_completed,
                files=uploaded(request.FILES, form),
                cleared=cleared,
                actor=actor,
                now=timezone.now(),
            )
        except StepChanged as changed:
            return self._conflict_page(request, changed.draft, step, raw, go)
        if go == "autosave":
            return self._autosaved(request, saved, step)
        if go == "next" and not is_valid:
            return self._step_page(request, saved, step, form=form, status=422)
        return redirect(self._after(saved, step, actor, go, "_return" in request.POST))

    def _after(self, draft: Draft, step: Step, actor: Actor, go: str, returns: bool) -> str:
        progress = Progress(self.wizard, draft, actor)
        if go == "later":
            return self.wizard.url("resume", token=draft.token) if draft.owner_key else reverse(DRAFTS)
        named = next((one for one in progress.steps if one.slug == go), None)
        if named is not None:
            return progress.step_url(named)
        following = progress.neighbour(step, -1 if go == "back" else 1) if step in progress.steps else None
        if go == "son" or (go == "next" and returns) or following is None:
            return self.wizard.url("check", token=draft.token)
        return progress.step_url(following)

    def _step_page(
        self,
        request: ActorRequest,
        draft: Draft,
        step: Step,
        *,
        form: Any = None,
        action: str = "",
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        actor = request.actor
        progress = Progress(self.wizard, draft, actor)
        if form is None:
            form = self._quiet_form(request, draft, step, progress)
        context = {
            "wizard": self.wizard,
            "draft": draft,
            "step": step,
            "form": form,
            "action": action or progress.step_url(step),
            "tasks": progress.tasks(step.slug),
            "previous": progress.neighbour(step, -1),
            "is_stored": draft.pk is not None,
            "saved_text": saved_at_text(draft.updated_at) if draft.pk else "",
            "returns": "don" in request.GET or "_return" in request.POST,
            "delete_url": self.wizard.url("delete", token=draft.token),
        }
        return render(request, step.template, context | more, status=status)

    def _quiet_form(self, request: ActorRequest, draft: Draft, step: Step, progress: Progress) -> Any:
        """What was typed, without complaint; with its errors when a link of the check page asks for them."""
        shows_errors = "hatalar" in request.GET
        raw = draft.answers.get(step.slug, {} if shows_errors else None)
        form = build_form(self.wizard, step, draft, progress.actor, progress.answers, raw=raw)
        return form if shows_errors or raw is None else without_errors(form)

    def _autosaved(self, request: ActorRequest, draft: Draft, step: Step) -> HttpResponse:
        context = {"draft": draft, "saved_text": saved_at_text(draft.updated_at)}
        response = render(request, "core/wizards/_saved.html", context)
        response.headers["HX-Replace-Url"] = self.wizard.url("step", token=draft.token, slug=step.slug)
        return response

    def _conflict_page(
        self, request: ActorRequest, stored: Draft, step: Step, mine: Raw, go: str
    ) -> HttpResponse:
        if go == "autosave":
            return render(request, "core/wizards/_changed_elsewhere.html")
        theirs = stored.answers.get(step.slug, {})
        build = self._builder(stored, step, request.actor)
        context = {
            "wizard": self.wizard,
            "groups": [(step, differences(step.slug, build, mine, theirs))],
            "action": self.wizard.url("step", token=stored.token, slug=step.slug),
            "kept": [(key, value) for key, values in mine.items() for value in values],
            "version": stored.version,
            "go": go,
            "theirs_at": saved_at_text(stored.updated_at),
        }
        return render(request, "core/wizards/conflict.html", context, status=409)

    def _builder(self, draft: Draft, step: Step, actor: Actor) -> Callable[[Raw], Any]:
        return lambda raw: build_form(self.wizard, step, draft, actor, {}, raw=raw)

    # ---- the end
    def check(self, request: ActorRequest, token: uuid.UUID) -> HttpResponse:
        """*İşlem Sonu*. A second press, or Back and again, leads to the same result page."""
        draft, actor = self._draft(request, token), request.actor
        if draft.finished_at is not None:
            return redirect(draft.result_url)
        if request.method != "POST":
            return self._check_page(request, draft)
        try:
            if "_settle" in request.POST:
                return self._settle(request, draft)
            return redirect(finish_draft(wizard=self.wizard, draft=draft, actor=actor, now=timezone.now()))
        except RecordChanged as changed:
            return self._record_page(request, draft, changed)
        except Problem as problem:
            if problem.kind.status in (403, 404):
                raise
            return self._check_page(request, draft, problem)

    def _check_page(self, request: ActorRequest, draft: Draft, problem: Problem | None = None) -> HttpResponse:
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
        return render(
            request, "core/wizards/check.html", context, status=problem.kind.status if problem else 200
        )

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
        if subject.version != _number(request.POST.get("_version")):
            raise RecordChanged(subject)
        settle(self.wizard, draft, actor, subject, {key: str(value) for key, value in request.POST.items()})
        return redirect(self.wizard.url("check", token=draft.token))

    # ---- the rest
    def delete(self, request: ActorRequest, token: uuid.UUID) -> HttpResponse:
        draft = self._draft(request, token)
        if request.method != "POST":
            back = self.wizard.url("resume", token=token)
            return render(
                request, "core/wizards/delete.html", {"wizard": self.wizard, "draft": draft, "back_url": back}
            )
        delete_draft(draft=draft, actor=request.actor)
        messages.success(request, _("The draft was deleted."))
        return redirect(self.wizard.url("start") if draft.owner_key else DRAFTS)

    def file(self, request: ActorRequest, token: uuid.UUID, number: int) -> HttpResponse | FileResponse:
        draft = self._draft(request, token)
        stored = get_in_scope(draft.files.all(), request.actor, pk=number)
        return FileResponse(stored.file.open("rb"), as_attachment=True, filename=stored.name)

    def _draft(self, request: ActorRequest, token: uuid.UUID) -> Draft:
        actor = request.actor
        rows = drafts_of(actor, _owner_key(request)).filter(kind=self.wizard.kind)
        return get_in_scope(rows.prefetch_related("files"), actor, token=token)


def _problem_url(progress: Progress, problem: Problem | None) -> str:
    """The page whose form has the field the rule complains of."""
    if problem is None or not problem.field:
        return ""
    step = next((one for one in progress.steps if problem.field in progress.forms[one.slug].fields), None)
    return f"{progress.step_url(step)}?don=son#id_{problem.field}" if step else ""


def _owner_key(request: ActorRequest, *, make: bool = False) -> str:
    if make and OWNER not in request.session:
        request.session[OWNER] = uuid.uuid4().hex
    return str(request.session.get(OWNER, ""))


def _token(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
