"""A vacancy as schema.org JobPosting (P2.3): what search engines read on the announcement's page."""

import json
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from imece.employment.vacancies.enums import ContractKind, WorkKind
from imece.employment.vacancies.models import Vacancy
from imece.reference.enums import EducationLevel

EMPLOYMENT_TYPES = {
    WorkKind.FULL_TIME: "FULL_TIME",
    WorkKind.PART_TIME: "PART_TIME",
    WorkKind.TEMPORARY: "TEMPORARY",
    WorkKind.SEASONAL: "TEMPORARY",
    WorkKind.REMOTE: "FULL_TIME",
    WorkKind.SHIFTS: "FULL_TIME",
}
CREDENTIALS = {
    EducationLevel.UPPER_SECONDARY: "high school",
    EducationLevel.ASSOCIATE: "associate degree",
    EducationLevel.BACHELOR: "bachelor degree",
    EducationLevel.MASTER: "postgraduate degree",
    EducationLevel.DOCTORATE: "postgraduate degree",
}
ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def job_posting_json(vacancy: Vacancy) -> SafeString:
    """For a data block in the page: no value can end the block or begin markup."""
    text = json.dumps(job_posting(vacancy), ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  nothing of markup is left in it


def job_posting(vacancy: Vacancy) -> dict[str, Any]:
    """The employer's name only where the vacancy publishes it (P2.1); schema.org's word for the rest is used."""
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": vacancy.description,
        "identifier": {"@type": "PropertyValue", "name": "İmece", "value": vacancy.number},
        "url": f"{settings.PUBLIC_URL}{reverse('announcement', args=[vacancy.number])}",
        "datePosted": vacancy.published_at.isoformat() if vacancy.published_at else None,
        "validThrough": _end_of(vacancy).isoformat(),
        "employmentType": _employment_type(vacancy),
        "hiringOrganization": _organisation(vacancy),
        "jobLocation": _location(vacancy),
        "jobLocationType": "TELECOMMUTE" if vacancy.work_kind == WorkKind.REMOTE else None,
        "applicantLocationRequirements": {"@type": "Country", "name": "TR"},
        "baseSalary": _salary(vacancy),
        "totalJobOpenings": vacancy.post_count,
        "occupationalCategory": f"{vacancy.occupation.code} {vacancy.occupation.name}",
        "workHours": f"{vacancy.weekly_hours} saat/hafta",
        "educationRequirements": _education(vacancy),
        "experienceRequirements": _experience(vacancy),
        "directApply": True,
        "inLanguage": "tr",
    }
    return {name: value for name, value in posting.items() if value is not None}


def _end_of(vacancy: Vacancy) -> datetime:
    """The last second of the last application date in Istanbul."""
    return timezone.make_aware(datetime.combine(vacancy.last_application_on, time(23, 59, 59)))


def _employment_type(vacancy: Vacancy) -> list[str]:
    kinds = [EMPLOYMENT_TYPES[WorkKind(vacancy.work_kind)]]
    if vacancy.contract_kind == ContractKind.DEFINITE and "TEMPORARY" not in kinds:
        kinds.append("TEMPORARY")
    return kinds


def _organisation(vacancy: Vacancy) -> Any:
    if not vacancy.is_name_published:
        return "confidential"
    return {"@type": "Organization", "name": vacancy.workplace.organisation.name}


def _location(vacancy: Vacancy) -> dict[str, Any]:
    """Abroad only the country is known: province and district are where people apply."""
    if vacancy.is_abroad:
        abroad = {"@type": "PostalAddress", "addressCountry": vacancy.country}
        return {"@type": "Place", "address": abroad}
    address = {
        "@type": "PostalAddress",
        "addressLocality": str(vacancy.district),
        "addressRegion": str(vacancy.province),
        "addressCountry": "TR",
    }
    return {"@type": "Place", "address": address}


def _salary(vacancy: Vacancy) -> dict[str, Any]:
    """Amounts as numbers with two decimals, written from Decimal; never through a float's rounding."""
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": "MONTH"}
    if vacancy.wage_max_amount is None:
        value["value"] = str(vacancy.wage_min_amount)
    else:
        value |= {"minValue": str(vacancy.wage_min_amount), "maxValue": str(vacancy.wage_max_amount)}
    return {"@type": "MonetaryAmount", "currency": "TRY", "value": value}


def _education(vacancy: Vacancy) -> dict[str, str] | None:
    level = CREDENTIALS.get(EducationLevel(vacancy.min_education))
    return {"@type": "EducationalOccupationalCredential", "credentialCategory": level} if level else None


def _experience(vacancy: Vacancy) -> dict[str, Any] | None:
    if not vacancy.min_experience_months:
        return None
    months = vacancy.min_experience_months
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}
