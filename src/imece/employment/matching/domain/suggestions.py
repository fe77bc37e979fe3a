"""**Size uygun ilanlar**: the match the other way, the best open vacancies for one profile, with the same reasons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from imece.core.parameters import Parameters
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain.cards import profiles_by_id, told_parts
from imece.employment.matching.domain.rules import Part, total
from imece.employment.matching.domain.strengths import best_parts
from imece.employment.matching.domain.wanted import make_wanted
from imece.employment.matching.enums import SearchArea
from imece.employment.matching.models import SeekerRow
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.models import OpenVacancy, Vacancy
from imece.employment.vacancies.public import demands_of, facts_of, unmet_conditions

LOOKED_AT = 60
"""How many of the newest open vacancies of his occupations are judged."""
SHOWN = 5


@dataclass(frozen=True)
class Suggestion:
    vacancy: Vacancy
    parts: tuple[Part, ...]

    @property
    def score(self) -> int:
        return total([*self.parts])

    @property
    def adding(self) -> list[dict[str, Any]]:
        return told_parts(one for one in self.parts if one.points > 0)

    @property
    def deducting(self) -> list[dict[str, Any]]:
        return told_parts(one for one in self.parts if one.points < 0)


def suggestions(profile: JobSeeker | None, now: datetime) -> list[Suggestion]:
    """Those whose every condition he meets and to which he has not applied, best first; none while inactive."""
    known = profiles_by_id([profile.pk]).get(profile.pk) if profile is not None else None
    if known is None:
        return []
    today = timezone.localdate(now)
    parameters = Parameters(today)
    rows = [*SeekerRow.objects.filter(job_seeker=known)]
    found = [_suggest(row.vacancy, known, rows, parameters) for row in _open_to(known, now)]
    fitting = [one for one in found if one is not None]
    return sorted(fitting, key=lambda one: -one.score)[:SHOWN]


def _open_to(profile: JobSeeker, now: datetime) -> QuerySet[OpenVacancy]:
    sought = [one.occupation_id for one in profile.occupations.all()]
    mine = Candidate.objects.filter(job_seeker=profile).values("round_id")
    rows = OpenVacancy.objects.filter(Q(occupation_id__in=sought) | Q(accepted_ids__overlap=sought))
    rows = rows.filter(vacancy__last_application_on__gte=timezone.localdate(now)).exclude(
        vacancy__round_id__in=mine
    )
    related = ("workplace__organisation", "occupation", "province", "district")
    rows = rows.select_related(*(f"vacancy__{name}" for name in related))
    rows = rows.prefetch_related("vacancy__languages", "vacancy__accepted_occupations")
    return rows.order_by("-published_at", "-vacancy_id")[:LOOKED_AT]


def _suggest(
    vacancy: Vacancy, profile: JobSeeker, rows: list[SeekerRow], parameters: Parameters
) -> Suggestion | None:
    demands = demands_of(vacancy, parameters.day, parameters)
    if unmet_conditions(demands, facts_of(profile, vacancy)):
        return None
    accepted = [one.occupation_id for one in vacancy.accepted_occupations.all()]
    wanted = make_wanted(
        demands,
        occupations=[vacancy.occupation_id, *accepted],
        province=vacancy.province_id,
        area=SearchArea.COUNTRY,
    )
    parts = best_parts(wanted, rows, profile)
    return Suggestion(vacancy, tuple(parts)) if parts else None
