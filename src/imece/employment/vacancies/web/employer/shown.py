"""What the pages of one vacancy show beside its form: its numbers, and how two people's changes differ."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from imece.core.formats import format_date, format_integer, format_money
from imece.employment.selection.enums import CandidateState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.forms import ChangeForm, VacancyForm

TELL: dict[str, Callable[[Any], str]] = {
    "wage_min_amount": format_money,
    "wage_max_amount": format_money,
    "last_application_on": format_date,
}


def numbers_of(vacancy: Vacancy, counts: Mapping[str, int]) -> list[dict[str, str]]:
    """Posts, candidates, and placements: reported and confirmed apart (P3.6)."""
    rows = (
        (_("Posts"), vacancy.post_count),
        (_("Candidates"), sum(counts.values())),
        (_("Placements reported, SGK has not confirmed yet"), counts.get(CandidateState.REPORTED, 0)),
        (_("Placements confirmed by SGK"), counts.get(CandidateState.PLACED, 0)),
    )
    return [{"label": label, "value": format_integer(value)} for label, value in rows]


def differences(form: ChangeForm, saved: Vacancy) -> list[dict[str, str]]:
    """Each field in which what was typed is not what the other saved."""
    names = [name for _legend, names in VacancyForm.GROUPS for name in names]
    pairs = [(name, getattr(saved, name), form.cleaned_data.get(name)) for name in names]
    return [
        {"label": str(form[name].label), "saved": _told(form, name, theirs), "yours": _told(form, name, mine)}
        for name, theirs, mine in pairs
        if (theirs or "") != (mine or "")
    ]


def _told(form: ChangeForm, name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = dict(getattr(form.fields[name], "choices", ()) or ()) if isinstance(value, str) else {}
    if value in choices:
        return str(choices[value])
    tell = TELL.get(name)
    return tell(value) if tell else str(value)
