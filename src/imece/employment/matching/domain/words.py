"""The words of a score and of a condition: about the profile, so that employer and job seeker read the same (P3.5)."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from imece.employment.matching.domain.elasticity import FEWEST_TOLD, is_told_exactly
from imece.employment.matching.domain.rules import PartName
from imece.employment.matching.enums import RevealPurpose
from imece.employment.vacancies.public import Condition

CONDITION_LABELS = {
    Condition.LAWFUL_AGE: gettext_lazy("Working age of the law"),
    Condition.CITIZENSHIP: gettext_lazy("Citizenship (public sector)"),
    Condition.UNDERGROUND: gettext_lazy("Work underground or under water"),
    Condition.MIN_AGE: gettext_lazy("Lowest age"),
    Condition.MAX_AGE: gettext_lazy("Highest age"),
    Condition.SEX: gettext_lazy("Sex (with an approved exception)"),
    Condition.PERSONAL_STATUS: gettext_lazy("Personal status"),
    Condition.DISABILITY_GROUP: gettext_lazy("Group of disability"),
    Condition.DISABILITY_RATE: gettext_lazy("Rate of disability"),
    Condition.DISABILITY_REPORT: gettext_lazy("Health-board report"),
    Condition.AREA: gettext_lazy("Area of residence"),
    Condition.EDUCATION: gettext_lazy("Lowest education"),
    Condition.MAX_EDUCATION: gettext_lazy("Highest education"),
    Condition.SCHOOL: gettext_lazy("School"),
    Condition.DEPARTMENT: gettext_lazy("Department"),
    Condition.GRADUATION: gettext_lazy("Date of graduation"),
    Condition.EXPERIENCE: gettext_lazy("Experience"),
    Condition.MASTERY: gettext_lazy("Mastery document"),
    Condition.VOCATIONAL_DOCUMENT: gettext_lazy("Vocational certificate"),
    Condition.CERTIFICATE: gettext_lazy("Certificates"),
    Condition.COMPUTER: gettext_lazy("Computer programs"),
    Condition.LANGUAGE: gettext_lazy("Language"),
    Condition.LANGUAGE_DOCUMENT: gettext_lazy("Language document"),
    Condition.EXAM: gettext_lazy("Exam points"),
    Condition.LICENCE: gettext_lazy("Driving licence"),
    Condition.SRC: gettext_lazy("SRC certificate"),
    Condition.PSYCHOTECHNIC: gettext_lazy("Psychotechnic certificate"),
    Condition.MILITARY: gettext_lazy("Military service"),
    Condition.WORK_KIND: gettext_lazy("Kind of work"),
    Condition.WAGE: gettext_lazy("Wage"),
    Condition.TRAVEL: gettext_lazy("Travel"),
    Condition.NIGHTS: gettext_lazy("Work at night"),
}
PART_LABELS = {
    PartName.OCCUPATION: gettext_lazy("Occupation"),
    PartName.EXPERIENCE: gettext_lazy("Experience"),
    PartName.DOCUMENTS: gettext_lazy("Papers and skills asked for"),
    PartName.PREFERRED: gettext_lazy("Skills preferred"),
    PartName.WANTS_PLACE: gettext_lazy("Wants to work there"),
    PartName.DISTANCE: gettext_lazy("Distance by road"),
    PartName.SCHOOLING: gettext_lazy("Schooling above what is asked"),
    PartName.WORK_KIND: gettext_lazy("Kind of work"),
    PartName.NIGHTS: gettext_lazy("Work at night"),
    PartName.TRAVEL: gettext_lazy("Travel"),
    PartName.WAGE: gettext_lazy("Wage"),
}
Facts = dict[str, Any]


def _months(count: int) -> str:
    years, months = divmod(count, 12)
    told = []
    if years:
        told.append(ngettext("%(count)d year", "%(count)d years", years) % {"count": years})
    if months or not years:
        told.append(ngettext("%(count)d month", "%(count)d months", months) % {"count": months})
    return " ".join(told)


def _occupation(facts: Facts) -> str:
    return (
        _("sought is this very occupation") if facts["is_main"] else _("sought is an occupation accepted too")
    )


PART_WORDS: dict[PartName, Callable[[Facts], str]] = {
    PartName.OCCUPATION: _occupation,
    PartName.EXPERIENCE: lambda facts: _("experience in this occupation: {months}").format(
        months=_months(facts["months"])
    ),
    PartName.DOCUMENTS: lambda facts: _("papers and skills asked for that are there: {count}").format(
        count=facts["count"]
    ),
    PartName.PREFERRED: lambda facts: _("preferred skills that are there: {count}").format(
        count=facts["count"]
    ),
    PartName.WANTS_PLACE: lambda facts: _(
        "the province of the work is that of the home or one named in the profile"
    ),
    PartName.DISTANCE: lambda facts: _("distance from home by road: {km} km").format(km=facts["km"]),
    PartName.SCHOOLING: lambda facts: _("schooling is {levels} levels above what is asked").format(**facts),
    PartName.WORK_KIND: lambda facts: _("another kind of work is sought"),
    PartName.NIGHTS: lambda facts: _("work at night is not wanted"),
    PartName.TRAVEL: lambda facts: _("travel for work is not wanted"),
    PartName.WAGE: lambda facts: _("a higher net wage is sought"),
}


def part_words(part: str, facts: Facts) -> str:
    return PART_WORDS[PartName(part)](facts)


def condition_label(condition: Condition) -> str:
    return str(CONDITION_LABELS[condition])


def told_count(count: int) -> str:
    """Fewer than five are not told exactly."""
    return str(count) if is_told_exactly(count) else _("fewer than {few}").format(few=FEWEST_TOLD)


def told_purpose(purpose: str) -> str:
    """The trail keeps «number: purpose – note»; older lines keep words of their own."""
    number, _colon, rest = purpose.partition(": ")
    name, dash, note = rest.partition(" – ")
    if name not in RevealPurpose.values:
        return purpose
    return f"{number}: {RevealPurpose(name).label}{dash}{note}"
