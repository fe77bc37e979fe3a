"""Synthetic vacancies for measuring at national scale: random words in Turkish shape, real provinces and occupations.

Nothing here says how relevant a hit is (`search_quality.py` does); latency and hit counts are what it is for. The same
number of rows gives the same vacancies. What a row is made of is drawn from tables reckoned once, texts from a pool.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from imece.core import turkish
from imece.employment.vacancies.domain.search import recency, terms
from imece.reference.models import District, Occupation

SEED, OPEN_SHARE, POOL, DRAWS = 20261122, 0.15, 20_000, 20_000
VOCABULARY, LEAST_WORDS, MOST_WORDS = 6_000, 30, 60
SYLLABLES = [
    "ka",
    "la",
    "ma",
    "ta",
    "ba",
    "sa",
    "da",
    "ra",
    "ya",
    "na",
    "ku",
    "lu",
    "mu",
    "tu",
    "bu",
    "ke",
    "le",
    "me",
    "te",
    "be",
    "se",
    "de",
    "re",
    "ye",
    "ne",
    "ki",
    "li",
    "mi",
    "ti",
    "bi",
    "çe",
    "şe",
    "gö",
    "ür",
    "öl",
    "ış",
]
WORK_KINDS = ("full_time", "part_time", "remote", "temporary", "seasonal", "shifts")
KIND_SHARES = (70, 10, 6, 6, 4, 4)
WORK_AREAS = (
    "production",
    "construction",
    "sales",
    "office",
    "informatics",
    "health",
    "tourism",
    "transport",
)
POSITIONS = ("worker", "skilled", "clerk", "technician", "specialist", "manager")
STATUSES = ("normal", "disabled", "ex_convict", "terror_affected")
STATUS_SHARES = (97, 2, 0.5, 0.5)
FIELDS = ("key", "is_open", "minute", "occupation", "accepted", "province", "district", "status", "kind", "area",
          "position", "sector", "is_abroad", "education", "wage", "title", "text", "front", "rest",
          "vector")  # fmt: skip
EMPLOYER = "Ölçüm İşyeri"


class World:
    """What rows are drawn from. Frequencies fall as in life: few provinces, occupations and words hold the most."""

    def __init__(self) -> None:
        self.dice = random.Random(SEED)
        rows = Occupation.objects.order_by("code").prefetch_related("synonyms")[:500]
        self.occupations = [
            (one.pk, one.code, one.name, [syn.name for syn in one.synonyms.all()]) for one in rows
        ]
        self.districts: dict[int, list[tuple[str, str, str]]] = {}
        for one in District.objects.select_related("province").order_by("code"):
            self.districts.setdefault(one.province_id, []).append((one.pk, one.name, one.province.name))
        large = [34, 6, 35, 16, 7]
        self.provinces = [*large, *(code for code in self.districts if code not in large)]
        self.province_weights = falling(len(self.provinces), 0.9)
        self.occupation_weights = falling(len(self.occupations), 0.5)
        self.word_weights = falling(VOCABULARY, 0.85)
        made = dict.fromkeys(
            "".join(self.dice.choices(SYLLABLES, k=self.dice.randint(2, 4))) for _ in range(VOCABULARY * 3)
        )
        self.words = list(made)[:VOCABULARY]
        stem_of = {word: turkish.stems(word)[0] for word in self.words}
        self.texts = [self._text(stem_of) for _number in range(POOL)]
        self.fronts = [" ".join(turkish.stems(one[2])) for one in self.occupations]
        self.synonyms = [" ".join(turkish.stems(" ".join(one[3]))) for one in self.occupations]
        self.places = {
            one[0]: " ".join(turkish.stems(f"{one[2]} {one[1]}"))
            for all_ in self.districts.values()
            for one in all_
        }

    def _text(self, stem_of: dict[str, str]) -> tuple[str, str, str, str]:
        """First word, its stem, the text, its stems."""
        words = self.dice.choices(
            self.words, cum_weights=self.word_weights, k=self.dice.randint(LEAST_WORDS, MOST_WORDS)
        )
        return (
            words[0],
            stem_of[words[0]],
            " ".join(words),
            " ".join(dict.fromkeys(stem_of[one] for one in words)),
        )

    def rows(self, count: int, newest: datetime) -> Iterator[dict[str, Any]]:
        """One vacancy as all engines get it; `front` and `rest` are lexemes, `vector` the same for PostgreSQL."""
        dice = self.dice
        provinces = dice.choices(self.provinces, cum_weights=self.province_weights, k=DRAWS)
        occupations = dice.choices(range(len(self.occupations)), cum_weights=self.occupation_weights, k=DRAWS)
        kinds, statuses = (
            dice.choices(WORK_KINDS, KIND_SHARES, k=DRAWS),
            dice.choices(STATUSES, STATUS_SHARES, k=DRAWS),
        )
        employer = " ".join(terms.employer_lexemes(EMPLOYER))
        draw = dice.random
        for key in range(1, count + 1):
            place, province = occupations[int(draw() * DRAWS)], provinces[int(draw() * DRAWS)]
            districts = self.districts[province]
            other = int(draw() * len(self.occupations)) if draw() < 0.2 else place
            occupation, text = self.occupations[place], self.texts[int(draw() * POOL)]
            row: dict[str, Any] = {
                "key": key, "is_open": draw() < OPEN_SHARE, "minute": count - key, "occupation": occupation[0],
                "accepted": [self.occupations[other][0]] if other != place else [], "province": province,
                "district": districts[int(draw() * len(districts))][0], "status": statuses[int(draw() * DRAWS)],
                "kind": kinds[int(draw() * DRAWS)], "area": WORK_AREAS[int(draw() * len(WORK_AREAS))],
                "position": POSITIONS[int(draw() * len(POSITIONS))], "sector": "public" if draw() < 0.08 else "private",
                "is_abroad": draw() < 0.02, "education": int(draw() * 7), "wage": 33030 + 500 * int(draw() * 100),
                "title": f"{occupation[2]} {text[0]}", "text": text[2],
            }  # fmt: skip
            others = f"{self.fronts[other]} {self.synonyms[other]}" if row["accepted"] else ""
            row["front"] = f"{self.fronts[place]} {text[1]} {self.places[row['district']]} {_facets(row)}"
            row["rest"] = f"{text[3]} {self.synonyms[place]} {employer} {others}"
            row["vector"] = _vector(row, newest) if row["is_open"] else ""
            yield row


def _facets(row: dict[str, Any]) -> str:
    letters = terms.FACET_LETTERS
    occupations = " ".join(f"_{terms.OCCUPATION}{one}" for one in (row["occupation"], *row["accepted"]))
    return f"_{letters['provinces']}{row['province']} _{letters['districts']}{row['district']} {occupations}"


def _vector(row: dict[str, Any], newest: datetime) -> str:
    times = recency.lexemes(newest - timedelta(minutes=row["minute"]))
    return terms.vector_text([*row["front"].split(), *times], row["rest"].split())


def falling(count: int, steepness: float) -> list[float]:
    """Cumulative weights 1, 1/2^s, 1/3^s …"""
    return list(accumulate(1 / (place + 1) ** steepness for place in range(count)))
