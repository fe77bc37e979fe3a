"""The reviewed list of phrases (NDR-06, VAC-33): read once, its small language made into expressions.

    {name}   a macro of the file            word~   the word with any inflection (bayan~: bayanlar, bayana)
    _ blank  a gap that no sentence end is in   *2   up to two words between
Everything else is a regular expression over folded letters.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[2] / "data" / "fairness_phrases.json"
GAP = r"(?:[^a-z0-9.!?;\n]{1,6}+)"  # both are possessive: an apostrophe fits each, and a row of them has one reading
WORD = r"[a-z0-9'%+]++"
ENDING = (
    r"(?:'?(?:l[ae]r|l[iu][gk]|[iu]m[iu]z|m[iu]z|[iu]n[iu]z|n[iu]z|n[iu]n|[iu]n|[yns]?[iu]|[yn]?[ae]|[td][ae]n?"
    r"|nd[ae]n?|d[iu]r|t[iu]r|yl[ae]|l[ae]|l[iu]|s[iu]z|c[iu]|[iu]m|n|m|s)){0,5}"
)
GENTLE = re.compile(r"(\*\d+ |~|_| )")
Span = tuple[int, int]


@dataclass(frozen=True)
class Expressions:
    """What `finditer` finds of each, looked for all at once: most texts hold none, and each is tried at few places."""

    patterns: tuple[str, ...]

    def spans(self, text: str) -> list[Span]:
        found: list[Span] = []
        ends = [0] * len(self.patterns)
        met = self._any.search(text)
        while met:
            for which, one in enumerate(self._each):
                if met.start() >= ends[which] and (match := one.match(text, met.start())):
                    found.append(match.span())
                    ends[which] = match.end()
            met = self._any.search(text, met.start() + 1)
        return found

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return _between_words("|".join(self.patterns))

    @cached_property
    def _each(self) -> list[re.Pattern[str]]:
        return [_between_words(pattern) for pattern in self.patterns]


def _between_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")


@dataclass(frozen=True)
class Phrase:
    """One row: what is looked for, on which ground, by which article, and what to write instead."""

    id: str
    topic: str
    article: str
    instead: dict[str, str]
    positive_for: frozenset[str]
    expressions: Expressions


@dataclass(frozen=True)
class PhraseList:
    version: str
    guarded: re.Pattern[str]
    phrases: tuple[Phrase, ...]
    harmless: tuple[tuple[frozenset[str], Expressions], ...]


@cache
def phrase_list() -> PhraseList:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    macros = data["macros"]
    phrases = tuple(_phrase(row, macros) for row in data["phrases"])
    harmless = tuple((frozenset(row["topics"]), _expressions(row, macros)) for row in data["harmless"])
    return PhraseList(data["version"], _guarded(data["guarded"]), phrases, harmless)


def _guarded(words: list[str]) -> re.Pattern[str]:
    """One of the words, its ending after it; where a text leaves no gap, another of them follows."""
    one = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"({one})(?:(?:l[ae]r|s)?(?={one}|$)|{ENDING}$)")


def _phrase(row: dict[str, Any], macros: dict[str, str]) -> Phrase:
    positive_for = frozenset(row.get("positive_for", ()))
    return Phrase(
        row["id"], row["topic"], row["article"], row["instead"], positive_for, _expressions(row, macros)
    )


def _expressions(row: dict[str, Any], macros: dict[str, str]) -> Expressions:
    return Expressions(tuple(_expression(pattern, macros) for pattern in row["patterns"]))


def _expression(pattern: str, macros: dict[str, str]) -> str:
    for name, meaning in macros.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{meaning})")
    return "".join(_part(part) for part in GENTLE.split(pattern))


def _part(part: str) -> str:
    if part in {" ", "_"}:
        return GAP
    if part == "~":
        return ENDING
    if part.startswith("*") and part.endswith(" "):
        return f"(?:{WORD}{GAP}){{0,{part[1:].strip()}}}"
    return part
