"""A vacancy as a program or a file tells it: codes for choices, everything judged, every fault at once (P3.10)."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem, define
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.remembering import remembered
from imece.employment.employers.models import Workplace
from imece.employment.vacancies.domain.asked_exceptions import Exceptions, Line, as_if_asked, read_exceptions
from imece.employment.vacancies.domain.create import unsaved_vacancy
from imece.employment.vacancies.domain.fairness.check import check_fairness
from imece.employment.vacancies.domain.fairness.gate import Asked
from imece.employment.vacancies.domain.fairness.judgement import Judgement, judge_vacancy
from imece.employment.vacancies.domain.shape import label_of, shape_faults
from imece.employment.vacancies.domain.workflow import publishing_faults
from imece.employment.vacancies.models import Vacancy
from imece.reference.models import District, Province
from imece.reference.public import country_names, find_valid_occupation, language_names

UNKNOWN_CODE = define(
    "VAC-182",
    _("There is no «{value}» for «{field_label}»."),
    remedy=_("Take a code from the dictionary or from the template's lists."),
    status=422,
)
DISTRICT_ELSEWHERE = define(
    "VAC-183",
    _("District {district} does not lie in the province {province}."),
    remedy=_("Take both codes from the same place in the list; correct one of the two."),
    status=422,
)
DAY_FAR = define(
    "VAC-184",
    _("The day {day} is too far away."),
    remedy=_("Write a day between {earliest} and {latest}."),
    status=422,
)
FAR = timedelta(days=365 * 100)
Faults = list[Problem]


def read_codes(given: Mapping[str, Any], now: datetime) -> tuple[dict[str, Any], Faults]:
    """Codes of occupation, province, district into the domain's values; what cannot be is said, not guessed."""
    values = {name: value for name, value in given.items() if name not in CODED}
    faults = list(_far_days(values, timezone.localdate(now)))
    for name, read in CODED.items():
        if name in given:
            found, fault = read(given[name], timezone.localdate(now))
            values |= found
            faults += fault
    if "district_id" in values and "province_id" in values:
        faults += _district_faults(values)
    return values, [*faults, *_listed_faults(values)]


@dataclass(frozen=True)
class Judged:
    """What would be made, what it asks exceptions for, and all its faults; `exceptions` None: those on record."""

    vacancy: Vacancy
    exceptions: Exceptions | None
    faults: Faults

    def at_the_gate(self, now: datetime) -> Judgement:
        """Whether the institution will look at it first, and at what (P3.8); of a vacancy without fault."""
        saved = _as_if_saved(self.vacancy)
        return judge_vacancy(saved, now, _asked(saved, self.exceptions))


def judge_new(
    workplace: Workplace,
    values: Mapping[str, Any],
    now: datetime,
    *,
    for_publishing: bool,
    exceptions: Iterable[Line] = (),
) -> Judged:
    """The vacancy that would be made; nothing is saved."""
    vacancy = unsaved_vacancy(workplace=workplace, values=values, now=now)
    return judge(vacancy, now, for_publishing=for_publishing, exceptions=exceptions)


def judge(
    vacancy: Vacancy, now: datetime, *, for_publishing: bool, exceptions: Iterable[Line] | None
) -> Judged:
    """Shapes first; the law only looks at what has the right shape."""
    faults = list(shape_faults(vacancy))
    if faults:
        return Judged(vacancy, None, faults)
    read: Exceptions | None = None
    if exceptions is not None:
        read, faults = read_exceptions(exceptions, vacancy, Parameters(timezone.localdate(now)))
    if for_publishing:
        faults += [*publishing_faults(vacancy, now), *_gate_faults(vacancy, now, read)]
    return Judged(vacancy, read, faults)


def _asked(vacancy: Vacancy, exceptions: Exceptions | None) -> dict[str, Asked] | None:
    return None if exceptions is None else as_if_asked(vacancy, exceptions)


def _gate_faults(vacancy: Vacancy, now: datetime, exceptions: Exceptions | None) -> Faults:
    """Criteria without an exception, contact data in the text (NDR-05, NDR-06)."""
    saved = _as_if_saved(vacancy)
    try:
        check_fairness(saved, now, _asked(saved, exceptions))
    except Problem as problem:
        return [problem]
    return []


def _as_if_saved(vacancy: Vacancy) -> Vacancy:
    """No row has the key 0: a vacancy in the making has no exceptions and no decisions yet."""
    if vacancy.pk is not None:
        return vacancy
    stand_in = copy.copy(vacancy)
    stand_in.pk = 0
    return stand_in


@remembered
def _occupation_id(code: str, today: date) -> int | None:
    found = find_valid_occupation(code, on=today)
    return found.pk if found else None


@remembered
def _is_province(code: int) -> bool:
    return Province.objects.filter(pk=code).exists()


@remembered
def _province_of(district: str) -> int | None:
    return District.objects.filter(pk=district).values_list("province_id", flat=True).first()


def _occupation(code: Any, today: date) -> tuple[dict[str, Any], Faults]:
    found = _occupation_id(str(code), today)
    if found is None:
        return {}, [_unknown("occupation", code)]
    return {"occupation_id": found}, []


def _accepted(codes: Any, today: date) -> tuple[dict[str, Any], Faults]:
    found = {code: _occupation_id(str(code), today) for code in codes}
    faults = [_unknown("accepted_occupations", code) for code, one in found.items() if one is None]
    return {"accepted_occupation_ids": [one for one in found.values() if one is not None]}, faults


def _province(code: Any, today: date) -> tuple[dict[str, Any], Faults]:
    if not _is_province(code):
        return {}, [_unknown("province", code)]
    return {"province_id": code}, []


def _district(code: Any, today: date) -> tuple[dict[str, Any], Faults]:
    if _province_of(code) is None:
        return {}, [_unknown("district", code)]
    return {"district_id": code}, []


CODED = {
    "occupation": _occupation,
    "accepted_occupations": _accepted,
    "province": _province,
    "district": _district,
}


def _unknown(name: str, code: Any) -> Problem:
    label = label_of("occupation" if name == "accepted_occupations" else name)
    return UNKNOWN_CODE(value=str(code)[:60], field_label=label, field=name)


def _district_faults(values: Mapping[str, Any]) -> Faults:
    if _province_of(values["district_id"]) == values["province_id"]:
        return []
    where = {"district": values["district_id"], "province": values["province_id"]}
    return [DISTRICT_ELSEWHERE(**where, field="district")]


def _listed_faults(values: Mapping[str, Any]) -> Faults:
    """What the forms take from lists that no column knows: countries and languages."""
    faults: Faults = []
    if (country := values.get("country")) and country not in country_names():
        faults.append(_unknown("country", country))
    spoken = language_names()
    lines = [line["language"] for line in values.get("languages", ())]
    faults += [_unknown("languages", one) for one in lines if one not in spoken]
    if len(set(lines)) != len(lines):
        faults.append(_unknown("languages", ", ".join(lines)))
    return faults


def _far_days(values: Mapping[str, Any], today: date) -> Iterator[Problem]:
    """Nothing is reckoned with the year 9999."""
    bounds = {"earliest": format_date(today - FAR), "latest": format_date(today + FAR)}
    for name, value in values.items():
        day = value.date() if isinstance(value, datetime) else value
        if isinstance(day, date) and abs(day - today) > FAR:
            yield DAY_FAR(day=format_date(day), **bounds, field=name)
