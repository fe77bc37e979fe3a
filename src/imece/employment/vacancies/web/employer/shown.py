"""What the pages of one vacancy show: its numbers, and its sections to read."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.formats import format_integer
from imece.core.models import Draft
from imece.core.wizards.answers import raw_from_initial
from imece.core.wizards.progress import Progress
from imece.employment.selection.enums import CandidateState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.employer.sections import initial_of
from imece.employment.vacancies.web.employer.wizard import VACANCY_WIZARD

Lines = list[dict[str, str]]


def numbers_of(vacancy: Vacancy, counts: Mapping[str, int]) -> list[dict[str, str]]:
    """Posts, candidates, and placements: reported and confirmed apart (P3.6)."""
    rows = (
        (_("Posts"), vacancy.post_count),
        (_("Candidates"), sum(counts.values())),
        (_("Placements reported, SGK has not confirmed yet"), counts.get(CandidateState.REPORTED, 0)),
        (_("Placements confirmed by SGK"), counts.get(CandidateState.PLACED, 0)),
        (_("Filled through İŞKUR, as the employer said when closing"), vacancy.placed_through_us_count),
        (_("Filled by other means, as the employer said when closing"), vacancy.placed_otherwise_count),
    )
    return [{"label": label, "value": format_integer(value)} for label, value in rows if value is not None]


def sections_to_read(vacancy: Vacancy, actor: Actor) -> list[tuple[str, Lines]]:
    """The wizard's pages as they stand on İşlem Sonu, without what was not asked."""
    draft = Draft(kind=VACANCY_WIZARD.kind, subject_key=vacancy.number)
    initial = initial_of(vacancy)
    draft.answers = {
        step.slug: raw_from_initial(step, draft, actor, initial[step.slug]) for step in VACANCY_WIZARD.steps
    }
    empty = {_("Not given"), _("Not asked"), _("No")}
    told = []
    for section in Progress(VACANCY_WIZARD, draft, actor).sections:
        lines = [{"label": label, "value": text} for label, text in section.lines if text not in empty]
        told.append((str(section.step.title), lines))
    return told
