"""P5.2: Devam takip; TYP-07 to TYP-11."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from imece.core.models import Parameter
from imece.core.parameters import Parameters
from imece.employment.community_work.domain.attendance import approve_month, mark_day, remove_mark
from imece.employment.community_work.domain.participants import end_participation
from imece.employment.community_work.domain.sheet import calendar, sheet_lines, warnings_of
from imece.employment.community_work.enums import Attendance, LeaveGround
from imece.employment.community_work.models import AttendanceMark, MonthApproval, Participant
from tests.cast import Cast, actor_of
from tests.employment.community_work.people import MAY, NOW, TODAY, make_participant, make_programme
from tests.employment.community_work.test_programmes import refusal
from tests.rules import ask_rule

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 6)


@pytest.fixture
def participant(cast: Cast) -> Participant:
    return make_participant(cast, make_programme(cast))


def mark(cast: Cast, participant: Participant, day: date = DAY, **changes: Any) -> AttendanceMark:
    given: dict[str, Any] = {
        "kind": Attendance.ABSENT,
        "actor": actor_of(cast.manager, cast.workplace.organisation),
        "now": NOW,
    } | changes
    return mark_day(participant_id=participant.pk, day=day, **given)


@pytest.mark.parametrize(
    ("vector", "day"),
    [
        ("T-TYP-01", date(2026, 6, 16)),
        ("TYP-09 before the programme", date(2026, 5, 1)),
        ("TYP-09 a Saturday", date(2026, 5, 9)),
        ("TYP-09 19 May, a public holiday", date(2026, 5, 19)),
        ("TYP-09 after the programme", date(2026, 10, 31)),
    ],
)
def test_T_TYP_01_days_that_cannot_be_marked(
    cast: Cast, participant: Participant, vector: str, day: date
) -> None:
    assert refusal(lambda: mark(cast, participant, day)) == "CWK-020", vector
    assert not AttendanceMark.objects.exists()


def test_TYP_09_today_can_be_marked_and_a_day_after_leaving_cannot(
    cast: Cast, participant: Participant
) -> None:
    assert mark(cast, participant, TODAY).pk
    end_participation(
        participant_id=participant.pk,
        left_on=TODAY,
        ground=LeaveGround.FOUND_WORK,
        actor=actor_of(cast.officer, cast.unit),
        now=NOW,
    )
    later = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    assert refusal(lambda: mark(cast, participant, date(2026, 6, 16), now=later)) == "CWK-020"


def test_TYP_07_a_wrong_mark_is_removed_and_entered_anew(cast: Cast, participant: Participant) -> None:
    first = mark(cast, participant)
    assert refusal(lambda: mark(cast, participant, kind=Attendance.SICK)) == "CWK-021"
    manager = actor_of(cast.manager, cast.workplace.organisation)
    remove_mark(participant_id=participant.pk, day=DAY, actor=manager, now=NOW)
    second = mark(cast, participant, kind=Attendance.SICK)
    first.refresh_from_db()
    assert first.removed_at == NOW
    assert second.removed_at is None
    gone = lambda: remove_mark(  # noqa: E731
        participant_id=participant.pk, day=date(2026, 5, 7), actor=manager, now=NOW
    )
    assert refusal(gone) == "CWK-022"


def test_TYP_11_an_approved_month_is_corrected_by_the_unit_with_a_reason(
    cast: Cast, participant: Participant
) -> None:
    mark(cast, participant)
    officer, number = actor_of(cast.officer, cast.unit), participant.programme.number
    approve_month(number=number, month=MAY, actor=officer, now=NOW)
    given: dict[str, Any] = {"participant_id": participant.pk, "day": DAY, "now": NOW}
    manager = actor_of(cast.manager, cast.workplace.organisation)
    assert refusal(lambda: remove_mark(actor=manager, reason="Yanlış", **given)) == "CWK-023"
    assert refusal(lambda: remove_mark(actor=officer, reason="  ", **given)) == "CWK-023"
    remove_mark(actor=officer, reason="Rapor geç geldi", **given)
    mark(cast, participant, actor=officer, kind=Attendance.SICK, reason="Rapor geç geldi")
    assert list(AttendanceMark.objects.order_by("id").values_list("kind", "removal_reason")) == [
        ("D", "Rapor geç geldi"),
        ("R", ""),
    ]


def test_GEN_03_correcting_an_approved_month_is_a_switch(cast: Cast, participant: Participant) -> None:
    """TYP-11 is nobody's written rule: headquarters may have it refused altogether."""
    mark(cast, participant)
    officer, number = actor_of(cast.officer, cast.unit), participant.programme.number
    approve_month(number=number, month=MAY, actor=officer, now=NOW)
    Parameter.objects.filter(name="typ_correction_after_approval").update(value=False)
    given: dict[str, Any] = {"participant_id": participant.pk, "day": DAY, "now": NOW}
    assert refusal(lambda: remove_mark(actor=officer, reason="Rapor geç geldi", **given)) == "CWK-023"


