"""What the employer sees of the gate on his vacancy: what was found, who is looking, what was decided."""

from datetime import datetime
from typing import Any

from imece.employment.vacancies.domain.fairness.content import content_of
from imece.employment.vacancies.domain.fairness.judgement import judge_vacancy
from imece.employment.vacancies.domain.review_queries import last_decision, open_request
from imece.employment.vacancies.enums import ReviewOutcome, VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.findings import contacts_told, mark_texts, only_marked, trace_of

TOLD = (ReviewOutcome.RETURNED, ReviewOutcome.REJECTED)
AT_THE_GATE = (VacancyState.DRAFT, VacancyState.IN_REVIEW, VacancyState.REJECTED)


def review_shown(vacancy: Vacancy, now: datetime) -> dict[str, Any]:
    """For `_review.html`; empty once the vacancy is open or over."""
    if vacancy.state not in AT_THE_GATE:
        return {}
    decision = last_decision(vacancy)
    judgement = judge_vacancy(vacancy, now)
    told = judgement.as_json()
    return {
        "request": open_request(vacancy),
        "decision": decision if decision is not None and decision.outcome in TOLD else None,
        "texts": only_marked(mark_texts(content_of(vacancy).texts, told["findings"])),
        "trace": trace_of(told),
        "contacts": contacts_told(judgement.contacts),
    }
