"""P3.5: the score of a person for a vacancy, as a sum of named parts. Pure; integers only.

Hard conditions are not here: who does not meet them is not ranked at all (`vacancies`, VAC-04). What is not a field
of `Strengths` cannot move the score: sex, birthplace, religion, name, age, nationality, marital, military and health
status are no fields of it (4857 art. 5, 6701 art. 3, 6).
"""

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.matching.domain.weights import Weights, weights, weights_version

Count = Annotated[int, msgspec.Meta(ge=0, le=100)]
Months = Annotated[int, msgspec.Meta(ge=0, le=1200)]
Kilometres = Annotated[int, msgspec.Meta(ge=0, le=3000)]
Rank = Annotated[int, msgspec.Meta(ge=0, le=8)]


class PartName(StrEnum):
    """Each has its words in `words.py`, told to both sides."""

    OCCUPATION = "occupation"
    EXPERIENCE = "experience"
    DOCUMENTS = "documents"
    PREFERRED = "preferred"
    WANTS_PLACE = "wants_place"
    DISTANCE = "distance"
    SCHOOLING = "schooling"
    WORK_KIND = "work_kind"
    NIGHTS = "nights"
    TRAVEL = "travel"
    WAGE = "wage"


class Strengths(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that the score knows of a person in view of one vacancy.

    `document_count`: papers and programs that the vacancy asks for and he has; `preferred_count`: of the
    employer's preferred skills those he has; the last four say whether his own wishes speak against the work.
    """

    is_main_occupation: bool = True
    experience_months: Months = 0
    document_count: Count = 0
    preferred_count: Count = 0
    wants_place: bool = True
    distance_km: Kilometres = 0
    schooling_above: Rank = 0  # levels above the lowest asked; 0 where none is asked
    other_work_kind: bool = False
    refuses_nights: bool = False
    refuses_travel: bool = False
    wants_more_wage: bool = False


class Part(msgspec.Struct, frozen=True):
    """One line of the score: points, and the facts its words are made of."""

    part: PartName
    points: int
    facts: dict[str, Any] = {}


def score_parts(known: Strengths, worth: Weights) -> list[Part]:
    """The parts in the order in which they are told; their sum is the score. A part of 0 points is left out."""
    parts = [*_adding(known, worth), *_deducting(known, worth)]
    return [one for one in parts if one.points]


def total(parts: list[Part]) -> int:
    return sum(one.points for one in parts)


def _adding(known: Strengths, worth: Weights) -> list[Part]:
    years = min(known.experience_months // 12, worth.experience_years_most)
    documents = min(known.document_count, worth.documents_most)
    preferred = min(known.preferred_count, worth.preferred_most)
    occupation = worth.occupation_main if known.is_main_occupation else worth.occupation_accepted
    return [
        Part(PartName.OCCUPATION, occupation, {"is_main": known.is_main_occupation}),
        Part(PartName.EXPERIENCE, years * worth.experience_year, {"months": known.experience_months}),
        Part(PartName.DOCUMENTS, documents * worth.document, {"count": known.document_count}),
        Part(PartName.PREFERRED, preferred * worth.preferred, {"count": known.preferred_count}),
        Part(PartName.WANTS_PLACE, worth.wants_place if known.wants_place else 0),
    ]


def _deducting(known: Strengths, worth: Weights) -> list[Part]:
    steps = known.distance_km // worth.distance_step_km * worth.distance_step
    above = known.schooling_above
    return [
        Part(PartName.DISTANCE, -min(steps, worth.distance_most), {"km": known.distance_km}),
        Part(
            PartName.SCHOOLING, -min(above * worth.schooling_level, worth.schooling_most), {"levels": above}
        ),
        Part(PartName.WORK_KIND, -worth.work_kind if known.other_work_kind else 0),
        Part(PartName.NIGHTS, -worth.nights if known.refuses_nights else 0),
        Part(PartName.TRAVEL, -worth.travel if known.refuses_travel else 0),
        Part(PartName.WAGE, -worth.wage if known.wants_more_wage else 0),
    ]


@rule(
    "P3.5",
    title=_("Score of a person for a vacancy, part by part"),
    article="İmece; 4857 md. 5, 6701 md. 3, 6",
    input_type=Strengths,
    example={"experience_months": 40, "distance_km": 260, "wants_place": False, "document_count": 1},
)
def reckon_score(asked: Strengths, parameters: Parameters) -> Outcome:
    parts = score_parts(asked, weights())
    steps = [Step(_("Weights, version"), weights_version())]
    steps += [Step(one.part, one.points) for one in parts]
    return Outcome(total(parts), tuple(steps))
