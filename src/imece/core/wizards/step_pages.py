"""Beginning a draft, and its pages one by one. Each works by plain posting; htmx only adds saving while one pauses."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.models import Draft
from imece.core.web.errors import NO_SUCH_PAGE
from imece.core.web.requests import ActorRequest
from imece.core.wizards.answers import Raw, build_form, raw_from_initial, raw_of, without_errors
from imece.core.wizards.definition import Step
from imece.core.wizards.differences import differences, merged
from imece.core.wizards.drafts import StepChanged, begin_draft, open_drafts, save_step, uploaded
from imece.core.wizards.pages import DRAFTS, DraftPages, owner_key, version_of
from imece.core.wizards.progress import Progress
from imece.core.wizards.saved_at import saved_at_text

STAY = "stay"  # like the name of a step in `_go`: keep what was typed, and show this step again
CANNOT_START_YET = define(
    "WIZ-001",
    _("«{step}» cannot be started yet."),
    remedy=_("First complete: {missing}."),
    article="P0.4",
)


class StepPages(DraftPages):
    # ---- beginning
    def start(self, request: ActorRequest) -> HttpResponse:
        """The first page without a draft yet: looking writes nothing. Its token makes two sendings one draft."""
        actor = request.actor
        draft = self._new_draft(request, actor)
        known = dict(self.wizard.initial(actor)) if self.wizard.initial is not None else {}
        action = self.wizard.url("start")
        if self.wizard.prefill is not None and request.GET:
            for slug, values in self.wizard.prefill(actor, request.GET).items():
                known[slug] = {**known.get(slug, {}), **values}
            action = f"{action}?{request.GET.urlencode()}"
        if known:
            draft.answers = self._filled(draft, actor, known)
        return self._begin(request, draft, action)

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
        first = next(step for step in self.wizard.steps if step.shown_if({}))
        if request.method != "POST":
            others = open_drafts(actor, draft.owner_key).filter(
                kind=self.wizard.kind, subject_key=draft.subject_key
            )
            others_shown = [(one, self.wizard.url("resume", token=one.token)) for one in others[:5]]
            progress = Progress(self.wizard, draft, actor)
            return self._step_page(request, draft, first, progress, action=action, others=others_shown)
        stored = begin_draft(draft=draft, actor=actor, now=timezone.now())
        if stored.finished_at is not None:
            return redirect(stored.result_url)
        return self._save(request, stored, first, Progress(self.wizard, stored, actor))

    def _new_draft(self, request: ActorRequest, actor: Actor) -> Draft:
        draft = Draft(kind=self.wizard.kind, person_id=actor.person_id, organisation_id=actor.organisation_id)
        draft.token = _token(request.POST.get("_token", "")) or uuid.uuid4()
        if actor.person_id is None:
            draft.owner_key = owner_key(request, make=request.method == "POST")
        return draft

    def _filled(self, draft: Draft, actor: Actor, initial: Any) -> dict[str, Raw]:
        return {
            step.slug: raw_from_initial(step, draft, actor, initial[step.slug])
            for step in self.wizard.steps
            if step.slug in initial
        }

    # ---- a step
    def step(self, request: ActorRequest, token: uuid.UUID, slug: str) -> HttpResponse:
        step = self.wizard.step(slug)
        if step is None:
            raise NO_SUCH_PAGE(path=request.path)
        draft = self.find(request, token)
        if draft.finished_at is not None:
            return redirect(draft.result_url)
        progress = Progress(self.wizard, draft, request.actor)
        if step not in progress.steps:
            return redirect(self.wizard.url("resume", token=token))
        if not progress.can_start(step):
            titles = [str(one.title) for one in progress.steps if one.slug in step.requires]
            raise CANNOT_START_YET(step=step.title, missing=", ".join(titles))
        return (
            self._save(request, draft, step, progress)
            if request.method == "POST"
            else self._step_page(request, draft, step, progress)
        )

    def _save(self, request: ActorRequest, draft: Draft, step: Step, before: Progress) -> HttpResponse:
        """Keep whatever was typed, then go where the pressed button leads; İleri alone insists on right answers."""
        actor, go = request.actor, request.POST.get("_go", "next")
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
                version=version_of(request.POST.get("_version")),
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
            progress = Progress(self.wizard, saved, actor)
            return self._step_page(request, saved, step, progress, form=form, status=422)
        return redirect(self._after(saved, step, actor, go, "_return" in request.POST))

    def _after(self, draft: Draft, step: Step, actor: Actor, go: str, returns: bool) -> str:
        progress = Progress(self.wizard, draft, actor)
        if go == "later":
            return self.wizard.url("resume", token=draft.token) if draft.owner_key else reverse(DRAFTS)
        named = step if go == STAY else next((one for one in progress.steps if one.slug == go), None)
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
        progress: Progress,
        *,
        form: Any = None,
        action: str = "",
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
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


def _token(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
