"""Whether the terms of a vacancy hold together and are lawful, across the wizard's pages (VAC-21, VAC-27 to VAC-31)."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem, define
from imece.core.formats import format_date, format_decimal
from imece.core.parameters import Parameters
from imece.employment.employers.enums import Sector
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.fairness.content import content_of
from imece.employment.vacancies.domain.fairness.gate import working_age_name
from imece.employment.vacancies.domain.fairness.problems import TOO_YOUNG, WOMEN_UNDERGROUND
from imece.employment.vacancies.domain.rules import last_day_bounds, lowest_wage
from imece.employment.vacancies.enums import ContractKind, PublicMethod, Sex, WageBasis
from imece.employment.vacancies.models import Vacancy
from imece.reference.enums import EducationLevel, ExamKind

LAST_DAY_WRONG = define(
    "VAC-101",
    _("The last application date {day} is not possible."),
    remedy=_("It lies between {earliest} and {latest} ({max_days} days at most)."),
    status=422,
    article="VAC-31",
)
WAGE_TOO_LOW = define(
    "VAC-102",
    _("The offered wage of {wage} TL is below the minimum wage for {hours} hours a week."),
    remedy=_("Offer at least {lowest} TL gross a month."),
    status=422,
    article="4857 md. 39 (VAC-30)",
)
NET_WAGE_TOO_LOW = define(
    "VAC-140",
    _("The offered net wage of {wage} TL is below the net minimum wage for {hours} hours a week."),
    remedy=_("Offer at least {lowest} TL net a month, or tell the wage gross."),
    status=422,
    article="4857 md. 39 (VAC-30)",
)
WEEK_TOO_LONG = define(
    "VAC-106",
    _("A week of {hours} hours is longer than the law allows."),
    remedy=_("Write at most {most} hours a week."),
    status=422,
    article="4857 md. 63",
)
MONTHS_MISSING = define(
    "VAC-143",
    _("A contract of definite duration needs its months."),
    remedy=_("Write the duration in months, or choose a contract of indefinite duration."),
    status=422,
    article="4857 md. 11",
)
MONTHS_NOT_NEEDED = define(
    "VAC-144",
    _("A duration of {months} months was written for a contract of indefinite duration."),
    remedy=_("Empty the duration, or choose a contract of definite duration."),
    status=422,
    article="4857 md. 11",
)
COUNTRY_MISSING = define(
    "VAC-145",
    _("Work abroad needs its country."),
    remedy=_("Choose the country, or take out the mark of work abroad."),
    status=422,
)
COUNTRY_NOT_NEEDED = define(
    "VAC-146",
    _("A country or project was given, but the work is not marked as abroad."),
    remedy=_("Mark the work as abroad, or empty country and project."),
    status=422,
)
NOT_FOR_DISABLED = define(
    "VAC-147",
    _("Groups or rates of disability were given, but the vacancy is not for disabled people."),
    remedy=_("Choose the personal status «Disabled», or empty groups and rates."),
    status=422,
    article="VAC-21",
)
RATE_TOO_LOW = define(
    "VAC-148",
    _("A rate of disability of {rate} % is below what the law counts."),
    remedy=_("Write {lowest} or more, or leave it empty."),
    status=422,
    article="RG 27210 md. 3 (VAC-21)",
)
ORDER_WRONG = define(
    "VAC-149",
    _("«{lower}» ({low}) is above «{higher}» ({high})."),
    remedy=_("Turn them round, or empty one of the two."),
    status=422,
)
METHOD_MISSING = define(
    "VAC-150",
    _("A public body says by which method it chooses."),
    remedy=_("Choose the method on the page Talep Özellikleri of the detailed wizard."),
    status=422,
    article="RG 27314 (VAC-25)",
)
METHOD_NOT_NEEDED = define(
    "VAC-151",
    _("Only public bodies choose by draw or by exam points."),
    remedy=_("Empty the method and the mark of a career post."),
    status=422,
    article="VAC-20",
)
OTHER_REGULATION = define(
    "VAC-152",
    _("Public posts for «{status}» are not filled by points of the public personnel exam."),
    remedy=_("Choose a draw: these posts follow a regulation of their own."),
    status=422,
    article="mevzuat no 13447 (VAC-28)",
)
EXAM_MISSING = define(
    "VAC-153",
    _("Choosing by exam points needs the exam."),
    remedy=_("Choose KPSS or EKPSS on the page Sınav Gereksinimi."),
    status=422,
    article="VAC-25",
)
CAREER_POINTS = define(
    "VAC-154",
    _("A career post asks for at least {lowest} points of the public personnel exam."),
    remedy=_("Choose KPSS on the page Sınav Gereksinimi, with {lowest} points or more."),
    status=422,
    article="VAC-27",
)
START_WRONG = define(
    "VAC-155",
    _("The announcement cannot begin on {day}."),
    remedy=_("Write a day not after the last application date, or leave it empty."),
    status=422,
)
ADDRESS_WITHOUT_EXAM = define(
    "VAC-156",
    _("Place or time of an exam of your own is not complete."),
    remedy=_("Write both the time and the place, or neither."),
    status=422,
)
NOT_LIGHT = define(
    "VAC-157",
    _("Underground or underwater work is marked as light work."),
    remedy=_("Take one of the two marks out."),
    status=422,
    article="4857 md. 71, 72 (VAC-29)",
)
WEEK_TOO_LONG_FOR_CHILDREN = define(
    "VAC-158",
    _("A week of {hours} hours is too long for people from the age of {age}."),
    remedy=_("Write at most {most} hours a week, or ask for a higher age."),
    status=422,
    article="4857 md. 71 (VAC-29)",
)
Faults = Iterator[Problem]


def faults_in_terms(vacancy: Vacancy, sector: str, parameters: Parameters) -> Faults:
    """Every fault, in the order of the pages; each names its field. Takes a vacancy that need not be saved."""
    for check in CHECKS:
        yield from check(vacancy, parameters)
    yield from _public_faults(vacancy, sector, parameters)


def lowest_age_of(vacancy: Vacancy, sector: str, parameters: Parameters) -> int:
    """The age the law itself sets for this work (VAC-24, VAC-29), whatever is asked."""
    lowest = legal_age_of(vacancy.is_underground_or_underwater, vacancy.is_light_work, parameters)
    return max(lowest, parameters.integer("public_lowest_age")) if sector == Sector.PUBLIC else lowest


def legal_age_of(is_underground: bool, is_light: bool, parameters: Parameters) -> int:
    """VAC-29: of underground work, of light work, of all other."""
    return parameters.integer(working_age_name(is_underground, is_light))


def day_faults(day: date, today: date, parameters: Parameters) -> Faults:
    """VAC-31: the last application date of a private vacancy, published or extended today."""
    max_days = parameters.integer("vacancy_max_days")
    earliest, latest = last_day_bounds(today, max_days)
    if not earliest <= day <= latest:
        yield LAST_DAY_WRONG(
            day=format_date(day),
            earliest=format_date(earliest),
            latest=format_date(latest),
            max_days=max_days,
            field="last_application_on",
        )


def _start_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    start = vacancy.starts_on
    if vacancy.published_at is None and start is not None and start > vacancy.last_application_on:
        yield START_WRONG(day=format_date(start), field="starts_on")


def _status_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    rates = (vacancy.min_disability_rate, vacancy.max_disability_rate)
    if vacancy.personal_status != PersonalStatus.DISABLED:
        if vacancy.disability_groups or any(rate is not None for rate in rates):
            yield NOT_FOR_DISABLED(field="disability_groups")
        return
    lowest = parameters.integer("lowest_disability_rate")
    for name in ("min_disability_rate", "max_disability_rate"):
        rate = getattr(vacancy, name)
        if rate is not None and rate < lowest:
            yield RATE_TOO_LOW(rate=rate, lowest=lowest, field=name)


def _wage_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    """VAC-30 on the basis on which the wage is told."""
    is_net = vacancy.wage_basis == WageBasis.NET
    minimum = parameters.decimal("min_wage_net_month" if is_net else "min_wage_gross_month")
    hours = vacancy.weekly_hours
    lowest = lowest_wage(hours, parameters.integer("full_week_hours"), minimum)
    if vacancy.wage_min_amount < lowest:
        kind = NET_WAGE_TOO_LOW if is_net else WAGE_TOO_LOW
        amounts = {"wage": format_decimal(vacancy.wage_min_amount), "lowest": format_decimal(lowest)}
        yield kind(**amounts, hours=hours, field="wage_min_amount")


def _term_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    full_week_hours = parameters.integer("full_week_hours")
    if vacancy.weekly_hours > full_week_hours:
        yield WEEK_TOO_LONG(hours=vacancy.weekly_hours, most=full_week_hours, field="weekly_hours")
    is_definite = vacancy.contract_kind == ContractKind.DEFINITE
    if is_definite and not vacancy.contract_months:
        yield MONTHS_MISSING(field="contract_months")
    if not is_definite and vacancy.contract_months:
        yield MONTHS_NOT_NEEDED(months=vacancy.contract_months, field="contract_months")


def _age_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    """VAC-29; without the sector, whose age of 18 is no bound of what an announcement may write."""
    lowest = legal_age_of(vacancy.is_underground_or_underwater, vacancy.is_light_work, parameters)
    for name in ("min_age", "max_age"):
        age = getattr(vacancy, name)
        if age is not None and age < lowest:
            yield TOO_YOUNG(age=age, legal_age=lowest, field=name)
    if content_of(vacancy).asks_women_underground:
        yield WOMEN_UNDERGROUND(sex=Sex.FEMALE.label, field="sex")


def _light_work_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    """4857 md. 71: below the usual working age only light work, and only a short week."""
    if not vacancy.is_light_work:
        return
    if vacancy.is_underground_or_underwater:
        yield NOT_LIGHT(field="is_light_work")
    most = parameters.integer("light_work_week_hours")
    asks_children = vacancy.min_age is not None and vacancy.min_age < parameters.integer(
        "minimum_working_age"
    )
    if asks_children and vacancy.weekly_hours > most:
        yield WEEK_TOO_LONG_FOR_CHILDREN(
            hours=vacancy.weekly_hours, age=vacancy.min_age, most=most, field="weekly_hours"
        )


def _place_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    if vacancy.is_abroad and not vacancy.country:
        yield COUNTRY_MISSING(field="country")
    if not vacancy.is_abroad and (vacancy.country or vacancy.project):
        yield COUNTRY_NOT_NEEDED(field="is_abroad")


def _exam_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    if (vacancy.own_exam_at is None) != (not vacancy.own_exam_place):
        yield ADDRESS_WITHOUT_EXAM(field="own_exam_at" if vacancy.own_exam_at is None else "own_exam_place")


PAIRS = (
    ("min_disability_rate", "max_disability_rate"),
    ("wage_min_amount", "wage_max_amount"),
    ("min_education", "max_education"),
    ("graduated_from", "graduated_until"),
    ("min_age", "max_age"),
    ("min_height_cm", "max_height_cm"),
    ("min_weight_kg", "max_weight_kg"),
    ("interviews_from", "interviews_until"),
)


def _order_faults(vacancy: Vacancy, parameters: Parameters) -> Faults:
    for lower, higher in PAIRS:
        low, high = getattr(vacancy, lower), getattr(vacancy, higher)
        if low in (None, "") or high in (None, "") or _ranked(low) <= _ranked(high):
            continue
        names = {"lower": _label(vacancy, lower), "higher": _label(vacancy, higher)}
        yield ORDER_WRONG(**names, low=_told(low), high=_told(high), field=higher)


def _ranked(value: Any) -> Any:
    return EducationLevel(value).rank if isinstance(value, str) else value


def _told(value: Any) -> Any:
    if isinstance(value, str):
        return EducationLevel(value).label
    if isinstance(value, Decimal):
        return format_decimal(value)
    return format_date(value) if isinstance(value, date) else value


def _label(vacancy: Vacancy, name: str) -> object:
    return vacancy._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def _public_faults(vacancy: Vacancy, sector: str, parameters: Parameters) -> Faults:
    """VAC-20, VAC-25, VAC-27, VAC-28; the five days are reckoned when it is published (VAC-23)."""
    method = vacancy.public_method
    if sector != Sector.PUBLIC:
        if method or vacancy.is_career_post:
            yield METHOD_NOT_NEEDED(field="public_method")
        return
    if not method:
        yield METHOD_MISSING(field="public_method")
    status = PersonalStatus(vacancy.personal_status)
    is_special = status in {PersonalStatus.EX_CONVICT, PersonalStatus.TERROR_AFFECTED}
    if method == PublicMethod.KPSS and is_special:
        yield OTHER_REGULATION(status=status.label, field="public_method")
    if method == PublicMethod.KPSS and vacancy.exam_kind not in {ExamKind.KPSS, ExamKind.EKPSS}:
        yield EXAM_MISSING(field="exam_kind")
    if vacancy.is_career_post:
        lowest = parameters.integer("career_post_lowest_points")
        if vacancy.exam_kind != ExamKind.KPSS or (vacancy.min_exam_score or 0) < lowest:
            yield CAREER_POINTS(lowest=lowest, field="min_exam_score")


CHECKS: tuple[Callable[[Vacancy, Parameters], Faults], ...] = (
    _status_faults,
    _term_faults,
    _wage_faults,
    _age_faults,
    _light_work_faults,
    _exam_faults,
    _place_faults,
    _order_faults,
    _start_faults,
)
