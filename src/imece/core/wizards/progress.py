"""Where a draft stands: which steps are shown, what each holds, and whether it is right."""

from collections.abc import Iterator, Mapping, Sequence
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


class ValidAnswers(Mapping[str, Mapping[str, Any]]):
    """Cleaned data of those steps that are right; a step is read when somebody asks for its answers."""

    def __init__(self, progress: "Progress", steps: Sequence[Step]) -> None:
        self.progress, self.steps = progress, {one.slug: one for one in steps}

    def __getitem__(self, slug: str) -> Mapping[str, Any]:
        form = self.progress.form(self.steps[slug])
        if not form.is_valid():
            raise KeyError(slug)
        return form.cleaned_data  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[str]:
        return (slug for slug, step in self.steps.items() if self.progress.form(step).is_valid())

    def __len__(self) -> int:
        return sum(1 for _slug in self)


class Progress:
    """The shown steps in order, and what they hold. Each form is built once, and only when it is asked for: keeping
    one page does not look at the others.
    """

    def __init__(self, wizard: Wizard, draft: Draft, actor: Actor) -> None:
        self.wizard, self.draft, self.actor = wizard, draft, actor
        self.steps: list[Step] = []
        self._forms: dict[str, Any] = {}
        for step in wizard.steps:
            if step.shown_if(ValidAnswers(self, self.steps)):
                self.steps.append(step)
        self.answers = ValidAnswers(self, self.steps)

    def form(self, step: Step) -> Any:
        """Bound to what the draft holds and validated; it knows the answers of the steps before it."""
        if step.slug not in self._forms:
            if self.draft.pk is not None and not self._forms:
                prefetch_related_objects([self.draft], "files")
            known = ValidAnswers(self, self.steps[: self.steps.index(step)])
            raw = self.draft.answers.get(step.slug, {})
            form = build_form(self.wizard, step, self.draft, self.actor, known, raw=raw)
            form.full_clean()
            self._forms[step.slug] = form
        return self._forms[step.slug]

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
        form, url = self.form(step), self.step_url(step)
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
