"""`./imece bench search-quality`: how many of the labelled searches find what is meant among the first ten.

The corpus is fixed and synthetic: one open vacancy for each occupation of the dictionary. The searches are our own,
in classes (inflected, typed without Turkish letters, misspelt, synonyms, several words); a misspelt one counts as found
where «Bunu mu demek istediniz?» leads to it. The searches stand beside the test that holds the figure.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from tests.cast import make_employer, make_workplace

from imece.core.actor import ANONYMOUS, system_actor
from imece.core.transactions import acting
from imece.employment.selection.models import SelectionRound
from imece.employment.vacancies.domain.search import SearchCriteria
from imece.employment.vacancies.domain.search.page import ResultPage
from imece.employment.vacancies.domain.search_rows import rewrite_open_rows
from imece.employment.vacancies.models import Vacancy
from imece.reference.models import District, Occupation

QUERIES = Path(__file__).resolve().parents[1] / "tests/employment/vacancies/search/data/queries.csv"
FIRST, LEAST = 10, Decimal("0.90")
PLACES = (6, 34, 35, 16, 7, 42)
TEXT = "Deneyimli ve özenli çalışma arkadaşı aranmaktadır. Yemek ve yol ücreti işyerince karşılanır."


@dataclass(frozen=True)
class Labelled:
    kind: str
    text: str
    expected: frozenset[str]


def labelled() -> list[Labelled]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(row["class"], row["query"], frozenset(row["expected"].split()))
            for row in csv.DictReader(file)
        ]


def make_corpus() -> None:
    """In every province of `PLACES` those that the searches name with a place; else one after the other."""
    now = timezone.now()
    workplace = make_workplace(78, make_employer(78, "Ölçüm İşyeri"), "Ölçüm İşyeri")
    occupations = list(Occupation.objects.valid_on(now.date()).order_by("code"))
    wanted = [(one, PLACES[place % len(PLACES)]) for place, one in enumerate(occupations)]
    with_place = {code for one in labelled() if one.kind in {"several", "ascii"} for code in one.expected}
    wanted += [(one, code) for one in occupations if one.code in with_place for code in PLACES]
    districts = {code: District.objects.filter(province_id=code).order_by("code")[0] for code in PLACES}
    last = now.date() + timedelta(days=30)
    with acting(system_actor("benchmark")):
        rounds = SelectionRound.objects.bulk_create(
            SelectionRound(kind="vacancy", number=f"{number:011}", title=one.name, province=place, place_count=1,
                           organisation=workplace.organisation, accepts_until=last)
            for number, (one, place) in enumerate(wanted, 1)
        )  # fmt: skip
        Vacancy.objects.bulk_create(
            Vacancy(number=f"{number:011}", workplace=workplace, round=rounds[number - 1], title=one.name,
                    state="draft", description=TEXT, occupation=one, province_id=place, district=districts[place],
                    post_count=1, wage_min_amount=40_000, last_application_on=last, created_at=now,
                    published_at=now)
            for number, (one, place) in enumerate(wanted, 1)
        )  # fmt: skip
        Vacancy.objects.filter(state="draft").update(state="open")
    rewrite_open_rows()


def finds(one: Labelled) -> bool:
    page = ResultPage(SearchCriteria(words=one.text), ANONYMOUS, timezone.now())
    if page.is_empty and page.respelt:
        page = ResultPage(page.respelt.criteria, ANONYMOUS, timezone.now())
    return any(found.vacancy.occupation.code in one.expected for found in page.found[:FIRST])


def found_by_class() -> tuple[Counter[str], Counter[str], list[Labelled]]:
    """Found, asked, and those that were missed."""
    found, asked, missed = Counter[str](), Counter[str](), []
    for one in labelled():
        asked[one.kind] += 1
        if finds(one):
            found[one.kind] += 1
        else:
            missed.append(one)
    return found, asked, missed


def measure(rounds: int) -> dict[str, Any]:
    make_corpus()
    found, asked, missed = found_by_class()
    share = Decimal(found.total()) / asked.total()
    return {
        "found": dict(found), "asked": dict(asked), "missed": [f"{one.kind}: {one.text}" for one in missed],
        "share": str(round(share, 3)), "target": f">= {LEAST}", "is_met": share >= LEAST,
    }  # fmt: skip


def told(result: dict[str, Any]) -> list[str]:
    lines = [
        f"{kind:<10} {result['found'].get(kind, 0):>4} of {count}" for kind, count in result["asked"].items()
    ]
    lines += [f"in the first {FIRST}: {result['share']} (target {result['target']})"]
    return [*lines, *(f"  missed {one}" for one in result["missed"])]
