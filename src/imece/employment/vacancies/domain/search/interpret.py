"""What the one box makes of typed words: a vacancy number, words that are filters (P2.3)."""

from dataclasses import dataclass

from imece.employment.vacancies.domain.search.criteria import Mode, SearchCriteria
from imece.employment.vacancies.domain.search.query_string import vacancy_number
from imece.employment.vacancies.domain.search.summary import CHOICES
from imece.employment.vacancies.domain.search.synonyms import SEARCH_WORDS, Understood

SHORTEST_NUMBER = 6
"""Digits from which typed digits are taken for a vacancy number."""


@dataclass(frozen=True)
class Interpretation:
    """`criteria` is what is asked; `literal` the same words as words alone, where some were understood otherwise."""

    criteria: SearchCriteria
    understood: tuple[Understood, ...] = ()
    literal: SearchCriteria | None = None

    def notes(self) -> list[tuple[str, str]]:
        """What was typed, and the filter it was taken for."""
        return [(one.phrase, str(CHOICES[one.name](one.value).label)) for one in self.understood]


def interpret(criteria: SearchCriteria) -> Interpretation:
    """Only in the one box: the manual's seven ways ask exactly what stands in their fields."""
    if criteria.mode != Mode.BOX or not criteria.words:
        return Interpretation(criteria)
    words = criteria.words
    if (
        words.isascii()
        and words.isdigit()
        and len(words) >= SHORTEST_NUMBER
        and (number := vacancy_number(words))
    ):
        return Interpretation(criteria.with_(words="", number=number))
    left, understood = SEARCH_WORDS.understand(words)
    if not understood:
        return Interpretation(criteria.with_(words=left))
    asked = criteria.with_(words=left)
    for one in understood:
        values = getattr(asked, one.name)
        asked = asked.with_(**{one.name: tuple(dict.fromkeys((*values, one.value)))})
    return Interpretation(asked, tuple(understood), criteria.with_(words=f'"{words}"'))
