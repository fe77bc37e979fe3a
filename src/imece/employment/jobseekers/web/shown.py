"""The profile in words, section by section: for the overview and for the curriculum vitae."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from imece.core.formats import format_date, format_decimal, format_money
from imece.employment.jobseekers.domain.background import lines_of
from imece.employment.jobseekers.enums import LineKind, Section, Sex
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.web.sections import WORK_KINDS
from imece.reference.public import country_names, language_names

Rows = list[tuple[str, str]]


def line_text(kind: LineKind, line: Any) -> str:
    return str(_LINE[kind](line))


def answers(profile: JobSeeker) -> list[dict[str, Any]]:
    """Every section with its rows, without the special category: that is shown on its own page alone."""
    sections: Iterable[tuple[Section, Rows]] = (
        (Section.IDENTITY, identity_rows(profile)),
        (Section.PLACE, _place_rows(profile)),
        (Section.EDUCATION, education_rows(profile)),
        (Section.WORK, _line_rows(profile, LineKind.WORK)),
        (Section.LANGUAGES, _line_rows(profile, LineKind.LANGUAGE)),
        (Section.DOCUMENTS, document_rows(profile)),
        (Section.WISHES, wish_rows(profile)),
    )
    return [{"section": section, "rows": rows} for section, rows in sections]


def identity_rows(profile: JobSeeker) -> Rows:
    born = (profile.birth_day, profile.birth_month, profile.birth_year)
    birth = ".".join(f"{part:02d}" if part else "??" for part in born)
    country = country_names().get(profile.nationality, profile.nationality)
    if profile.has_blue_card:
        country = gettext("%(country)s (blue card)") % {"country": country}
    sex = Sex(profile.sex).label if profile.sex else ""
    return [
        (gettext("Name"), profile.person.full_name),
        (gettext("Date of birth"), birth),
        (gettext("Sex"), str(sex)),
        (gettext("Nationality"), country),
    ]


def identity_source(profile: JobSeeker) -> str:
    """The register is known to people as KPS; the number is that of the question on their record."""
    return profile.identity_source.replace("registry", gettext("KPS"))


def _place_rows(profile: JobSeeker) -> Rows:
    further = ", ".join(line_text(LineKind.PLACE, one) for one in lines_of(profile, LineKind.PLACE))
    place = f"{profile.district} / {profile.province}" if profile.district else str(profile.province)
    return [(gettext("Place of residence"), place), (gettext("Further provinces"), further)]


def education_rows(profile: JobSeeker) -> Rows:
    level = (gettext("Highest level finished"), str(profile.get_education_display()))
    return [level, *_line_rows(profile, LineKind.SCHOOL)]


def document_rows(profile: JobSeeker) -> Rows:
    papers = [
        gettext("SRC certificate") if profile.has_src else "",
        gettext("Psychotechnic certificate") if profile.has_psychotechnic else "",
    ]
    licences = ", ".join(filter(None, (*profile.licence_classes, *papers)))
    return [
        (gettext("Driving licence"), licences),
        (gettext("Computer programs"), ", ".join(profile.computer_skills)),
        *([(gettext("Military service"), _military(profile))] if profile.military_status else []),
        *_line_rows(profile, LineKind.CERTIFICATE),
        *_line_rows(profile, LineKind.EXAM),
    ]


def _military(profile: JobSeeker) -> str:
    until = profile.military_deferred_until
    status = str(profile.get_military_status_display())
    return f"{status} ({format_date(until)})" if until else status


def wish_rows(profile: JobSeeker) -> Rows:
    names = dict(WORK_KINDS)
    kinds = ", ".join(str(names[one]) for one in profile.sought_work_kinds if one in names)
    wage = format_money(profile.lowest_wage_amount) if profile.lowest_wage_amount is not None else ""
    yes, no = gettext("Yes"), gettext("No")
    return [
        (gettext("Kinds of work I look for"), kinds),
        (gettext("Lowest net wage a month I look for"), wage),
        (gettext("I can travel for work"), yes if profile.accepts_travel else no),
        (gettext("I can work at night"), yes if profile.accepts_nights else no),
        (gettext("About me"), profile.about),
    ]


def _line_rows(profile: JobSeeker, kind: LineKind) -> Rows:
    return [(str(kind.label), line_text(kind, one)) for one in lines_of(profile, kind)]


# ------------------------------------------------------------------------------------- one line in words
def _school(one: Any) -> str:
    names = ", ".join(filter(None, (one.school, one.department)))
    return f"{one.get_level_display()}: {names}{_days(one.graduated_on)}"


def _work(one: Any) -> str:
    last = format_date(one.ended_on) if one.ended_on else gettext("still working")
    return f"{one.occupation.name}, {one.employer_name} ({format_date(one.began_on)} – {last})"


def _language(one: Any) -> str:
    name = language_names().get(one.language, one.language)
    skills = (
        (gettext("reading"), one.reading),
        (gettext("writing"), one.writing),
        (gettext("speaking"), one.speaking),
    )
    parts = [f"{skill} {level}" for skill, level in skills if level]
    points = format_decimal(one.score) if one.score is not None else ""
    return ", ".join(filter(None, (name, *parts, " ".join(filter(None, (one.document, points))))))


def _certificate(one: Any) -> str:
    until = gettext("valid until {day}").format(day=format_date(one.valid_until)) if one.valid_until else ""
    return ", ".join(filter(None, (f"{one.name} ({one.get_kind_display()})", until)))


def _exam(one: Any) -> str:
    until = gettext("valid until {day}").format(day=format_date(one.valid_until)) if one.valid_until else ""
    named = " ".join(filter(None, (str(one.get_kind_display()), one.name, format_decimal(one.score))))
    return ", ".join(filter(None, (named, until)))


def _days(day: Any) -> str:
    return f" ({format_date(day)})" if day else ""


_LINE: dict[LineKind, Any] = {
    LineKind.SCHOOL: _school,
    LineKind.WORK: _work,
    LineKind.LANGUAGE: _language,
    LineKind.CERTIFICATE: _certificate,
    LineKind.EXAM: _exam,
    LineKind.PLACE: lambda one: one.province.name,
}
