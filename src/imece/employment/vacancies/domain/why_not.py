"""Why not, and what would change it (P2.2): each finding becomes a sentence with the value used and a remedy."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem, ProblemKind, define
from imece.core.formats import format_date, format_decimal, format_instant, format_money
from imece.employment.jobseekers.enums import DisabilityGroup, MilitaryStatus
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.vacancies.domain.conditions import (
    Condition,
    Demands,
    Finding,
    LanguageAsked,
    LanguageKnown,
)
from imece.employment.vacancies.enums import MasteryDocument, MilitaryDemand
from imece.reference.enums import EducationLevel, ExamKind
from imece.reference.public import language_names

BIRTHDAY = _("Look for vacancies whose last application date is after that birthday.")
DOCUMENT = _("If you hold it, enter it with its dates in your profile under Documents.")
SCHOOL = _("If you have finished such a school, enter it with its date in your profile.")
SPECIAL = _(
    "If that is your status, enter it in your profile; a report or document is asked for at the unit."
)

OF_CONDITION: dict[Condition, ProblemKind] = {
    Condition.LAWFUL_AGE: define(
        "VAC-205",
        _("On the last application date ({on}) you would be {known}; the law asks for at least {asked}."),
        remedy=BIRTHDAY,
        article="4857 md. 71–72 (VAC-24, VAC-29)",
    ),
    Condition.PERSONAL_STATUS: define(
        "VAC-206",
        _("This vacancy is for people whose personal status is «{asked}»."),
        remedy=SPECIAL,
        article="VAC-21",
    ),
    Condition.EDUCATION: define(
        "VAC-207",
        _("At least «{asked}» is asked; your profile says «{known}»."),
        remedy=_("If you have finished a higher school since, enter it in your profile."),
    ),
    Condition.EXPERIENCE: define(
        "VAC-208",
        _("{asked} months in an accepted occupation are asked; your profile comes to {known} by {on}."),
        remedy=_("Enter your work in this occupation in your profile."),
    ),
    Condition.CITIZENSHIP: define(
        "VAC-209",
        _("Public bodies take citizens of the Republic of Türkiye here, and former ones with a blue card."),
        remedy=_("Look for vacancies of private employers."),
        article="VAC-24",
    ),
    Condition.UNDERGROUND: define(
        "VAC-210",
        _("The work is underground or under water; the law lets no woman do it."),
        remedy=_("Look for other work of the same occupation."),
        article="4857 md. 72 (VAC-29)",
    ),
    Condition.MIN_AGE: define(
        "VAC-211",
        _("At least {asked} years are asked; on the last application date ({on}) you would be {known}."),
        remedy=BIRTHDAY,
        article="6701 md. 7 (NDR-05)",
    ),
    Condition.MAX_AGE: define(
        "VAC-212",
        _("At most {asked} years are asked; on the last application date ({on}) you would be {known}."),
        remedy=_("The reason for the limit was examined; you may object to it at your unit."),
        article="6701 md. 7 (NDR-05)",
    ),
    Condition.SEX: define(
        "VAC-213",
        _("This post is for «{asked}» by an exception that was examined."),
        remedy=_("You may object to it at your unit."),
        article="6701 md. 7 (NDR-05)",
    ),
    Condition.DISABILITY_GROUP: define(
        "VAC-214",
        _("The post is for these groups of disability: {asked}."),
        remedy=_("If your report names one of them, enter it in your profile under Special status."),
        article="VAC-21",
    ),
    Condition.DISABILITY_RATE: define(
        "VAC-215",
        _("A rate of {asked} % by a health-board report is asked; your profile does not say so."),
        remedy=_("Enter the rate of your report in your profile under Special status."),
        article="RG 27210 md. 3 (VAC-21)",
    ),
    Condition.DISABILITY_REPORT: define(
        "VAC-232",
        _("A health-board report valid on {on} is asked; your profile does not say that you have one."),
        remedy=_("Enter the day of your report, and its last day if it has one, under Special status."),
        article="RG 27210 md. 3 (VAC-21)",
    ),
    Condition.AREA: define(
        "VAC-216",
        _("Only people who live in this area may apply: {asked}. Your profile says you live elsewhere."),
        remedy=_("If you have moved, change the place in your profile."),
    ),
    Condition.MAX_EDUCATION: define(
        "VAC-217",
        _("At most «{asked}» is asked; your profile says «{known}»."),
        remedy=_("Look for vacancies of the same occupation that ask for your level."),
    ),
    Condition.SCHOOL: define(
        "VAC-218", _("A diploma of this school is asked: {asked}. Your profile says: {known}."), remedy=SCHOOL
    ),
    Condition.DEPARTMENT: define(
        "VAC-219", _("This department is asked: {asked}. Your profile says: {known}."), remedy=SCHOOL
    ),
    Condition.GRADUATION: define(
        "VAC-220", _("A graduation {asked} is asked; the latest in your profile: {known}."), remedy=SCHOOL
    ),
    Condition.MASTERY: define(
        "VAC-221", _("This document is asked, valid on {on}: {asked}. In your profile: {known}."), remedy=DOCUMENT
    ),
    Condition.VOCATIONAL_DOCUMENT: define(
        "VAC-222",
        _("This vocational certificate is asked, valid on {on}: {asked}. In your profile: {known}."),
        remedy=DOCUMENT,
    ),
    Condition.CERTIFICATE: define(
        "VAC-223",
        _("This certificate is asked, valid on {on}: {asked}. In your profile: {known}."),
        remedy=DOCUMENT,
    ),
    Condition.COMPUTER: define(
        "VAC-224",
        _("This computer program is asked: {asked}. Your profile does not name it."),
        remedy=_("If you know it, enter it in your profile under Documents."),
    ),
    Condition.LANGUAGE: define(
        "VAC-225",
        _("This language is asked: {asked}. Your profile says: {known}."),
        remedy=_("If you know more of it, change the language in your profile."),
    ),
    Condition.LANGUAGE_DOCUMENT: define(
        "VAC-226",
        _("A document of the language is asked: {asked}. Your profile says: {known}."),
        remedy=_("If you hold it, enter it with its points beside the language in your profile."),
    ),
    Condition.EXAM: define(
        "VAC-227",
        _("Points of an exam are asked that count on {on}: {asked}. Your profile says: {known}."),
        remedy=_("If you sat it, enter your points and their last day in your profile under Documents."),
    ),
    Condition.LICENCE: define(
        "VAC-228",
        _("A driving licence of class {asked} is asked; your profile says: {known}."),
        remedy=_("If you hold it, tick the class in your profile under Documents."),
    ),
    Condition.SRC: define("VAC-229", _("An SRC certificate is asked; your profile names none."), remedy=DOCUMENT),
    Condition.PSYCHOTECHNIC: define(
        "VAC-230", _("A psychotechnic certificate is asked; your profile names none."), remedy=DOCUMENT
    ),
    Condition.MILITARY: define(
        "VAC-231",
        _("Military service is asked about: {asked} (as of {on}). Your profile says: {known}."),
        remedy=_("If it has changed, change it in your profile under Documents."),
        article="6701 md. 7 (NDR-05)",
    ),
}  # fmt: skip

WISHES: dict[Condition, Any] = {
    Condition.WORK_KIND: _("It is another kind of work than those you look for."),
    Condition.WAGE: _("The highest net wage is {asked}; you look for {known} at least."),
    Condition.TRAVEL: _("The work needs travel; your profile says you do not travel for work."),
    Condition.NIGHTS: _("There is work at night; your profile says you do not work at night."),
}
FROM_REGISTER = frozenset(
    {
        Condition.LAWFUL_AGE,
        Condition.MIN_AGE,
        Condition.MAX_AGE,
        Condition.SEX,
        Condition.CITIZENSHIP,
        Condition.UNDERGROUND,
    }
)


@dataclass(frozen=True)
class Reason:
    """One thing that hinders. `source` names where the value is from and when it was taken or changed.

    `possible_from` is the first last application date at which it would be met if only time went by.
    """

    problem: Problem
    condition: Condition | None = None
    source: str = ""
    possible_from: date | None = None


def explain(finding: Finding, demands: Demands, profile: JobSeeker) -> Reason:
    """The reason behind an unmet hard condition."""
    problem = OF_CONDITION[finding.condition](**shown_values(finding, demands))
    return Reason(problem, finding.condition, source_of(finding.condition, profile), finding.possible_from)


def explain_wish(finding: Finding, demands: Demands) -> str:
    return str(WISHES[finding.condition]).format(**shown_values(finding, demands))


def source_of(condition: Condition, profile: JobSeeker) -> str:
    """«KPS, 12.05.2026 14:03» or «your profile, changed …» (anchor: provenance next to the value)."""
    if condition in FROM_REGISTER:
        at = format_instant(profile.identity_at) if profile.identity_at else ""
        return ", ".join(filter(None, (gettext("KPS"), at)))
    return gettext("your profile, changed {at}").format(at=format_instant(profile.changed_at))


def shown_values(finding: Finding, demands: Demands) -> dict[str, str]:
    """`asked`, `known` and `on` as people write them. Nothing of the special category (KVK-03) is among them."""
    asked, known = _SHOWN.get(finding.condition, _as_they_are)(finding.asked, finding.known)
    return {"asked": asked, "known": known or gettext("nothing"), "on": format_date(demands.on)}


# ------------------------------------------------------------------------------------- values as people write them
def _as_they_are(asked: Any, known: Any) -> tuple[str, str]:
    return str(asked), "" if known is None else str(known)


def _levels(asked: EducationLevel, known: EducationLevel) -> tuple[str, str]:
    return str(asked.label), str(EducationLevel(known).label)


def _labelled(asked: Any, known: Any) -> tuple[str, str]:
    return str(asked.label), ""


def _groups(asked: tuple[DisabilityGroup, ...], known: None) -> tuple[str, str]:
    return ", ".join(str(one.label) for one in asked), ""


def _rates(asked: tuple[int, int], known: None) -> tuple[str, str]:
    return f"{asked[0]}–{asked[1]}", ""


def _graduations(asked: tuple[date | None, date | None], known: date | None) -> tuple[str, str]:
    first, last = asked
    days = " – ".join(format_date(day) if day else "…" for day in (first, last))
    return days, format_date(known) if known else ""


def _documents(asked: Any, ran_out: date | None) -> tuple[str, str]:
    name = MasteryDocument(asked).label if asked in MasteryDocument.values else asked
    return str(name), gettext("valid until {day}").format(day=format_date(ran_out)) if ran_out else ""


def _language(asked: LanguageAsked, known: LanguageKnown | None) -> tuple[str, str]:
    name = language_names().get(asked.language, asked.language)
    return f"{name} ({_skills(asked)})", _skills(known) if known else ""


def _skills(one: LanguageAsked | LanguageKnown) -> str:
    named = ((_("reading"), one.reading), (_("writing"), one.writing), (_("speaking"), one.speaking))
    return ", ".join(f"{name} {level.label}" for name, level in named if level) or gettext("any level")


def _language_document(asked: LanguageAsked, known: LanguageKnown | None) -> tuple[str, str]:
    name = language_names().get(asked.language, asked.language)
    wanted = _named_points(asked.document, asked.min_score)
    return f"{name}: {wanted}", _named_points(known.document, known.score) if known else ""


def _named_points(name: str, score: Any) -> str:
    return " ".join(filter(None, (name, format_decimal(score) if score is not None else "")))


def _exam(asked: tuple[ExamKind, str, Any], known: Any) -> tuple[str, str]:
    kind, name, lowest = asked
    wanted = " ".join(filter(None, (str(kind.label), _named_points(name, lowest))))
    return wanted, format_decimal(known) if known is not None else ""


def _licences(asked: Any, known: Any) -> tuple[str, str]:
    return ", ".join(asked), ", ".join(known)


def _military(asked: MilitaryDemand, known: tuple[MilitaryStatus, date | None]) -> tuple[str, str]:
    status, until = known
    text = str(MilitaryStatus(status).label)
    return str(asked.label), f"{text} ({format_date(until)})" if until else text


def _wages(asked: Any, known: Any) -> tuple[str, str]:
    return format_money(asked), format_money(known)


_SHOWN: dict[Condition, Any] = {
    Condition.SEX: _labelled,
    Condition.PERSONAL_STATUS: _labelled,
    Condition.DISABILITY_GROUP: _groups,
    Condition.DISABILITY_RATE: _rates,
    Condition.AREA: _labelled,
    Condition.EDUCATION: _levels,
    Condition.MAX_EDUCATION: _levels,
    Condition.GRADUATION: _graduations,
    Condition.MASTERY: _documents,
    Condition.VOCATIONAL_DOCUMENT: _documents,
    Condition.CERTIFICATE: _documents,
    Condition.LANGUAGE: _language,
    Condition.LANGUAGE_DOCUMENT: _language_document,
    Condition.EXAM: _exam,
    Condition.LICENCE: _licences,
    Condition.MILITARY: _military,
    Condition.WAGE: _wages,
}
