"""Languages with their levels and documents, and exams."""

from collections.abc import Iterable
from typing import Any

from imece.employment.vacancies.domain.conditions import (
    Condition,
    Demands,
    ExamTaken,
    Facts,
    Finding,
    LanguageAsked,
    LanguageKnown,
)
from imece.employment.vacancies.domain.fit.comparing import first_after, is_named, is_valid_on

SKILLS = ("reading", "writing", "speaking")


def languages(demands: Demands, facts: Facts) -> list[Finding]:
    """Each language: first its levels by skill, then the document with its points."""
    known = {one.language: one for one in facts.languages}
    return [
        finding
        for asked in demands.languages
        for finding in _language_findings(asked, known.get(asked.language))
    ]


def _language_findings(asked: LanguageAsked, known: LanguageKnown | None) -> Iterable[Finding]:
    is_met = known is not None and all(
        _reaches(getattr(known, skill), getattr(asked, skill)) for skill in SKILLS
    )
    yield Finding(Condition.LANGUAGE, asked, known, is_met)
    if asked.document or asked.min_score is not None:
        has_document = known is not None and (not asked.document or is_named(asked.document, known.document))
        score = known.score if known is not None else None
        has_score = asked.min_score is None or (score is not None and score >= asked.min_score)
        yield Finding(Condition.LANGUAGE_DOCUMENT, asked, known, has_document and has_score)


def _reaches(known: Any, asked: Any) -> bool:
    return asked is None or (known is not None and known.rank >= asked.rank)


def exam(demands: Demands, facts: Facts) -> Finding | None:
    """Points of that exam and kind that count on the day; the best of them is told."""
    if demands.exam_kind is None:
        return None
    taken = [one for one in facts.exams if _is_that_exam(one, demands)]
    valid = [one.score for one in taken if is_valid_on(one.taken_on, one.valid_until, demands.on)]
    best = max(valid, default=None)
    lowest = demands.min_exam_score
    is_met = best is not None and (lowest is None or best >= lowest)
    enough = [one.taken_on for one in taken if lowest is None or one.score >= lowest]
    asked = (demands.exam_kind, demands.exam_name, lowest)
    return Finding(Condition.EXAM, asked, best, is_met, None if is_met else first_after(demands, enough))


def _is_that_exam(one: ExamTaken, demands: Demands) -> bool:
    is_named_so = not demands.exam_name or is_named(demands.exam_name, one.name)
    return one.kind == demands.exam_kind and is_named_so
