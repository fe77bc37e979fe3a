"""What a public body does not choose about its vacancy: its sector, its five days (VAC-20, VAC-23)."""

from datetime import date, datetime

from django.utils import timezone

from imece.core.parameters import Parameters
from imece.employment.employers.enums import Sector
from imece.employment.vacancies.domain.public_rules import public_last_day
from imece.employment.vacancies.enums import PublicMethod
from imece.employment.vacancies.models import Vacancy
from imece.reference.public import holidays_for


def is_public(vacancy: Vacancy) -> bool:
    """VAC-20: from the workplace, never from the user."""
    return vacancy.workplace.sector == Sector.PUBLIC


def five_days_from(vacancy: Vacancy, day: date) -> date:
    """VAC-23 with the administrative leave that concerns public bodies of the province."""
    holidays = holidays_for(province=vacancy.province_id, is_public_body=True)
    return public_last_day(day, Parameters(day), holidays)


def fill_public_terms(vacancy: Vacancy, now: datetime) -> None:
    """What a public body does not choose: the last day follows the announcement, and a draw is the usual method."""
    if not is_public(vacancy):
        return
    vacancy.public_method = vacancy.public_method or PublicMethod.DIRECT_DRAW
    announced_at = vacancy.published_at or now
    begins_on = max(timezone.localdate(announced_at), vacancy.starts_on or timezone.localdate(announced_at))
    vacancy.last_application_on = five_days_from(vacancy, begins_on)
