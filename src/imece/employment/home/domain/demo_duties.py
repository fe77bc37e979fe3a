"""The employer's duties in the demo: tables, a quota gap, a dismissal, declarations, a programme, a survey."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from imece.accounts.public import actor_for, memberships_of
from imece.core.actor import Actor, system_actor
from imece.core.uploads.papers import GivenPaper
from imece.employment.benefits.enums import DeclarationKind, FindingKind, FindingResult, PaperKind
from imece.employment.benefits.enums import Ground as ShortTimeGround
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.public import (
    attach_paper,
    begin_declaration,
    decide,
    record_finding,
    send_declaration,
    set_workers,
)
from imece.employment.community_work.enums import Attendance, SelectionMethod
from imece.employment.community_work.models import Participant
from imece.employment.community_work.public import (
    Declared,
    ProgrammeValues,
    add_participant,
    approve_month,
    mark_day,
    register_programme,
)
from imece.employment.dismissals.enums import Ground
from imece.employment.dismissals.public import Line, NewNotice, tell_dismissal
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.surveys.public import fill_in_survey
from imece.employment.workforce.enums import Direction, Group, Row, Sex
from imece.employment.workforce.public import Grid, NewTable, StaffLine, add_compulsory_worker, save_table
from imece.reference.models import Occupation
from imece.reference.public import is_working_day, last_day_of_month, public_holidays

MEN, WOMEN, DISABLED = (Row.INDEFINITE, Sex.MALE), (Row.INDEFINITE, Sex.FEMALE), (Row.DISABLED, Sex.MALE)
PAPER = b"%PDF-1.4\n% deneme: bu bir belge degildir\n%%EOF\n"
ANSWERS: dict[str, Any] = {
    "workers": 72, "hired": 6, "next_year": "more", "services": ["placement"], "effect": "some",
    "satisfaction": "4", "difficulty": "skills", "suggestion": "",
}  # fmt: skip


@dataclass(frozen=True)
class Duties:
    """`officer` is staff of the unit of `employer` and `public_body`; `participants` live in its district; `worker_ids`
    are people of the register.
    """

    now: datetime
    employer: Workplace
    other: Workplace
    public_body: Workplace
    officer: Actor
    participants: list[JobSeeker]
    worker_ids: list[str]

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


def do_the_duties(duties: Duties) -> dict[str, int]:
    tables = _file_tables(duties)
    _hire_outside(duties)
    _dismiss(duties)
    declarations = _declare(duties)
    participants = _run_programme(duties)
    _answer_surveys(duties)
    return {"workforce tables": tables, "declarations": declarations, "participants": participants}


def manager_of(workplace: Workplace) -> Actor:
    membership = memberships_of(workplace.organisation).filter(is_founding_manager=True)[0]
    return actor_for(membership.person, membership)


def _months_back(today: date, count: int) -> date:
    day = today.replace(day=1)
    for _number in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def _file_tables(duties: Duties) -> int:
    """Two months are filed, the last one that has ended is owed; 72 workers with one disabled: one is missing."""
    actor, welder = manager_of(duties.employer), _occupation("7212")
    first, second = (_months_back(duties.today, back) for back in (3, 2))
    hired = StaffLine(
        Direction.HIRED, duties.worker_ids[0], "Deneme", "Kişi", Sex.MALE, Row.INDEFINITE, welder, second
    )
    tables = (
        NewTable(first, Grid(previous={MEN: 58, WOMEN: 12, DISABLED: 1}), occupations={welder: 71}),
        NewTable(second, Grid(hired={MEN: 1}), persons=[hired], occupations={welder: 72}),
    )
    for values in tables:
        save_table(workplace=duties.employer, values=values, actor=actor, now=duties.now, today=duties.today)
    return len(tables)


def _hire_outside(duties: Duties) -> None:
    """VAC-22: to be registered within some days."""
    add_compulsory_worker(
        workplace=duties.employer, national_id=duties.worker_ids[1], group=Group.DISABLED, report_percent=45,
        hired_on=duties.today - timedelta(days=9), hired_through_us=False, registered_on=None,
        actor=manager_of(duties.employer), now=duties.now,
    )  # fmt: skip


def _dismiss(duties: Duties) -> None:
    """One below the threshold that can still be corrected; another firm's is a collective one, told too late."""
    rows = (
        (duties.employer, 4, 2, 72, 40, "Boyahane; 1–3 yıl kıdem", "Boyahane kapanıyor."),
        (duties.other, 9, 6, 95, 12, "Paketleme; bütün kıdemler", "Paketleme hattı otomatikleşiyor."),
    )
    for workplace, men, women, workers, days, groups, words in rows:
        told = duties.today - timedelta(days=6)
        first = duties.today + timedelta(days=days)
        line = Line(workplace.pk, men=men, women=women, worker_count=workers, groups=groups)
        values = NewNotice(first, first + timedelta(days=10), Ground.ECONOMIC, f"{words} (deneme)", [line])
        actor = manager_of(workplace)
        then = duties.now - timedelta(days=6)
        tell_dismissal(workplace=workplace, values=values, actor=actor, now=then, today=told)


