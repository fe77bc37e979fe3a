"""The explanation of one candidate's match, for both sides: as it was when he was chosen, or as it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain.queries import kept_explanation
from imece.employment.matching.domain.select import card_of, parts_of
from imece.employment.matching.domain.words import condition_label, part_words
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import FACTS_OF_A_PERSON, Condition

CONDITIONS = "conditions"


@dataclass(frozen=True)
class Explanation:
    """Words for the page. `kept_at` is None when it was reckoned just now (somebody who applied by himself)."""

    score: int
    adding: list[dict[str, str]]
    deducting: list[dict[str, str]]
    met: list[str]
    unmet: list[str]
    kept_at: datetime | None = None
    place: int | None = None
    weights_version: str = ""


def explain_candidate(candidate: Candidate, vacancy: Vacancy, now: datetime) -> Explanation:
    kept = kept_explanation(candidate)
    if kept is not None:
        told = _told(kept.parts)
        return Explanation(
            kept.score,
            **told,
            unmet=[],
            kept_at=kept.at,
            place=kept.place,
            weights_version=kept.weights_version,
        )
    rows = JobSeeker.objects.select_related("person", "province", "district")
    profile = rows.prefetch_related(*FACTS_OF_A_PERSON, "occupations__occupation").get(
        pk=candidate.job_seeker_id
    )
    card = card_of(vacancy, profile, now)
    return Explanation(card.score, **_told(parts_of(card)), unmet=card.unmet)


def _told(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    lines = [one for one in parts if one["part"] != CONDITIONS]
    met = [name for one in parts if one["part"] == CONDITIONS for name in one["facts"]["met"]]
    return {
        "adding": [_line(one) for one in lines if one["points"] > 0],
        "deducting": [_line(one) for one in lines if one["points"] < 0],
        "met": [condition_label(Condition(name)) for name in met],
    }


def _line(part: Mapping[str, Any]) -> dict[str, str]:
    return {"text": part_words(part["part"], part["facts"]), "points": f"{part['points']:+d}"}
