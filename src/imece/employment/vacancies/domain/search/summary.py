"""Criteria in words: for the tags above a result, the name of a saved search, an alert's subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imece.core.formats import format_money
from imece.employment.employers.enums import Sector
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM, SearchCriteria, WorkPlace
from imece.employment.vacancies.domain.search.names import district_names, occupation_names, province_names
from imece.employment.vacancies.enums import Position, WorkArea, WorkKind
from imece.reference.enums import EducationLevel

CHOICES = {
    "personal_statuses": PersonalStatus,
    "sectors": Sector,
    "work_places": WorkPlace,
    "work_kinds": WorkKind,
    "work_areas": WorkArea,
    "positions": Position,
}


@dataclass(frozen=True)
class Criterion:
    """One chosen value in words, and the criteria without it."""

    name: str
    text: str
    rest: SearchCriteria


def summary(criteria: SearchCriteria) -> str:
    """«garson · Ankara, 100 km · Yarı zamanlı»; says so when everything is looked for."""
    return " · ".join(one.text for one in chosen(criteria)) or _("All open vacancies")


def chosen(criteria: SearchCriteria) -> list[Criterion]:
    """Every chosen value; at most one query for each kind of name."""
    found = [Criterion("words", f"“{criteria.words}”", criteria.without("words"))] if criteria.words else []
    found += _named(criteria, "occupations", occupation_names(criteria.occupations))
    found += _named(criteria, "districts", district_names(criteria.districts))
    found += _provinces(criteria)
    for name, choices in CHOICES.items():
        found += _named(
            criteria, name, {value: str(choices(value).label) for value in getattr(criteria, name)}
        )
    return found + _plain(criteria)


def _named(criteria: SearchCriteria, name: str, labels: dict[str, str]) -> list[Criterion]:
    return [
        Criterion(name, labels.get(value, str(value)), criteria.toggled(name, value))
        for value in getattr(criteria, name)
    ]


def _provinces(criteria: SearchCriteria) -> list[Criterion]:
    names = province_names(criteria.provinces)
    if not criteria.is_widened:
        return [
            Criterion("provinces", names.get(code, str(code)), _without_province(criteria, code))
            for code in criteria.provinces
        ]
    code = criteria.provinces[0]
    name = names.get(code, str(code))
    if criteria.radius_km >= EVERYWHERE_KM:
        text = _("all of Türkiye, from %(province)s on") % {"province": name}
    else:
        text = _("%(province)s and %(km)s km around") % {"province": name, "km": criteria.radius_km}
    return [Criterion("provinces", text, criteria.without("provinces"))]


def _without_province(criteria: SearchCriteria, code: int) -> SearchCriteria:
    districts = tuple(one for one in criteria.districts if not one.startswith(f"{code:02}-"))
    return criteria.toggled("provinces", code).with_(districts=districts)


def _plain(criteria: SearchCriteria) -> list[Criterion]:
    texts: Iterable[tuple[str, str]] = (
        ("education", _education(criteria.education)),
        (
            "min_wage",
            _("from %(wage)s on") % {"wage": format_money(criteria.min_wage)} if criteria.min_wage else "",
        ),
        (
            "days",
            ngettext("not older than %(days)s day", "not older than %(days)s days", criteria.days)
            % {"days": criteria.days}
            if criteria.days
            else "",
        ),
        ("employer", _("employer: %(name)s") % {"name": criteria.employer} if criteria.employer else ""),
        ("number", criteria.number),
    )
    return [Criterion(name, text, criteria.without(name)) for name, text in texts if text]


def _education(value: str) -> str:
    return _("fits «%(education)s»") % {"education": EducationLevel(value).label} if value else ""
