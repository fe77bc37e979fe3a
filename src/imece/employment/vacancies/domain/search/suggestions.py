"""What helps when nothing was found: a wider place, one criterion less, another spelling (P2.3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext as _

from imece.core import turkish
from imece.employment.vacancies.domain.search import terms
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM, RADII_KM, SearchCriteria
from imece.employment.vacancies.domain.search.names import province_names
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.domain.search.summary import Criterion, chosen
from imece.employment.vacancies.domain.search.synonyms import SEARCH_WORDS, pieces
from imece.employment.vacancies.models import OpenVacancy
from imece.reference.models import District, Occupation, OccupationSynonym, Province

ALIKE: Final = 0.75
"""From this share of common letters (0–1) a word counts as misspelt: one wrong letter in five."""
SHORTEST: Final = 4
"""Shorter words are like too many others."""
MOST_WORDS: Final = 6
"""With more, none is left out alone: each costs a question."""


@dataclass(frozen=True)
class Suggestion:
    """Another search, what it is in words, and how many hits it has, up to the cap."""

    text: str
    criteria: SearchCriteria
    count_text: str = ""


# ------------------------------------------------------------------------------------------ another place or less
def wider_places(search: Search, cap: int) -> list[Suggestion]:
    """District → province → the provinces around → all of Türkiye; only those that find more than the one before.

    A province among the words counts as the place where none is chosen.
    """
    found, before = [], 0
    for text, criteria in _wider(_placed(search.criteria)):
        count = _count(search, criteria, cap)
        if count > before:
            found.append(Suggestion(text, criteria, _capped(count, cap)))
        before = max(before, count)
    return found


def _placed(criteria: SearchCriteria) -> SearchCriteria:
    words = () if criteria.provinces else _word_by_word(criteria)
    codes = {_key(name): code for code, name in Province.objects.values_list("pk", "name")} if words else {}
    named = (one.rest.with_(provinces=(codes[key],)) for one in words if (key := _key(one.text)) in codes)
    return next(named, criteria)


def _key(word: str) -> str:
    return " ".join(turkish.stems(word))


def _word_by_word(criteria: SearchCriteria) -> list[Criterion]:
    """Each typed word, and the criteria without it alone."""
    words = pieces(criteria.words)
    others = [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))]
    return [
        Criterion("words", word, criteria.with_(words=rest)) for word, rest in zip(words, others, strict=True)
    ]


def _wider(criteria: SearchCriteria) -> Iterator[tuple[str, SearchCriteria]]:
    origin = criteria.origin
    if origin is not None:
        name = province_names([origin]).get(origin, str(origin))
        if criteria.districts:
            criteria = criteria.with_(districts=())
            yield _("all of %(province)s") % {"province": name}, criteria
        for km in RADII_KM:
            if km > criteria.radius_km:
                yield (
                    _("%(province)s and %(km)s km around") % {"province": name, "km": km},
                    criteria.with_(radius_km=km),
                )
    if criteria.provinces and criteria.radius_km < EVERYWHERE_KM:
        yield _("all of Türkiye"), criteria.without("provinces")


def with_one_less(search: Search, cap: int) -> list[Suggestion]:
    """Each criterion taken away alone, most hits first; each word too, and all of them unless they are all there is."""
    criteria, words = chosen(search.criteria), _word_by_word(search.criteria)
    criteria = criteria if len(criteria) > 1 else []
    criteria += words if 1 < len(words) <= MOST_WORDS else []
    counted = [(_count(search, one.rest, cap), one) for one in criteria]
    ordered = sorted((one for one in counted if one[0]), key=lambda one: -one[0])
    return [Suggestion(one.text.strip("“”"), one.rest, _capped(count, cap)) for count, one in ordered]


def _count(search: Search, criteria: SearchCriteria, cap: int) -> int:
    return Search(criteria, search.audience, search.now).count(cap + 1)


def _capped(count: int, cap: int) -> str:
    return f"{cap}+" if count > cap else str(count)


# ------------------------------------------------------------------------------------------ another spelling
def respelt(search: Search) -> Suggestion | None:
    """**Bunu mu demek istediniz?** Words that occur in no open vacancy are replaced by the dictionary's nearest.

    Only asked when nothing was found; only words that are found somewhere are offered.
    """
    words = pieces(search.criteria.words)
    unknown = {word for word in words if not _occurs(word)}
    if not unknown:
        return None
    vocabulary = _vocabulary()
    changed = [_nearest(word, vocabulary) if word in unknown else word for word in words]
    if changed == words:
        return None
    criteria = search.criteria.with_(words=" ".join(changed))
    is_found = _count(search, SearchCriteria(words=criteria.words), 0)
    return Suggestion(criteria.words, criteria) if is_found else None


def _occurs(word: str) -> bool:
    query = terms.word_query(word, sees_names=False)
    return not query or OpenVacancy.objects.filter(words__matches=query).exists()


def _nearest(word: str, vocabulary: dict[str, str]) -> str:
    folded = "".join(turkish.tokens(word))
    if len(folded) < SHORTEST:
        return word
    near = [one for one in vocabulary if abs(len(one) - len(folded)) <= 2]
    found = get_close_matches(folded, near, n=1, cutoff=ALIKE)
    return vocabulary[found[0]] if found else word


def _vocabulary() -> dict[str, str]:
    """Folded → as it is written: words of occupations, their synonyms, our search words and places."""
    words: dict[str, str] = {}
    for phrase in _phrases():
        for word in phrase.split():
            folded = "".join(turkish.tokens(word))
            if len(folded) >= SHORTEST:
                words.setdefault(folded, turkish.lower(word).strip("(),"))
    return words


def _phrases() -> Iterable[str]:
    yield from Occupation.objects.values_list("name", flat=True)
    yield from OccupationSynonym.objects.values_list("name", flat=True)
    yield from SEARCH_WORDS.phrases()
    yield from Province.objects.values_list("name", flat=True)
    yield from District.objects.values_list("name", flat=True)
