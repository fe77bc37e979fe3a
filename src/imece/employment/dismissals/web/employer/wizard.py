"""**Yeni Çıkarma Bildir** and **Değiştir** (P10.1): Genel Bilgiler, Detay Bilgiler, İşlem Sonu."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.models import Draft
from imece.core.permissions import require
from imece.core.remembering import remembered
from imece.core.scope import get_in_scope
from imece.core.wizards import Answers, Step, Subject, Wizard
from imece.core.wizards.answers import as_posted
from imece.employment.dismissals.domain.notices import (
    Line,
    NewNotice,
    correct_dismissal,
    remarks_on,
    require_changeable,
    tell_dismissal,
)
from imece.employment.dismissals.domain.queries import notices_in_scope
from imece.employment.dismissals.enums import Ground
from imece.employment.dismissals.models import DismissalLine, DismissalNotice
from imece.employment.dismissals.web.employer.forms import DetailsForm, GeneralForm, initial_lines, lines_of
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplace_of, workplaces_in_scope

GENERAL, DETAILS = "genel", "detay"
TYPED = (
    "dismissal_on", "last_dismissal_on", "ground", "explanation", "stewards_told_on", "meeting_record",
    "closes_for_good", "posted_on",
)  # fmt: skip


def subject_of(actor: Actor, number: str) -> Subject:
    """A notice within its month; a locked one is only read (COL-11). Raises CORE-404 and DIS-001."""
    notice = get_in_scope(notices_in_scope(actor), actor, number=number)
    require(actor, "dismissals.edit")
    require_changeable(notice, timezone.localdate())
    lines = initial_lines(notice.lines.order_by("pk"))
    initial = {GENERAL: {name: getattr(notice, name) for name in TYPED}, DETAILS: lines}
    return Subject(number, notice.version, initial, label=number)


def own_workplace(actor: Actor) -> Workplace:
    workplace = workplace_of(actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=actor.organisation_name)
    return workplace


def _fixed(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    """What nobody types: the day of the first saving, and the sums of Detay Bilgiler (T-COL-12)."""
    details = DetailsForm(as_posted(draft.answers.get(DETAILS, {})), **_workplaces(draft, actor, answers))
    lines = lines_of(details.cleaned_data) if details.is_valid() else []
    notice = _notice_of(draft, actor)
    return {
        "initial": {
            "notified_on": notice.notified_on if notice else timezone.localdate(),
            "total_men": sum(line.men for line in lines),
            "total_women": sum(line.women for line in lines),
        }
    }


def _workplaces(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    return {"workplaces": _workplaces_of(actor)}


@remembered
def _workplaces_of(actor: Actor) -> list[Workplace]:
    return list(workplaces_in_scope(actor))


def _notice_of(draft: Draft, actor: Actor) -> DismissalNotice | None:
    return _notice_with(draft.subject_key, actor) if draft.subject_key else None


@remembered
def _notice_with(number: str, actor: Actor) -> DismissalNotice | None:
    return notices_in_scope(actor).filter(number=number).first()


def _values_of(answers: Answers) -> NewNotice:
    general = {name: answers[GENERAL][name] for name in TYPED}
    general["ground"] = Ground(general["ground"])
    return NewNotice(lines=lines_of(answers[DETAILS]), **general)


def finish(*, draft: Draft, answers: Answers, actor: Actor, now: datetime) -> str:
    """**Kaydet** of İşlem Sonu. Raises DIS-001 to DIS-004."""
    given: dict[str, Any] = {"values": _values_of(answers), "actor": actor, "now": now}
    given["today"] = timezone.localdate(now)
    if draft.subject_key:
        notice = correct_dismissal(number=draft.subject_key, version=draft.subject_version or 0, **given)
    else:
        notice = tell_dismissal(workplace=own_workplace(actor), **given)
    return reverse("dismissal_detail", args=[notice.number])


def remarks_before(
    *,
    draft: Draft,
    answers: Answers,
    is_complete: bool,
    actor: Actor,
    step_url_of: Callable[[str], str | None],
) -> Mapping[str, Any]:
    """What the law will say of it, before it is saved."""
    values = _values_of(answers) if is_complete else None
    if values is None or values.dismissal_on is None:
        return {}
    told = _notice_of(draft, actor)
    notice = DismissalNotice(
        pk=told.pk if told else None,
        notified_on=told.notified_on if told else timezone.localdate(),
        dismissal_on=values.dismissal_on,
        last_dismissal_on=values.last_dismissal_on or values.dismissal_on,
        stewards_told_on=values.stewards_told_on,
        closes_for_good=values.closes_for_good,
        posted_on=values.posted_on,
    )
    return {"remarks": remarks_on(notice, _unsaved(values.lines, actor))}


def _unsaved(lines: Sequence[Line], actor: Actor) -> list[DismissalLine]:
    own = {one.pk: one for one in workplaces_in_scope(actor)}
    return [
        DismissalLine(
            workplace=own[line.workplace_id], men=line.men, women=line.women, worker_count=line.worker_count
        )
        for line in lines
        if line.workplace_id in own
    ]


DISMISSAL_WIZARD = Wizard(
    kind="dismissal",
    title=_("Collective dismissal"),
    permission="dismissals.edit",
    steps=(
        Step(
            slug=GENERAL,
            title=pgettext_lazy("wizard page", "General information"),
            form_class=GeneralForm,
            form_arguments=_fixed,
        ),
        Step(
            slug=DETAILS,
            title=pgettext_lazy("wizard page", "Detailed information"),
            form_class=DetailsForm,
            form_arguments=_workplaces,
            template="dismissals/details_step.html",
        ),
    ),
    subject=subject_of,
    saved_message=_("The record was created."),
    finish=finish,
    check_template="dismissals/check.html",
    check_context=remarks_before,
)