def test_TYP_11_approving(cast: Cast, participant: Participant) -> None:
    officer, number = actor_of(cast.officer, cast.unit), participant.programme.number
    june, april = date(2026, 6, 1), date(2026, 4, 1)
    assert refusal(lambda: approve_month(number=number, month=june, actor=officer, now=NOW)) == "CWK-024"
    assert refusal(lambda: approve_month(number=number, month=april, actor=officer, now=NOW)) == "CWK-025"
    manager = actor_of(cast.manager, cast.workplace.organisation)
    assert refusal(lambda: approve_month(number=number, month=MAY, actor=manager, now=NOW)) == "CORE-403"
    for _ in range(2):
        approve_month(number=number, month=MAY, actor=officer, now=NOW)
    assert MonthApproval.objects.count() == 1


def test_P5_2_the_calendar_says_why_a_day_is_shut(cast: Cast, participant: Participant) -> None:
    mark(cast, participant)
    days = {one.day.day: one for one in calendar(participant, MAY, TODAY)}
    assert len(days) == 31
    assert days[6].mark is not None
    assert not days[5].why_not
    assert all(days[number].why_not for number in (1, 2, 9, 19))


def test_TYP_08_the_sheets_letters_and_counts(cast: Cast, participant: Participant) -> None:
    mark(cast, participant)
    mark(cast, participant, date(2026, 5, 7), kind=Attendance.EXCUSED)
    (line,) = sheet_lines(participant.programme, MAY)
    assert line.letters[:9] == ("–", "–", "–", "", "", "D", "M", "", "x")
    assert line.marks[Attendance.ABSENT] == 1
    assert line.paid_days == 27  # 28 days of taking part, one of them without pay


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        ({date(2026, 5, 8): "D"}, 0),
        ({date(2026, 5, 8): "D", date(2026, 5, 11): "D"}, 1),  # Friday and Monday: in a row
        ({date(2026, 5, 4): "D", date(2026, 5, 6): "D", date(2026, 5, 8): "D"}, 1),
        ({date(2026, 5, day): "M" for day in (4, 5, 6, 7, 8)}, 0),
        ({date(2026, 5, day): "M" for day in (4, 5, 6, 7, 8, 11)}, 1),
    ],
)
def test_TYP_10_limits_of_absence_warn(marks: dict[date, Any], count: int) -> None:
    working = [date(2026, 5, day) for day in range(4, 30) if date(2026, 5, day).weekday() < 5]
    assert len(warnings_of(marks, working, Parameters(date(2026, 5, 31)))) == count


@pytest.mark.parametrize(
    ("days", "marks", "paid"), [(30, {}, 30), (30, {"D": 1, "M": 2}, 29), (5, {"Ü": 5}, 0)]
)
def test_TYP_10_days_and_pay_as_a_rule(days: int, marks: dict[str, int], paid: int) -> None:
    answer = ask_rule("TYP-10", {"month": "2026-05-01", "days": days, "marks": marks}, TODAY)
    wage = Parameters(date(2026, 5, 31)).decimal("min_wage_gross_month")
    assert answer.outcome.value["days"] == paid
    assert answer.outcome.value["amount"] == (wage * paid / 30).quantize(wage)
