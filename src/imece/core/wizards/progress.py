"""Where a draft stands: which steps are shown, what each holds, and whether it is right."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.core.models import Draft
from imece.core.wizards.answers import build_form, summary_lines
from imece.core.wizards.definition import Step, Wizard


class Status(StrEnum):
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"
    CANNOT_START_YET = "cannot_start_yet"


STATUS_LABELS: dict[Status, Text] = {
    Status.COMPLETED: _("Completed"),
    Status.NOT_COMPLETED: _("Not completed"),
    Status.CANNOT_START_YET: _("Cannot start yet"),
}


@dataclass(frozen=True)
class Task:
    """One line of the task list on the left."""

    slug: str
    title: Text
    status: Status
    url: str
    is_current: bool = False

    @property
    def status_label(self) -> Text:
        return STATUS_LABELS[self.status]

    @property
    def can_start(self) -> bool:
        return self.status != Status.CANNOT_START_YET


@dataclass(frozen=True)
class SectionError:
    """`url` leads to the field on its page, with the errors shown."""

    text: str
    url: str


@dataclass(frozen=True)
class Section:
    """One step on the check page."""

    step: Step
    lines: list[tuple[str, str]]
    errors: list[SectionError]
    change_url: str


class Progress:
    """Every shown step's form, validated once in order; `answers` are the valid ones' cleaned data."""

    def __init__(self, wizard: Wizard, draft: Draft, actor: Actor) -> None:
        self.wizard, self.draft, self.actor = wizard, draft, actor
        self.answers: dict[str, Mapping[str, Any]] = {}
        self.forms: dict[str, Any] = {}
        self.steps: list[Step] = []
        if draft.pk is not None:
            prefetch_related_objects([draft], "files")
        for step in wizard.steps:
            if step.shown_if(self.answers):
                self._read(step)

    def _read(self, step: Step) -> None:
        self.steps.append(step)
        raw = self.draft.answers.get(step.slug, {})
        form = build_form(self.wizard, step, self.draft, self.actor, self.answers, raw=raw)
        self.forms[step.slug] = form
        if form.is_valid():
            self.answers[step.slug] = form.cleaned_data

    @property
    def is_complete(self) -> bool:
        return len(self.answers) == len(self.steps)

    def status(self, step: Step) -> Status:
        if step.slug in self.draft.completed and step.slug in self.answers:
            return Status.COMPLETED
        return Status.NOT_COMPLETED if self.can_start(step) else Status.CANNOT_START_YET

    def can_start(self, step: Step) -> bool:
        shown = {one.slug for one in self.steps}
        return all(name in self.draft.completed for name in step.requires if name in shown)

    def tasks(self, current: str) -> list[Task]:
        tasks = [
            Task(one.slug, one.title, self.status(one), self.step_url(one), one.slug == current)
            for one in self.steps
        ]
        ready = Status.NOT_COMPLETED if self.draft.answers else Status.CANNOT_START_YET
        url = self.wizard.url("check", token=self.draft.token)
        return [*tasks, Task("son", _("End of the process"), ready, url, current == "son")]

    def step_url(self, step: Step) -> str:
        return self.wizard.url("step", token=self.draft.token, slug=step.slug)

    def neighbour(self, step: Step, distance: int) -> Step | None:
        place = [one.slug for one in self.steps].index(step.slug) + distance
        return self.steps[place] if 0 <= place < len(self.steps) else None

    @property
    def first_open(self) -> Step | None:
        return next((one for one in self.steps if self.status(one) != Status.COMPLETED), None)

    @property
    def sections(self) -> list[Section]:
        return [self._section(step) for step in self.steps]

    def _section(self, step: Step) -> Section:
        form, url = self.forms[step.slug], self.step_url(step)
        return Section(
            step, summary_lines(form), self._errors(form, f"{url}?hatalar=1&don=son"), f"{url}?don=son"
        )

    @staticmethod
    def _errors(form: Any, url: str) -> list[SectionError]:
        errors = []
        for name, texts in form.errors.items():
            bound = form[name] if name in form.fields else None
            anchor = f"#{bound.id_for_label}" if bound and bound.id_for_label else ""
            label = f"{bound.label}: " if bound else ""
            errors += [SectionError(f"{label}{text}", f"{url}{anchor}") for text in texts]
        return errors
