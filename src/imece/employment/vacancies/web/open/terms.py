"""What a vacancy asks and offers, for everybody to read on the announcement before he signs in (VAC-07)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imece.employment.jobseekers.enums import Sex
from imece.employment.jobseekers.public import Birth
from imece.employment.vacancies.domain.conditions import Condition, Demands, Facts, Finding
from imece.employment.vacancies.domain.fit.judge import judge
from imece.employment.vacancies.domain.known_facts import demands_of
from imece.employment.vacancies.domain.why_not import shown_values
from imece.employment.vacancies.enums import Benefit
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.open.reasons import NAMES

SAID_ABOVE = {
    Condition.LAWFUL_AGE,
    Condition.UNDERGROUND,
    Condition.PERSONAL_STATUS,
    Condition.EDUCATION,
    Condition.EXPERIENCE,
}
WITHOUT_VALUE = {
    Condition.CITIZENSHIP,
    Condition.DISABILITY_REPORT,
    Condition.SRC,
    Condition.PSYCHOTECHNIC,
}
YES_OR_NOTHING = ("has_travel", "has_night_work", "is_underground_or_underwater", "is_light_work")
Rows = list[Mapping[str, str]]


def asked_of(vacancy: Vacancy, day: date) -> Rows:
    """Its conditions in the order in which they are judged; nobody is compared with them here."""
    demands = demands_of(vacancy, day)
    anybody = Facts(birth=Birth(day.year), sex=Sex.MALE, personal_status=demands.personal_status)
    asked: dict[Condition, list[str]] = {}
    for finding in judge(demands, anybody):
        if finding.is_hard and finding.condition not in SAID_ABOVE:
            asked.setdefault(finding.condition, []).append(_asked(finding, demands))
    return [{"label": str(NAMES[one]), "value": "; ".join(values)} for one, values in asked.items()]


def _asked(finding: Finding, demands: Demands) -> str:
    return _("required") if finding.condition in WITHOUT_VALUE else shown_values(finding, demands)["asked"]


def offered_by(vacancy: Vacancy) -> Rows:
    contract = str(vacancy.get_contract_kind_display())
    if vacancy.contract_months:
        months = ngettext("{months} month", "{months} months", vacancy.contract_months)
        contract += ", " + months.format(months=vacancy.contract_months)
    benefits = ", ".join(str(Benefit(one).label) for one in vacancy.benefits)
    given: dict[str, Any] = {"contract_kind": contract, "weekly_days": vacancy.weekly_days}
    given |= {name: _("Yes") for name in YES_OR_NOTHING if getattr(vacancy, name)}
    given["benefits"] = benefits
    return [
        {"label": str(Vacancy._meta.get_field(name).verbose_name), "value": str(value)}  # type: ignore[union-attr]
        for name, value in given.items()
        if value
    ]
