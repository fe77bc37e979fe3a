"""What is shown of a person before he is known by name: nothing that says who he is, and why he stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from imece.core.scope import key
from imece.core.turkish import sort_key
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain.ranking import Ranked
from imece.employment.matching.domain.rules import Part, total
from imece.employment.matching.domain.strengths import best_parts, experience_on
from imece.employment.matching.domain.wanted import Wanted
from imece.employment.matching.domain.words import condition_label, part_words
from imece.employment.matching.models import Reveal, SeekerRow
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import FACTS_OF_A_PERSON, Finding, facts_of, judge
from imece.reference.public import language_names


@dataclass(frozen=True)
class Card:
    """`place` in the ranking; `name` is empty until he was revealed for this vacancy. No number, no birth date."""

    job_seeker_id: int
    place: int
    score: int
    occupation: str
    district: str
    province: str
    education: str
    experience_months: int
    licences: str
    languages: str
    certificates: tuple[str, ...]
    computer_skills: tuple[str, ...]
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    name: str = ""

    @property
    def adding(self) -> list[dict[str, Any]]:
        return told_parts(one for one in self.parts if one.points > 0)

    @property
    def deducting(self) -> list[dict[str, Any]]:
        return told_parts(one for one in self.parts if one.points < 0)

    @property
    def met(self) -> list[str]:
        labels = [condition_label(one.condition) for one in self.findings if one.is_hard and one.is_met]
        return list(dict.fromkeys(labels))

    @property
    def unmet(self) -> list[str]:
        """A condition that changed between the narrow row and now; who has one cannot be chosen."""
        return [condition_label(one.condition) for one in self.findings if one.is_hard and not one.is_met]


def told_parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [{"text": part_words(one.part, one.facts), "points": f"{one.points:+d}"} for one in parts]


def cards_of(
    wanted: Wanted, vacancy: Vacancy, ranked: Sequence[Ranked], first_place: int, organisation_id: int | None
) -> list[Card]:
    """In the order of `ranked`; a fixed number of queries however many there are."""
    ids = [one.job_seeker_id for one in ranked]
    profiles = profiles_by_id(ids)
    rows = rows_by_id(wanted, ids)
    revealed = set(
        Reveal.objects.filter(
            vacancy_id=vacancy.pk, organisation_id=key(organisation_id), job_seeker_id__in=ids
        ).values_list("job_seeker_id", flat=True)
    )
    return [
        make_card(
            wanted, vacancy, profiles[one], rows.get(one, []), first_place + place, is_named=one in revealed
        )
        for place, one in enumerate(ids)
        if one in profiles
    ]


def make_card(
    wanted: Wanted,
    vacancy: Vacancy,
    profile: JobSeeker,
    rows: Sequence[SeekerRow],
    place: int,
    *,
    is_named: bool,
) -> Card:
    parts = best_parts(wanted, rows, profile)
    best = max(rows, key=lambda row: experience_on(row, wanted.demands.on), default=None)
    sought = {one.occupation_id: one.occupation.name for one in profile.occupations.all()}
    return Card(
        job_seeker_id=profile.pk,
        place=place,
        score=total(parts),
        occupation=sought.get(best.occupation_id, "") if best else "",
        district=profile.district.name if profile.district else "",
        province=profile.province.name,
        education=str(profile.get_education_display()),
        experience_months=experience_on(best, wanted.demands.on) if best else 0,
        licences=", ".join(profile.licence_classes),
        languages=", ".join(_languages(profile)),
        certificates=tuple(one.name for one in profile.certificates.all()),
        computer_skills=tuple(profile.computer_skills),
        parts=tuple(parts),
        findings=tuple(judge(wanted.demands, facts_of(profile, vacancy))),
        name=profile.person.full_name if is_named else "",
    )


def _languages(profile: JobSeeker) -> list[str]:
    """By name, with the level of speaking."""
    names = language_names()
    told = (
        f"{names.get(one.language, one.language)} {one.speaking}".strip() for one in profile.languages.all()
    )
    return sorted(told, key=sort_key)


def profiles_by_id(ids: Sequence[int]) -> dict[int, JobSeeker]:
    rows = JobSeeker.objects.filter(pk__in=ids, is_active=True).select_related(
        "person", "province", "district"
    )
    rows = rows.prefetch_related(*FACTS_OF_A_PERSON, "occupations__occupation")
    return {row.pk: row for row in rows}


def person_of(job_seeker_id: int, vacancy: Vacancy, organisation_id: int | None) -> JobSeeker | None:
    """An active profile with what its card needs; `revealed` says whether he was looked at for this vacancy."""
    profile = profiles_by_id([job_seeker_id]).get(job_seeker_id)
    if profile is not None:
        looks = Reveal.objects.filter(vacancy=vacancy, organisation_id=key(organisation_id))
        profile.revealed = looks.filter(job_seeker=profile).exists()  # type: ignore[attr-defined]
    return profile


def rows_by_id(wanted: Wanted, ids: Sequence[int]) -> dict[int, list[SeekerRow]]:
    """Their rows in the searched occupations and provinces."""
    found = SeekerRow.objects.filter(job_seeker_id__in=ids, occupation_id__in=wanted.occupations)
    if wanted.provinces is not None:
        found = found.filter(province_id__in=wanted.provinces)
    by_id: dict[int, list[SeekerRow]] = {}
    for row in found:
        by_id.setdefault(row.job_seeker_id, []).append(row)
    return by_id
