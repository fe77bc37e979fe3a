"""Everything a page of results says, reckoned once (P0.3, P2.1, P2.3). The read interface stands on it too."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search.audience import Audience, audience_of
from imece.employment.vacancies.domain.search.criteria import Mode, SearchCriteria
from imece.employment.vacancies.domain.search.facets import Facet, facets_of, narrowing_most
from imece.employment.vacancies.domain.search.interpret import Interpretation, interpret
from imece.employment.vacancies.domain.search.results import Found, found_on_page
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.domain.search.suggestions import (
    Suggestion,
    respelt,
    wider_places,
    with_one_less,
)


@dataclass(frozen=True)
class ResultPage:
    """`asked` is what stands in the address; `number` counts from 1. Nothing is read before it is asked for."""

    asked: SearchCriteria
    actor: Actor
    now: datetime
    number: int = 1

    @cached_property
    def audience(self) -> Audience:
        return audience_of(self.actor)

    @cached_property
    def interpretation(self) -> Interpretation:
        return interpret(self.asked)

    @cached_property
    def search(self) -> Search:
        return Search(self.interpretation.criteria, self.audience, self.now)

    @cached_property
    def _parameters(self) -> Parameters:
        return Parameters(timezone.localdate(self.now))

    @cached_property
    def cap(self) -> int:
        return self._parameters.integer("search_cap")

    @cached_property
    def page_size(self) -> int:
        return self._parameters.integer("page_size")

    # ---- how many
    @cached_property
    def capped_count(self) -> int:
        return self.search.count(self.cap + 1)

    @property
    def is_over_cap(self) -> bool:
        return self.capped_count > self.cap

    @property
    def is_refused(self) -> bool:
        """VAC-09: the seven ways list no more than the cap; the one box lists the first thousand (P0.3)."""
        return self.is_over_cap and self.asked.mode != Mode.BOX

    @property
    def is_empty(self) -> bool:
        return self.capped_count == 0

    @property
    def count_text(self) -> str:
        return f"{self.cap}+" if self.is_over_cap else str(self.capped_count)

    # ---- the page
    @property
    def page_count(self) -> int:
        return max(1, -(-min(self.capped_count, self.cap) // self.page_size))

    @property
    def current(self) -> int:
        """A page beyond the last is the last."""
        return min(max(self.number, 1), self.page_count)

    @cached_property
    def found(self) -> list[Found]:
        if self.is_refused or self.is_empty:
            return []
        start = (self.current - 1) * self.page_size
        return found_on_page(self.search, start, min(start + self.page_size, self.cap))

    # ---- what helps
    @cached_property
    def facets(self) -> list[Facet]:
        return [] if self.is_refused or self.is_empty else facets_of(self.search)

    def narrowing(self, allowed: tuple[str, ...]) -> Facet | None:
        return narrowing_most(self.search, allowed) if self.is_refused else None

    @cached_property
    def hidden_statuses(self) -> list[str]:
        """VAC-21: categories asked for that are shown to their registrants alone."""
        return [
            str(PersonalStatus(one).label)
            for one in self.audience.hidden(self.search.criteria.personal_statuses)
        ]

    @cached_property
    def respelt(self) -> Suggestion | None:
        return respelt(self.search) if self.is_empty and self.search.criteria.words else None

    @cached_property
    def wider_places(self) -> list[Suggestion]:
        return wider_places(self.search, self.cap) if self.is_empty else []

    @cached_property
    def with_one_less(self) -> list[Suggestion]:
        """Less what a wider place says already."""
        told = {one.criteria for one in self.wider_places}
        found = with_one_less(self.search, self.cap) if self.is_empty else []
        return [one for one in found if one.criteria not in told]
