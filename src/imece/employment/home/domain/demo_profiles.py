"""Varied profiles for the demo's job seekers, so that searching and matching have something to show. All invented."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from imece.core.actor import Actor
from imece.employment.jobseekers.enums import LineKind
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import add_line
from imece.reference.models import Occupation

LICENCES: tuple[list[str], ...] = (["B"], [], ["CE"], [], ["B", "A2"], ["D"])
PROGRAMS: tuple[list[str], ...] = ([], ["Excel", "Word"], ["AutoCAD"], [], ["Python", "SQL"])
WORK_KINDS: tuple[list[str], ...] = (["full_time"], ["full_time", "shifts"], ["part_time", "remote"], [])
SCHOOLS = (
    ("upper_secondary", "Deneme Mesleki ve Teknik Anadolu Lisesi", "Metal Teknolojisi"),
    ("associate", "Deneme Meslek Yüksekokulu", "Aşçılık"),
    ("bachelor", "Deneme Üniversitesi", "Bilgisayar Mühendisliği"),
)
CERTIFICATES = (
    ("journeyman", "Kaynakçı kalfalık belgesi"),
    ("vocational", "Çelik Kaynakçısı Seviye 3"),
    ("certificate", "Hijyen eğitimi"),
    ("certificate", "İlk yardım"),
)


def qualities_of_profile(place: int, now: datetime) -> dict[str, Any]:
    """What there is once; every ninth has a special status, with the consent and rate it needs (KVK-03)."""
    is_disabled = place % 9 == 5
    return {
        "licence_classes": LICENCES[place % 6],
        "has_src": place % 6 in {2, 5},
        "has_psychotechnic": place % 6 == 2,
        "computer_skills": PROGRAMS[place % 5],
        "sought_work_kinds": WORK_KINDS[place % 4],
        "lowest_wage_amount": Decimal(28_000 + 2_000 * (place % 5)) if place % 3 else None,
        "accepts_travel": place % 4 != 3,
        "accepts_nights": place % 5 != 4,
        "personal_status": "disabled" if is_disabled else "",
        "disability": '{"groups": ["orthopaedic"], "rate": 45, "report_on": "2024-05-06"}'
        if is_disabled
        else "",
        "special_consent_at": now if is_disabled else None,
    }


def add_background(
    *, profile: JobSeeker, place: int, occupation_id: int, actor: Actor, now: datetime
) -> None:
    for kind, values in _lines(place, Occupation.objects.get(pk=occupation_id), now.date()):
        add_line(profile=profile, kind=kind, values=values, actor=actor, now=now)


def _lines(place: int, occupation: Occupation, today: date) -> list[tuple[LineKind, dict[str, Any]]]:
    """The signed-in seeker (place 0) has one line of each everyday kind; the others some of them."""
    lines: list[tuple[LineKind, dict[str, Any]]] = []
    if place % 4:
        level, school, department = SCHOOLS[place % 4 - 1]
        graduated_on = date(today.year - 3 - place % 9, 6, 15)
        names = {"level": level, "school": school, "department": department, "graduated_on": graduated_on}
        lines.append((LineKind.SCHOOL, names))
    if place % 3 != 1:
        began_on = today - timedelta(days=200 + 45 * place)
        ended_on = None if place % 2 else today - timedelta(days=30)
        work = {"occupation": occupation, "employer_name": "Deneme Atölyesi", "began_on": began_on}
        lines.append((LineKind.WORK, work | {"ended_on": ended_on}))
    if place % 5 in {0, 3}:
        language = {"language": ("en", "de")[place % 2], "reading": "B2", "writing": "B1", "speaking": "B1"}
        lines.append((LineKind.LANGUAGE, language))
    if place % 2 == 0:
        kind, name = CERTIFICATES[place // 2 % 4]
        valid_until = None if place % 4 else today + timedelta(days=400)
        lines.append((LineKind.CERTIFICATE, {"kind": kind, "name": name, "valid_until": valid_until}))
    if place % 7 == 3:
        points = {"kind": "kpss", "name": "P93", "score": Decimal("68.50")}
        lines.append((LineKind.EXAM, points | {"valid_until": today + timedelta(days=500)}))
    return lines
