"""**İşgücü Çizelgesi Sihirbazı** (P8.2): a new month's table, or the last one again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.formats import whole_of
from imece.core.models import Draft
from imece.core.permissions import require
from imece.core.wizards import Answers, Step, Subject, Wizard
from imece.employment.workforce.domain.movements import dismissal_warning, dismissals_without_notice
from imece.employment.workforce.domain.personnel_uploads import uploads_in_scope
from imece.employment.workforce.domain.queries import is_last, table_of_key
from imece.employment.workforce.domain.tables import (
    NOT_LAST,
    blank_table,
    check_may_begin,
    findings_of,
    save_table,
)
from imece.employment.workforce.web.employer import answers as pages
from imece.employment.workforce.web.employer.answers import values_of


def subject_of(actor: Actor, key: str) -> Subject:
    """Only the last table (AIC-11)."""
    table = table_of_key(actor, key)
    require(actor, "workforce.edit", table)
    if not is_last(table):
        raise NOT_LAST(month=f"{table.month:%m.%Y}")
    return Subject(str(table.pk), table.version, pages.initial_of(table), label=str(table))


def filled_for(actor: Actor) -> Mapping[str, Mapping[str, Any]]:
    """The month that is next, begun as the last one ended. Raises WRK-002, WRK-004 when none can be begun."""
    subject = pages.subject_of("", actor)
    check_may_begin(subject.workplace, timezone.localdate())
    return pages.initial_for(blank_table(subject.workplace, subject.months[0]), is_first=subject.ends is None)


def prefilled(actor: Actor, query: QueryDict) -> Mapping[str, Mapping[str, Any]]:
    """`liste`: the persons of a file that was taken."""
    upload = (
        uploads_in_scope(actor).filter(pk=whole_of(query.get("liste")) or 0, taken_at__isnull=False).first()
    )
    return pages.initial_from_upload(upload) if upload else {}


def finish(*, draft: Draft, answers: Answers, actor: Actor, now: datetime) -> str:
    """**Kaydet** of İşlem Sonu."""
    subject = pages.subject_of(draft.subject_key, actor)
    table = save_table(
        workplace=subject.workplace,
        values=values_of(answers, subject),
        actor=actor,
        now=now,
        today=timezone.localdate(now),
        version=draft.subject_version if draft.subject_key else None,
    )
    return reverse("workforce_table", args=[table.pk])


def last_page(
    *, draft: Draft, answers: Answers, is_complete: bool, actor: Actor, step_url_of: Any
) -> Mapping[str, Any]:
    """What does not stop the saving, but should be known (B9, B11, AIC-33)."""
    if not is_complete:
        return {}
    subject = pages.subject_of(draft.subject_key, actor)
    values = values_of(answers, subject)
    warnings = [one for one in findings_of(values, subject.ends) if not one.is_error]
    days = [(one.direction, one.dismissal, one.on) for one in values.persons]
    if places := dismissals_without_notice(subject.workplace, values.month, days):
        warnings.append(dismissal_warning(len(places)))
    return {"balance_warnings": warnings}


def _label(answers: Answers) -> str:
    month = answers.get(pages.GRID, {}).get("month")
    return f"{month:%m.%Y}" if month else ""


def _step(slug: str, title: Any, template: str, **more: Any) -> Step:
    template = f"workforce/wizard/{template}.html" if template else "core/wizards/step.html"
    return Step(slug=slug, title=title, form_class=pages.FORMS[slug], template=template, **more)


TABLE_WIZARD = Wizard(
    kind="workforce",
    title=_("Monthly workforce table"),
    permission="workforce.edit",
    steps=(
        _step(pages.GRID, _("Workplace development"), "grid", form_arguments=pages.grid_arguments),
        _step(pages.DETAILS, _("Table details"), "lines", form_arguments=pages.details_arguments),
        _step(
            pages.OCCUPATIONS, _("Distribution by occupation"), "lines", form_arguments=pages.blocks_argument
        ),
        _step(pages.EXEMPTIONS, _("Exemptions"), "lines", form_arguments=pages.extras_argument),
        _step(pages.NEEDS, _("Employment information"), ""),
        _step(pages.HARD, _("Occupations hard to fill"), "lines"),
    ),
    subject=subject_of,
    initial=filled_for,
    prefill=prefilled,
    label=_label,
    saved_message=_("The record was created."),
    finish=finish,
    check_template="workforce/wizard/end.html",
    check_context=last_page,
)
