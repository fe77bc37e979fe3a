"""Vacancies reserved by law for disabled people, ex-convicts or people affected by terror (VAC-21).

The special category stands nowhere but sealed in the profile (KVK-03, decision 0009). For such a vacancy the ranked
people who have said anything are opened one by one, compared, and forgotten; that it was done is on the trail.
"""

from collections.abc import Callable, Iterable, Iterator

from imece.core import audit
from imece.core.actor import Actor
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import Demands, is_registrant

CHUNK = 500


def registrants(ids: Iterable[int], demands: Demands) -> Iterator[int]:
    """Those of `ids`, in their order, whose sealed status is the one the vacancy is for; opened chunk by chunk."""
    fits = _opener(demands)
    chunk: list[int] = []
    for job_seeker_id in ids:
        chunk.append(job_seeker_id)
        if len(chunk) == CHUNK:
            yield from fits(chunk)
            chunk = []
    yield from fits(chunk)


def _opener(demands: Demands) -> Callable[[list[int]], list[int]]:
    def fitting(ids: list[int]) -> list[int]:
        rows = JobSeeker.objects.filter(pk__in=ids).only(
            "pk", "birth_year", "birth_month", "birth_day", "personal_status", "disability"
        )
        known = {row.pk for row in rows if is_registrant(row, demands)}
        return [one for one in ids if one in known]

    return fitting


def record_opening(*, actor: Actor, vacancy: Vacancy, purpose: str) -> None:
    """Who had sealed statuses compared, for which vacancy; of the people compared nothing is kept."""
    audit.record(
        actor,
        "matching.special_compared",
        vacancy,
        purpose=purpose,
        details={"personal_status": vacancy.personal_status},
    )
