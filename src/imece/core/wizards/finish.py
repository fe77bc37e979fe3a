"""The last button, *Kaydet*: everything validated anew, saved once, answered the same however often it is pressed."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.models import Draft
from imece.core.transactions import verb
from imece.core.wizards.answers import Raw, build_form, raw_from_initial
from imece.core.wizards.definition import Step, Subject, Wizard
from imece.core.wizards.differences import Build, Difference, differences, merged
from imece.core.wizards.drafts import settle_with_record
from imece.core.wizards.progress import Progress

NOT_COMPLETE = define(
    "WIZ-002",
    _("{count} pages are not complete, so nothing was saved yet."),
    remedy=_("Each is listed below with its errors; follow the links, then save again."),
    status=422,
    article="P0.4",
)


class RecordChanged(Exception):
    """The record was changed by somebody else since this draft was begun or last compared."""

    def __init__(self, subject: Subject) -> None:
        super().__init__(subject.key)
        self.subject = subject


@verb
def finish_draft(*, wizard: Wizard, draft: Draft, actor: Actor, now: datetime) -> str:
    """The result page's address. Raises WIZ-002, RecordChanged, or the Problem of the room's `finish`."""
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.finished_at is not None:
        return locked.result_url
    progress = Progress(wizard, locked, actor)
    if not progress.is_complete:
        raise NOT_COMPLETE(count=len(progress.steps) - len(progress.answers))
    _compare_with_record(wizard, locked, actor)
    locked.result_url = wizard.finish(draft=locked, answers=progress.answers, actor=actor, now=now)
    locked.finished_at = locked.updated_at = now
    locked.answers, locked.subject_answers = {}, {}  # the real tables hold it now
    locked.save()
    return locked.result_url


def _compare_with_record(wizard: Wizard, draft: Draft, actor: Actor) -> None:
    if wizard.subject is None or not draft.subject_key:
        return
    subject = wizard.subject(actor, draft.subject_key)
    if subject.version != draft.subject_version:
        raise RecordChanged(subject)


def record_answers(wizard: Wizard, draft: Draft, actor: Actor, subject: Subject) -> dict[str, Raw]:
    """The record's values as form data, step by step."""
    return {
        step.slug: raw_from_initial(step, draft, actor, subject.initial.get(step.slug, {}))
        for step in wizard.steps
    }


def record_differences(
    wizard: Wizard, draft: Draft, actor: Actor, subject: Subject
) -> list[tuple[Step, list[Difference]]]:
    record = record_answers(wizard, draft, actor, subject)
    found = []
    for step in wizard.steps:
        mine = draft.answers.get(step.slug, {})
        before = draft.subject_answers.get(step.slug, {})
        lines = differences(step.slug, _builder(wizard, step, draft, actor), mine, record[step.slug], before)
        found += [(step, lines)] if lines else []
    return found


def settle(wizard: Wizard, draft: Draft, actor: Actor, subject: Subject, choices: Mapping[str, str]) -> None:
    """Take over what the owner chose; the next Kaydet compares with the version he has now seen."""
    record = record_answers(wizard, draft, actor, subject)
    answers = {
        step.slug: merged(
            step.slug,
            _builder(wizard, step, draft, actor),
            draft.answers.get(step.slug, {}),
            record[step.slug],
            choices,
        )
        for step in wizard.steps
    }
    settle_with_record(draft=draft, answers=answers, record=record, version=subject.version, actor=actor)


def _builder(wizard: Wizard, step: Step, draft: Draft, actor: Actor) -> Build:
    return lambda raw: build_form(wizard, step, draft, actor, {}, raw=raw)
