"""Vacancies from the actor's scope, and the open ones that everybody may find."""

from django.db.models import F, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.employment.selection.public import FILLED, CandidateCount
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy

NEVER_ANNOUNCED = (
    VacancyState.DRAFT,
    VacancyState.DELETED,
    VacancyState.IN_REVIEW,
    VacancyState.REJECTED,
)


def vacancy_of_round(round_id: int) -> Vacancy | None:
    """The vacancy that candidates of a round apply to; whoever sees the candidate may know it."""
    return Vacancy.objects.filter(round_id=round_id).select_related("workplace").first()


def vacancies_in_scope(actor: Actor) -> QuerySet[Vacancy]:
    """The workplace's own, the unit's province, all for headquarters; deleted ones are nobody's."""
    rows = Vacancy.objects.exclude(state=VacancyState.DELETED).select_related(
        "workplace__organisation", "round", "occupation", "province", "district"
    )
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(workplace__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(province_id=key(actor.province)).exclude(state=VacancyState.DRAFT)
    if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows.exclude(state=VacancyState.DRAFT)
    return rows.none()


def for_lists(rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Adds `candidate_count` and `filled_post_count`: two sub-queries, not two per row; and the names that a list
    prints (`occupation_name`, `district_name`), so that it needs no object for each."""
    return rows.annotate(
        candidate_count=CandidateCount("round_id"),
        filled_post_count=CandidateCount("round_id", FILLED),
        occupation_name=F("occupation__name"),
        district_name=F("district__name"),
    )


def announced_vacancies() -> QuerySet[Vacancy]:
    """Those that have been open at least once: their announcement can be read by everybody, also when over."""
    rows = Vacancy.objects.exclude(state__in=NEVER_ANNOUNCED)
    return rows.select_related("workplace__organisation", "round", "occupation", "province", "district")


def may_see_employer(actor: Actor, vacancy: Vacancy) -> bool:
    """P2.1, VAC-12: without signing in the name is not shown, unless the vacancy publishes it."""
    return vacancy.is_name_published or actor.is_signed_in
