"""One person's strengths in view of one vacancy, from the same narrow rows that the ranking reads."""

from collections.abc import Iterable
from datetime import date

from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain import bits
from imece.employment.matching.domain.ranking import paper_count
from imece.employment.matching.domain.rules import Part, Strengths, score_parts, total
from imece.employment.matching.domain.wanted import Wanted
from imece.employment.matching.domain.weights import weights
from imece.employment.matching.models import SeekerRow
from imece.employment.vacancies.public import is_named
from imece.reference.enums import EducationLevel


def best_parts(wanted: Wanted, rows: Iterable[SeekerRow], profile: JobSeeker) -> list[Part]:
    """The parts of his best row; empty when none of his rows is for this work.

    A row counts by its own occupation: it must have the months that are asked for.
    """
    preferred = preferred_count(wanted, profile)
    demands = wanted.demands
    fitting = [
        row
        for row in rows
        if row.occupation_id in wanted.occupations
        and experience_on(row, demands.on) >= demands.min_experience_months
    ]
    sums = [score_parts(strengths_of(row, wanted, preferred), weights()) for row in fitting]
    return max(sums, key=total, default=[])


def strengths_of(row: SeekerRow, wanted: Wanted, preferred: int) -> Strengths:
    demands = wanted.demands
    asks_level = demands.min_education != EducationLevel.ILLITERATE
    kinds = bits.ANY_WORK_KIND | (bits.WORK_KIND_BIT[demands.work_kind] if demands.work_kind else -1)
    offered, sought = demands.net_wage_amount, row.lowest_wage
    return Strengths(
        is_main_occupation=row.occupation_id == wanted.occupations[0],
        experience_months=experience_on(row, demands.on),
        document_count=paper_count(wanted.asked),
        preferred_count=preferred,
        wants_place=row.province_id == wanted.province,
        distance_km=wanted.distances[row.lives_in - 1],
        schooling_above=max(row.education - demands.min_education.rank, 0) if asks_level else 0,
        other_work_kind=not row.flags & kinds,
        refuses_nights=demands.has_night_work and bool(row.flags & bits.REFUSES_NIGHTS),
        refuses_travel=demands.has_travel and bool(row.flags & bits.REFUSES_TRAVEL),
        wants_more_wage=offered is not None and sought is not None and sought > offered,
    )


def experience_on(row: SeekerRow, day: date) -> int:
    """Months as of the day; who still works in it gains one a month."""
    if row.gains_from is None or row.gains_from >= day:
        return row.experience_months
    began = row.gains_from
    return (
        row.experience_months + (day.year - began.year) * 12 + day.month - began.month - (day.day < began.day)
    )


def preferred_count(wanted: Wanted, profile: JobSeeker) -> int:
    """Of the preferred skills those among his programs or certificates valid on the day. Prefetch certificates."""
    day = wanted.demands.on
    valid = [
        one.name for one in profile.certificates.all() if one.valid_until is None or one.valid_until >= day
    ]
    held = [*profile.computer_skills, *valid]
    return sum(any(is_named(asked, one) for one in held) for asked in wanted.preferred)
