"""Criteria as the query of an address, and back. The form is versioned: an address once saved is read for ever.

`parse` takes any version, forgives what it cannot read (it leaves that criterion out) and never raises. Change a
parameter's name or meaning: raise `VERSION`, add the step from the version before to `STEPS`, and a test with an
address of the old version.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from django.http import QueryDict

from imece.core.formats import whole_of
from imece.core.turkish import normalize, tokens
from imece.employment.employers.enums import Sector
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search.criteria import (
    EVERYWHERE_KM,
    MANY,
    WORDS_LENGTH,
    Mode,
    SearchCriteria,
    Sort,
    WorkPlace,
)
from imece.employment.vacancies.enums import Position, WorkArea, WorkKind
from imece.reference.enums import EducationLevel
from imece.reference.public import is_occupation_code

VERSION: Final = 2
Values = dict[str, list[str]]

_CHOICES: Final[Mapping[str, tuple[str, Any]]] = {  # parameter: (attribute, its choices)
    "personal_status": ("personal_statuses", PersonalStatus),
    "sector": ("sectors", Sector),
    "work_place": ("work_places", WorkPlace),
    "work_kind": ("work_kinds", WorkKind),
    "work_area": ("work_areas", WorkArea),
    "position": ("positions", Position),
}
_TEXTS: Final = ("words", "employer")
_DISTRICT = re.compile(r"\d\d-\d\d", re.ASCII)


# ------------------------------------------------------------------------------------------ reading
def parse(query: QueryDict | Mapping[str, str] | str) -> SearchCriteria:
    """Criteria of a query of any version; what is unknown or unreadable is left out."""
    values = _upgraded(_values_of(query))
    first = {name: found[0] for name, found in values.items() if found}
    read: dict[str, Any] = {name: _text(first.get(name, "")) for name in _TEXTS}
    provinces = _several(values.get("province", ()), _plate)
    districts = _several(values.get("district", ()), _district_code)
    if provinces:  # one that was left over from another province would find nothing
        districts = tuple(one for one in districts if int(one[:2]) in provinces)
    for name, (attribute, known) in _CHOICES.items():
        read[attribute] = _several(values.get(name, ()), partial(_one_of, known, otherwise=None))
    return SearchCriteria(
        mode=_one_of(Mode, first.get("mode", ""), Mode.BOX),
        number=vacancy_number(first.get("number", "")),
        occupations=_several(values.get("occupation", ()), _occupation_code),
        provinces=provinces,
        districts=districts,
        radius_km=_whole(first.get("radius_km", ""), EVERYWHERE_KM),
        education=_one_of(EducationLevel, first.get("education", ""), ""),
        min_wage=_whole(first.get("min_wage", ""), 10_000_000),
        days=_whole(first.get("days", ""), 366),
        sort=_one_of(Sort, first.get("sort", ""), None),
        **read,
    )


def _values_of(query: QueryDict | Mapping[str, str] | str) -> Values:
    if isinstance(query, str):
        return parse_qs(query.removeprefix("?"), max_num_fields=500, errors="replace")
    if isinstance(query, QueryDict):
        return {name: [str(value) for value in query.getlist(name)] for name in query}
    return {name: [value] for name, value in query.items()}


def _one_of(choices: Any, value: str, otherwise: Any) -> Any:
    try:
        return choices(value)
    except ValueError:
        return otherwise


def _several(values: Iterable[str], read: Callable[[str], Any]) -> tuple[Any, ...]:
    """In the order of the address, each once."""
    known = (read(value) for value in list(values)[:MANY])
    return tuple(dict.fromkeys(one for one in known if one is not None))


def _whole(value: str, most: int) -> int:
    return min(whole_of(value, 9) or 0, most)


def _plate(value: str) -> int | None:
    number = _whole(value, 99)
    return number if 1 <= number <= 81 else None


def _district_code(value: str) -> str | None:
    return value if _DISTRICT.fullmatch(value) else None


def _occupation_code(value: str) -> str | None:
    """A code, also with the occupation's name after it, as the picker writes it."""
    code = value.split()[0] if value.split() else ""
    return code if is_occupation_code(code) else None


def vacancy_number(value: str) -> str:
    digits = value.strip()
    return digits.zfill(11) if digits.isascii() and digits.isdigit() and len(digits) <= 11 else ""


def _text(value: str) -> str:
    """Empty too where it holds neither letter nor digit: it would ask for nothing."""
    if not tokens(value):
        return ""
    return " ".join(normalize(value).replace("\0", " ").split())[:WORDS_LENGTH]


# ------------------------------------------------------------------------------------------ writing
def to_query(criteria: SearchCriteria) -> str:
    """The address's query without `?`; the same criteria always give the same text."""
    pairs: list[tuple[str, str]] = [("v", str(VERSION))]
    if criteria.mode:
        pairs.append(("mode", criteria.mode.value))
    pairs += [(name, text) for name in (*_TEXTS, "number") if (text := getattr(criteria, name))]
    lists = {
        "occupation": criteria.occupations,
        "province": criteria.provinces,
        "district": criteria.districts,
    }
    lists |= {name: getattr(criteria, attribute) for name, (attribute, _known) in _CHOICES.items()}
    pairs += [(name, str(value)) for name, values in lists.items() for value in values]
    plain = ("radius_km", "education", "min_wage", "days", "sort")
    pairs += [(name, str(getattr(criteria, name))) for name in plain if getattr(criteria, name)]
    return urlencode(pairs)


# ------------------------------------------------------------------------------------------ older versions
def _from_1(values: Values) -> Values:
    """Version 1 (the first list of open vacancies): the same names, one value each, the order under `sira`."""
    values = {name: found for name, found in values.items() if name != "sira"}
    district = next(iter(values.get("district", ())), "")
    if "province" not in values and _district_code(district):
        values["province"] = [district[:2]]
    return values


STEPS: Final[Mapping[int, Callable[[Values], Values]]] = {1: _from_1}


def _upgraded(values: Values) -> Values:
    """Through every version up to ours. An address without a version is of the first; a later one is read as ours."""
    version = _whole((values.get("v") or ["1"])[0], VERSION) or VERSION
    for number in range(version, VERSION):
        values = STEPS[number](values)
    return values
