"""**İşlem Sonu** of the wizard: faults across the pages, warnings, and **Sil** or **Kapat** (P0.4, P3.1)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.models import Draft
from imece.core.wizards import Answers
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.create import as_changed, unsaved_vacancy
from imece.employment.vacancies.domain.incoming import Judged, judge
from imece.employment.vacancies.domain.warnings import warnings_for
from imece.employment.vacancies.domain.workflow import VACANCY
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.employer.sections import (
    exceptions_of,
    vacancy_of,
    values_of,
    waits,
    workplace_for,
)


def last_page(
    *, draft: Draft, answers: Answers, is_complete: bool, actor: Actor, step_url_of: Callable[[str], str]
) -> Mapping[str, Any]:
    known = vacancy_of(draft, actor)
    context: dict[str, Any] = {"vacancy": known}
    if known is not None:
        delete = VACANCY.table.move("delete")
        context["why_not_deleted"] = VACANCY.why_not(delete, known, actor, timezone.now())
    if is_complete:
        now = timezone.now()
        judged = _judged(draft, answers, actor, known, now)
        asked = [(ground, one.kind, one.reason) for ground, one in exceptions_of(answers).items()]
        found = judge(judged, now, for_publishing=True, exceptions=asked)
        context["faults"] = [(one, step_url_of(one.field or "")) for one in found.faults]
        context["what_follows"] = what_follows(found, answers, now)
        occupations = [judged.occupation_id, *values_of(answers)["accepted_occupation_ids"]]
        context["warnings"] = warnings_for(judged.workplace, occupations, timezone.localdate())
        context["last_day"] = judged.last_application_on
        context["fit_counts_url"] = _fit_counts_url(judged, values_of(answers)["languages"])
    return context


def _fit_counts_url(vacancy: Vacancy, languages: Sequence[Mapping[str, Any]]) -> str:
    """What each demand costs in people, before it is announced. Not of those reserved by law: they are not counted
    for a vacancy that nobody has saved (VAC-21)."""
    if vacancy.personal_status != PersonalStatus.NORMAL:
        return ""
    names = (
        "min_education",
        "max_education",
        "min_experience_months",
        "licence_classes",
        "work_kind",
        "application_area",
    )
    asked: dict[str, Any] = {name: getattr(vacancy, name) for name in names}
    asked |= {
        "occupation": vacancy.occupation.code,
        "province": vacancy.province_id,
        "district": vacancy.district_id,
        "last_application_on": format_date(vacancy.last_application_on),
        "certificates": ", ".join(vacancy.certificates),
        "computer_skills": ", ".join(vacancy.computer_skills),
        "needs_src": "on" if vacancy.needs_src else "",
        "needs_psychotechnic": "on" if vacancy.needs_psychotechnic else "",
    }
    if languages:
        asked |= {name: languages[0].get(name) or "" for name in ("language", "speaking")}
    given = {name: value for name, value in asked.items() if value}
    return f"{reverse('fit_counts')}?{urlencode(given, doseq=True)}"


def _judged(draft: Draft, answers: Answers, actor: Actor, known: Vacancy | None, now: datetime) -> Vacancy:
    """What Kaydet would make, not saved."""
    if known is not None:
        return as_changed(known, values_of(answers), now)
    workplace = workplace_for(draft, actor)
    assert workplace is not None
    return unsaved_vacancy(workplace=workplace, values=values_of(answers), now=now)


def what_follows(found: Judged, answers: Answers, now: datetime) -> list[str]:
    """What becomes of the vacancy when Kaydet is pressed; empty while something is in the way of it."""
    vacancy, is_open = found.vacancy, found.vacancy.state == VacancyState.OPEN
    if not is_open and waits(vacancy, answers, now):
        if vacancy.starts_on is None:
            return [gettext("Save keeps it as a draft: nobody finds it until you announce it.")]
        day = format_date(vacancy.starts_on)
        return [gettext("Save keeps it until {day}; on that day it is announced by itself.").format(day=day)]
    if found.faults:
        return []
    judgement = found.at_the_gate(now)
    if not judgement.needs_review:
        return [
            gettext("Save changes the announcement at once.")
            if is_open
            else gettext("Save announces it at once: everybody can find it.")
        ]
    told = [gettext("Save sends it to the unit's review: nobody finds it until the unit has decided.")]
    if words := ", ".join(f"«{one.words}»" for one in judgement.findings):
        told.append(gettext("The unit looks at these words first: {words}.").format(words=words))
    return told
