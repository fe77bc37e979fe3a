"""The wizard's pages by their forms, and the way between their answers and the domain's values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.models import Draft
from imece.core.parameters import Parameters
from imece.core.remembering import remembered
from imece.core.wizards import Answers
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplace_of
from imece.employment.vacancies.domain.fairness.exceptions import AskedException
from imece.employment.vacancies.domain.lines import LANGUAGE_PARTS
from imece.employment.vacancies.domain.publish import is_for_later
from imece.employment.vacancies.domain.queries import vacancies_in_scope
from imece.employment.vacancies.domain.terms import legal_age_of
from imece.employment.vacancies.enums import ExceptionKind, FairnessGround, VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.employer.forms import demands, gated, offer
from imece.employment.vacancies.web.fairness import initial_exceptions

OCCUPATION, STATUS, TERMS, SCHOOLING = "mesleki", "kisisel-durum", "calisma-sartlari", "ogrenim"
PHYSICAL, LANGUAGE, EXAM, LICENCE = "fiziksel", "yabanci-dil", "sinav", "surucu-belgesi"
MILITARY, ADDRESS, BENEFITS = "askerlik", "calisma-adresi", "olanaklar"
INTERVIEW, PROPERTIES = "gorusme-adresi", "talep-ozellikleri"

FORMS: dict[str, type[forms.Form]] = {
    OCCUPATION: demands.OccupationSection,
    STATUS: demands.StatusSection,
    TERMS: offer.TermsSection,
    SCHOOLING: demands.SchoolingSection,
    PHYSICAL: gated.PhysicalSection,
    LANGUAGE: demands.LanguageSection,
    EXAM: demands.ExamSection,
    LICENCE: demands.LicenceSection,
    MILITARY: gated.MilitarySection,
    ADDRESS: offer.WorkAddressSection,
    BENEFITS: offer.BenefitsSection,
    INTERVIEW: offer.InterviewSection,
    PROPERTIES: offer.PropertiesSection,
}


def exceptions_of(answers: Answers) -> dict[FairnessGround, AskedException]:
    """What is asked at the gate, ground by ground (NDR-05)."""
    asked: dict[FairnessGround, AskedException] = {}
    for slug in (PHYSICAL, MILITARY):
        cleaned = answers[slug]
        for ground in FORMS[slug].GROUNDS:  # type: ignore[attr-defined]
            if (
                any(cleaned.get(name) not in (None, "") for name in gated.CRITERIA[ground])
                and cleaned[f"{ground}_kind"]
            ):
                kind = ExceptionKind(cleaned[f"{ground}_kind"])
                asked[ground] = AskedException(kind, cleaned[f"{ground}_reason"])
    return asked


def values_of(answers: Answers) -> dict[str, Any]:
    """Every page's answers under the names of the domain; what is no column stays out."""
    values: dict[str, Any] = {}
    for slug, cleaned in answers.items():
        values |= _page_values(slug, cleaned)
    values.pop("is_kept_as_draft", None)
    for name in ("occupation", "province", "district"):
        if name in values:
            values[f"{name}_id"] = values.pop(name).pk
    return values


def _page_values(slug: str, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    form_class = FORMS[slug]
    if slug in (PHYSICAL, MILITARY):
        return {name: value for name, value in cleaned.items() if name in form_class.base_fields}
    if not hasattr(form_class, "values"):
        return dict(cleaned)
    form = form_class.__new__(form_class)
    form.cleaned_data = dict(cleaned)
    return form.values()


def initial_of(vacancy: Vacancy) -> dict[str, dict[str, Any]]:
    """A vacancy as the pages' initial values, also of one that is only a copy in the making."""
    initial = {slug: _plain(vacancy, form_class) for slug, form_class in FORMS.items()}
    accepted = vacancy.accepted_occupations.order_by("pk").values_list("occupation__code", flat=True)
    initial[OCCUPATION] |= {f"accepted_{place}": code for place, code in enumerate(accepted, start=1)}
    for place, row in enumerate(vacancy.languages.order_by("pk").values(*LANGUAGE_PARTS), start=1):
        stem = f"language_{place}"
        initial[LANGUAGE] |= {stem: row.pop("language")} | {
            f"{stem}_{part}": value for part, value in row.items()
        }
    if vacancy.own_exam_at is not None:
        at = timezone.localtime(vacancy.own_exam_at)
        initial[EXAM] |= {"own_exam_on": at.date(), "own_exam_time": at.time()}
    exceptions = initial_exceptions(vacancy)
    initial[PHYSICAL] |= exceptions
    initial[MILITARY] |= exceptions
    initial[PROPERTIES]["is_kept_as_draft"] = _is_kept(vacancy)
    return initial


def _is_kept(vacancy: Vacancy) -> bool:
    """A draft by its owner's wish: neither a fresh copy nor one that has been before the unit."""
    is_fresh_copy = vacancy.copied_from_id is not None and vacancy.version == 1
    is_plain = vacancy.state == VacancyState.DRAFT and vacancy.starts_on is None and not is_fresh_copy
    return is_plain and not vacancy.review_requests.exists()


def waits(vacancy: Vacancy, answers: Answers, now: datetime) -> bool:
    """For its first day, or because it is kept as a draft."""
    return is_for_later(vacancy, now) or bool(answers[PROPERTIES].get("is_kept_as_draft"))


def _plain(vacancy: Vacancy, form_class: type[forms.Form]) -> dict[str, Any]:
    """Foreign keys by what their fields read: a code."""
    values = {}
    for name in form_class.base_fields:
        if name == "occupation":
            values[name] = vacancy.occupation.code
        elif name in {"province", "district"}:
            values[name] = getattr(vacancy, f"{name}_id")
        elif hasattr(vacancy, name):
            values[name] = getattr(vacancy, name)
    return values


def vacancy_of(draft: Draft, actor: Actor) -> Vacancy | None:
    """The vacancy that a draft changes, in the actor's scope."""
    return _vacancy_with(draft.subject_key, actor) if draft.subject_key else None


@remembered
def _vacancy_with(number: str, actor: Actor) -> Vacancy | None:
    return vacancies_in_scope(actor).filter(number=number).first()


def workplace_for(draft: Draft, actor: Actor) -> Workplace | None:
    vacancy = vacancy_of(draft, actor)
    return vacancy.workplace if vacancy else workplace_of(actor)


def properties_arguments(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    """VAC-20: the sector comes from the workplace; a vacancy that was announced keeps its first day."""
    vacancy, workplace = vacancy_of(draft, actor), workplace_for(draft, actor)
    return {
        "is_public": workplace is not None and workplace.sector == Sector.PUBLIC,
        "is_announced": vacancy is not None and vacancy.published_at is not None,
    }


def gated_arguments(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    """VAC-29: an age that the law sets for the work chosen on Çalışma Şartları needs no exception."""
    terms = answers.get(TERMS, {})
    is_underground = bool(terms.get("is_underground_or_underwater"))
    lowest = legal_age_of(is_underground, bool(terms.get("is_light_work")), Parameters(timezone.localdate()))
    return {"lowest_age": lowest}


def defaults_of(slug: str) -> dict[str, Any]:
    """The usual values that the page's own fields begin with."""
    fields = FORMS[slug].base_fields.items()
    initial = {name: field.initial() if callable(field.initial) else field.initial for name, field in fields}
    return {name: value for name, value in initial.items() if value is not None}