def _declare(duties: Duties) -> int:
    """A draft, one in review, and one found suitable that waits to be announced."""
    _declaration(duties, ShortTimeGround.SECTOR_CRISIS)
    in_review = _declaration(duties, ShortTimeGround.FORCE_MAJEURE)
    suitable = _declaration(duties, ShortTimeGround.FORCE_MAJEURE)
    for declaration in (in_review, suitable):
        send_declaration(declaration=declaration, actor=manager_of(duties.employer), now=duties.now)
        _move(duties, declaration, "take_up")
    record_finding(
        declaration=suitable, kind=FindingKind.INSPECTION, number="2026/017 (deneme)", found_on=duties.today,
        result=FindingResult.SUITABLE, note="Üretim hattı su basması nedeniyle durmuştur.", actor=duties.officer,
        now=duties.now,
    )  # fmt: skip
    _move(duties, suitable, "find_suitable")
    return 3


def _move(duties: Duties, declaration: Declaration, move: str) -> None:
    decide(declaration=declaration, move=move, reason="", actor=duties.officer, now=duties.now)


def _declaration(duties: Duties, ground: ShortTimeGround) -> Declaration:
    actor, starts_on = manager_of(duties.employer), duties.today + timedelta(days=10)
    values = {
        "ground": ground, "reason": "Su basması (deneme)", "starts_on": starts_on,
        "ends_on": starts_on + timedelta(days=59), "normal_hours": 45, "short_hours": 20,
    }  # fmt: skip
    given: dict[str, Any] = {"actor": actor, "now": duties.now}
    declaration = begin_declaration(
        workplace=duties.employer, kind=DeclarationKind.SHORT_TIME, values=values, **given
    )
    workers = [
        {
            "national_id": number, "given_names": "Deneme", "surname": f"Kişi {place}", "starts_on": starts_on,
            "hours_not_worked": 100, "service_days": 120, "premium_days": 700 - 300 * place,
            "average_gross_amount": Decimal("48500.00"),
        }
        for place, number in enumerate(duties.worker_ids[:2])
    ]  # fmt: skip
    set_workers(declaration=declaration, workers=workers, **given)
    paper = GivenPaper("tutanak-deneme.pdf", "application/pdf", PAPER)
    attach_paper(declaration=declaration, kind=PaperKind.EVIDENCE, paper=paper, **given)
    return declaration


def _run_programme(duties: Duties) -> int:
    """Since the first of last month, with the absences of some days; that month is approved."""
    starts_on, district = _months_back(duties.today, 1), duties.public_body.district
    assert district is not None  # `demo.py` registers the body with one
    values = ProgrammeValues(
        kind=None, new_kind="TYP", title="Park ve bahçe bakımı (deneme)", district=district,
        starts_on=starts_on, ends_on=starts_on + timedelta(days=180), weekdays=[0, 1, 2, 3, 4], weekly_hours=45,
        place_count=10, selection=SelectionMethod.DRAW_AND_LIST,
    )  # fmt: skip
    officer: dict[str, Any] = {"actor": duties.officer, "now": duties.now}
    programme = register_programme(workplace=duties.public_body, values=values, **officer)
    declared = Declared(household_income=Decimal("30000"))
    # The officer signs his undertaking with the exchange's part of the demo; before, the road refuses him.
    enrolled: dict[str, Any] = officer | {"actor": system_actor("demo")}
    people = [
        add_participant(
            number=programme.number,
            national_id=seeker.person.national_id,
            entered_on=starts_on,
            declared=declared,
            **enrolled,
        )
        for seeker in duties.participants
    ]
    for place, participant in enumerate(people):
        _mark(duties, participant, starts_on, place)
    approve_month(number=programme.number, month=starts_on, **officer)
    return len(people)


def _mark(duties: Duties, participant: Participant, month: date, place: int) -> None:
    """Two absences of each, on different days."""
    actor, holidays = manager_of(duties.public_body), public_holidays()
    days = [month + timedelta(days=number) for number in range(last_day_of_month(month).day)]
    working = [day for day in days if day.weekday() < 5 and is_working_day(day, holidays=holidays)]
    kinds = (Attendance.ABSENT, Attendance.SICK, Attendance.EXCUSED, Attendance.UNPAID_LEAVE)
    for number in range(2):
        kind, day = kinds[(place + number) % 4], working[3 + 2 * place + number]
        mark_day(participant_id=participant.pk, day=day, kind=kind, actor=actor, now=duties.now)


def _answer_surveys(duties: Duties) -> None:
    """This year's is still open for the first employer; last year's is there to look at."""
    last_year = duties.now - timedelta(days=365)
    for workplace, now in (
        (duties.employer, last_year),
        (duties.other, last_year),
        (duties.other, duties.now),
    ):
        fill_in_survey(workplace=workplace, answers=ANSWERS, actor=manager_of(workplace), now=now)


def _occupation(prefix: str) -> int:
    return Occupation.objects.filter(code__startswith=prefix).order_by("code")[0].pk
