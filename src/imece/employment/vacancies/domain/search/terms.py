"""What a row can be found by, and what is asked of it: both sides are made here, so that they always agree.

A lexeme is a Turkish stem of folded letters and digits, or a facet with an underscore before it: `_p6` is the
province 6, `_o12` an occupation, `_eornek` a word of the employer's name. No typed word holds an underscore.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from imece.core import turkish
from imece.employment.vacancies.domain.search.criteria import SearchCriteria, WorkPlace
from imece.employment.vacancies.domain.search.synonyms import SEARCH_WORDS

Alternative = tuple[str, ...]
"""Lexemes that must all occur."""

FACET_LETTERS: Final = {"provinces": "p", "districts": "d"}
"""Criteria that cut deep enough to be asked together with the words. A lexeme that nearly every row has (normal status,
private sector) would cost the word index more than it saves; such ones are compared in the rows that were found."""
OCCUPATION, EMPLOYER, RECENCY = "o", "e", "n"
QUOTED: Final = re.compile(r"'((?:[^']|'')+)'")


def facet(letter: str, value: object) -> str:
    return f"_{letter}{value}"


def employer_lexemes(name: str) -> list[str]:
    """Names are not stemmed: nobody inflects them in a search field."""
    return [facet(EMPLOYER, word) for word in turkish.tokens(name)]


def work_place_of(is_abroad: bool) -> WorkPlace:
    return WorkPlace.ABROAD if is_abroad else WorkPlace.DOMESTIC


def vector_text(front: Iterable[str], rest: Iterable[str]) -> str:
    """A tsvector as text: what stands in front bears the weight A, everything else none.

    The weight hangs on a place in the text, so the front has one and the same; without places rows stay narrow.
    """
    weighted = set(front)
    lexemes = [f"{_quoted(one)}:1A" for one in sorted(weighted)]
    return " ".join([*lexemes, *(_quoted(one) for one in sorted(set(rest) - weighted))])


# ------------------------------------------------------------------------------------------ the question
def word_query(words: str, *, sees_names: bool) -> str:
    """A tsquery in which every meaningful word occurs, or a synonym of it; empty when nothing meaningful is typed.

    Whoever may see every employer's name finds by it too.
    """
    return " & ".join(_any_of(one) for one in word_groups(words, sees_names=sees_names))


def word_groups(words: str, *, sees_names: bool) -> list[list[Alternative]]:
    """For each meaningful word what may occur instead of it."""
    groups = []
    for stems, tokens in SEARCH_WORDS.units(words):
        alternatives = SEARCH_WORDS.alternatives(stems)
        if sees_names and len(tokens) == 1:
            alternatives = [*alternatives, (facet(EMPLOYER, tokens[0]),)]
        groups.append(alternatives)
    return groups


def only_word(words: str) -> str:
    """The lexeme that alone says what was typed; empty when there are several, or others that mean the same."""
    groups = word_groups(words, sees_names=False)
    return groups[0][0][0] if [len(one) for group in groups for one in group] == [1] else ""


def facet_query(criteria: SearchCriteria, occupation_ids: Sequence[int], provinces: Sequence[int]) -> str:
    """Places and occupations as a tsquery, for asking them together with words; `provinces` are widened already."""
    groups = [*place_groups(criteria, provinces), *facet_groups(OCCUPATION, occupation_ids)]
    return " & ".join(_any_of(one) for one in groups)


def placed(query: str, provinces: Iterable[int]) -> str:
    """A tsquery made here, asked of `PlacedWords` of any of these provinces."""
    return " | ".join("({})".format(QUOTED.sub(rf"'{one}:\1'", query)) for one in provinces)


def place_groups(criteria: SearchCriteria, provinces: Sequence[int]) -> list[list[Alternative]]:
    return [
        *facet_groups(FACET_LETTERS["provinces"], provinces),
        *facet_groups(FACET_LETTERS["districts"], criteria.districts),
    ]


def facet_groups(letter: str, values: Sequence[Any]) -> list[list[Alternative]]:
    return [[(facet(letter, value),) for value in values]] if values else []


def employer_query(name: str) -> str:
    """Every word of the name; the last one may be unfinished."""
    lexemes = [_quoted(one) for one in employer_lexemes(name)]
    return " & ".join([*lexemes[:-1], f"{lexemes[-1]}:*"]) if lexemes else ""


def _any_of(alternatives: Sequence[Alternative]) -> str:
    texts = [" & ".join(_quoted(lexeme) for lexeme in one) for one in alternatives]
    if len(texts) == 1:
        return texts[0]
    return "(" + " | ".join(f"({text})" if "&" in text else text for text in texts) + ")"


def _quoted(lexeme: str) -> str:
    doubled = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
