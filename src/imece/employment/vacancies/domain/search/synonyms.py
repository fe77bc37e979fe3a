"""The reviewed words of the search: synonyms, one-way synonyms, English words, words that are filters, words that say
nothing.

They stand in `data/search_words.json`; an officer changes them by a reviewed commit, and `./imece bench
search-quality` shows what it does. Synonyms of occupations are the dictionary's own and stand in the rows.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from imece.core import turkish

FILE: Final = Path(__file__).resolve().parents[2] / "data" / "search_words.json"
LONGEST = 4
"""Words of a phrase at most."""
Stems = tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """A phrase that was taken for a filter: criterion and value."""

    phrase: str
    name: str
    value: str


class SearchWords:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content

    @cached_property
    def _ignored(self) -> frozenset[str]:
        return frozenset(turkish.stem(turkish.fold(word)) for word in self.content["ignored"])

    @cached_property
    def _meanings(self) -> dict[Stems, list[Stems]]:
        """Each phrase with what else means it; two-way from `same`, one-way from `also` and `english`."""
        found: dict[Stems, list[Stems]] = {}
        for group in self.content["same"]:
            stems = [_stems(phrase) for phrase in group]
            for one in stems:
                found.setdefault(one, []).extend(other for other in stems if other != one)
        for phrase, others in self._one_way():
            found.setdefault(_stems(phrase), []).extend(_stems(other) for other in others)
        return {phrase: list(dict.fromkeys(others)) for phrase, others in found.items()}

    def _one_way(self) -> Iterator[tuple[str, list[str]]]:
        yield from self.content["also"].items()
        for phrase, others in self.content["english"].items():
            yield phrase, others
            yield _plural(phrase), others

    @cached_property
    def _filters(self) -> dict[Stems, tuple[str, str]]:
        return {
            _stems(phrase): (name, value)
            for name, values in self.content["filters"].items()
            for value, phrases in values.items()
            for phrase in phrases
        }

    def phrases(self) -> Iterator[str]:
        """Every phrase as it is written, for the help with typing errors."""
        for group in self.content["same"]:
            yield from group
        for phrase, others in self._one_way():
            yield from (phrase, *others)
        for values in self.content["filters"].values():
            for phrases in values.values():
                yield from phrases

    def units(self, text: str) -> list[tuple[Stems, Stems]]:
        """The text cut into known phrases and single words, each as (stems, tokens); words that say nothing are out.

        Unless there are no others: then they are looked for after all.
        """
        tokens = turkish.tokens(text)
        stems = [turkish.stem(token) for token in tokens]
        units = [
            (tuple(stems[start:stop]), tuple(tokens[start:stop]))
            for start, stop in _cut(stems, self._meanings.keys())
        ]
        telling = [unit for unit in units if not (len(unit[0]) == 1 and unit[0][0] in self._ignored)]
        return telling or units

    def alternatives(self, stems: Stems) -> list[Stems]:
        return list(dict.fromkeys([stems, *self._meanings.get(stems, [])]))

    def understand(self, text: str) -> tuple[str, list[Understood]]:
        """The text without the phrases that are filters, and those. What stands in quotes is taken as words."""
        if '"' in text:
            return text.replace('"', " "), []
        words = [word for word in pieces(text) if turkish.tokens(word)]
        stems = [" ".join(_stems(word)) for word in words]
        left, understood = [], []
        for start, stop in _cut(stems, self._filters.keys()):
            phrase = " ".join(words[start:stop])
            known = self._filters.get(tuple(stems[start:stop]))
            if known:
                understood.append(Understood(phrase, *known))
            else:
                left.append(phrase)
        return " ".join(left), understood


def pieces(text: str) -> list[str]:
    """The words as they are typed; a hyphen, a stroke and a comma part them too (yarı-zamanlı, aşçı/garson)."""
    return [piece for piece in re.split(r"[\s,/-]+", text) if piece]


def _plural(phrase: str) -> str:
    """Of an English word: the stemmer knows Turkish endings alone."""
    if phrase.endswith("y"):
        return f"{phrase[:-1]}ies"
    return f"{phrase}es" if phrase.endswith("s") else f"{phrase}s"


def _stems(phrase: str) -> Stems:
    return tuple(turkish.stems(phrase))


def _cut(stems: Sequence[str], known: Any) -> list[tuple[int, int]]:
    """Bounds of the longest known phrases from the left, single words between them."""
    bounds, start = [], 0
    while start < len(stems):
        longest = min(LONGEST, len(stems) - start)
        length = next((n for n in range(longest, 1, -1) if tuple(stems[start : start + n]) in known), 1)
        bounds.append((start, start + length))
        start += length
    return bounds


SEARCH_WORDS: Final = SearchWords(json.loads(FILE.read_text(encoding="utf-8")))
