"""One page of hits with what the list shows of each, in a fixed number of questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from imece.core.actor import Actor
from imece.employment.vacancies.domain.search.audience import audience_of
from imece.employment.vacancies.domain.search.criteria import SearchCriteria
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.models import Vacancy

SHOWN_WITH = ("workplace__organisation", "occupation", "province", "district")
LISTED = (
    "number", "version", "title", "work_kind", "post_count", "wage_basis", "wage_min_amount", "wage_max_amount",
    "is_name_published", "is_abroad", "country", "personal_status", "published_at", "changed_at", "last_application_on",
    "workplace__organisation__name", "workplace__sector", "occupation__code", "occupation__name", "province__name",
    "district__name",
)  # fmt: skip
"""A vacancy has ten times as many columns."""


@dataclass(frozen=True)
class Found:
    """`distance_km`: by road between provinces, where the search was widened."""

    vacancy: Vacancy
    distance_km: int | None = None


def found_on_page(search: Search, start: int, stop: int) -> list[Found]:
    keys = search.keys(start, stop)
    vacancies = vacancies_by_key(keys)
    return [
        Found(vacancies[key], search.distances.get(vacancies[key].province_id))
        for key in keys
        if key in vacancies
    ]


def newest_vacancies(actor: Actor, count: int, now: datetime) -> list[Found]:
    """For a first page: the newest that this person may find."""
    return found_on_page(Search(SearchCriteria(), audience_of(actor), now), 0, count)


def vacancies_by_key(keys: Sequence[int]) -> dict[int, Vacancy]:
    """With what the list shows of each and nothing else, in one question."""
    return Vacancy.objects.select_related(*SHOWN_WITH).only(*LISTED).in_bulk(keys)


def only_found(search: Search) -> Vacancy | None:
    """All of one vacancy: of a search by its number."""
    return Vacancy.objects.select_related(*SHOWN_WITH).filter(pk__in=search.rows.values("pk")).first()
