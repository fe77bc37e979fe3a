"""P3.8, NDR-05, NDR-06, NDR-08: the gate sends to review, the unit decides, the evidence stays."""

import pytest
from django.db import DatabaseError, transaction

from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.employment.vacancies.domain import review
from imece.employment.vacancies.domain.create import change_vacancy
from imece.employment.vacancies.domain.fairness.exceptions import AskedException, ask_exceptions
from imece.employment.vacancies.domain.publish import publish_vacancy
from imece.employment.vacancies.domain.queries import OpenCriteria, announced_vacancies, open_vacancies
from imece.employment.vacancies.enums import ExceptionKind, ExceptionState, FairnessGround, VacancyState
from imece.employment.vacancies.models import FairnessException, ReviewDecision, ReviewRequest, Vacancy
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, make_draft, make_vacancy

pytestmark = pytest.mark.django_db
REASON = "Kadın konukevinde gece nöbeti tutulacağı için gereklidir."
FOUND = {"description": "Atölyemiz için BAYAN ELEMAN ARANIYOR."}


def manager(cast: Cast):
    return actor_of(cast.manager, cast.workplace.organisation)


def officer(cast: Cast):
    return actor_of(cast.officer, cast.unit)


def demand(cast: Cast, vacancy: Vacancy, **values) -> None:
    """As the wizard's page will save them."""
    from imece.core.transactions import acting

    with acting(manager(cast)):
        Vacancy.objects.filter(pk=vacancy.pk).update(**values)
    vacancy.refresh_from_db()


def ask(cast: Cast, vacancy: Vacancy, ground=FairnessGround.SEX, kind=ExceptionKind.OCCUPATIONAL, reason=REASON):
    asked = {ground: AskedException(kind, reason)}
    return ask_exceptions(vacancy=vacancy, asked=asked, actor=manager(cast), now=NOW)


def publish(cast: Cast, vacancy: Vacancy) -> VacancyState:
    return publish_vacancy(vacancy=vacancy, actor=manager(cast), now=NOW)


def test_T_VAC_10_sex_with_reason_and_exception_is_published_once_approved(cast: Cast) -> None:
    """NDR-05."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, sex="female")
    ask(cast, vacancy)
    assert publish(cast, vacancy) == VacancyState.IN_REVIEW
    assert not open_vacancies(OpenCriteria()).exists()
    review.approve_vacancy(
        vacancy=vacancy, reason="Konukevinin yönetmeliği böyle.", actor=officer(cast), now=NOW
    )
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.OPEN
    assert open_vacancies(OpenCriteria()).count() == 1
    exception = FairnessException.objects.get(vacancy=vacancy)
    assert (exception.state, exception.decided_by_id) == (ExceptionState.APPROVED, cast.officer.pk)
    assert AuditRecord.objects.filter(action="vacancies.exception_approved").count() == 1


def test_T_VAC_11_a_flagged_text_is_not_published(cast: Cast) -> None:
    """NDR-06."""
    vacancy = make_vacancy(cast.manager, cast.workplace, **FOUND)
    assert vacancy.state == VacancyState.IN_REVIEW
    assert not open_vacancies(OpenCriteria()).exists()
    assert not announced_vacancies().exists()
    assert ReviewRequest.objects.get(vacancy=vacancy).due_on.isoformat() == "2026-11-25"
