"""KVK-05: one reminder, then what is overdue is told to both sides; a late answer is taken."""

from datetime import timedelta

import pytest

from imece.accounts.models import Membership
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.employment.data_rights.domain.clock import follow_data_requests
from imece.employment.data_rights.domain.queries import waiting_counts
from imece.employment.data_rights.domain.telling import desk_recipients
from imece.employment.data_rights.domain.workflow import DATA_REQUEST
from imece.employment.data_rights.enums import DataRequestState
from imece.employment.data_rights.models import DataRequest
from imece.employment.data_rights.tasks import follow
from tests.cast import Cast
from tests.employment.data_rights.requests import NOW, answer_one, desk_of, open_one

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


def after(days: int) -> tuple[int, int]:
    return follow_data_requests(now=NOW + timedelta(days=days))


def notices(person_id: int) -> list[str]:
    rows = OutboxMessage.objects.filter(person_id=person_id).order_by("pk")
    return [name.removeprefix("data_rights.") for name in rows.values_list("notice", flat=True)]


def test_KVK_05_reminded_once_then_overdue_once_and_the_person_reads_where_to_complain(cast: Cast) -> None:
    request = open_one(cast)
    assert [after(days) for days in (0, 22, 23, 24, 30, 31, 32)] == [
        (0, 0), (0, 0), (1, 0), (0, 0), (0, 0), (0, 1), (0, 0),
    ]  # fmt: skip
    request.refresh_from_db()
    assert request.state == DataRequestState.OVERDUE
    assert notices(cast.headquarters.pk) == ["opened", "reminder", "overdue_desk"]
    assert notices(cast.seeker.pk) == ["received", "overdue"]
    body = OutboxMessage.objects.get(notice="data_rights.overdue").body
    assert "Kişisel Verileri Koruma Kurul" in body
    assert "20.01.2027" in body
    assert waiting_counts(desk_of(cast)) == {"all": 1, "overdue": 1}
    assert AuditRecord.objects.filter(action="data_requests.reminded").count() == 1
    answer_one(cast, request, now=NOW + timedelta(days=33))
    assert request.state == DataRequestState.ANSWERED


def test_what_was_answered_is_left_alone(cast: Cast) -> None:
    request = open_one(cast)
    answer_one(cast, request)
    assert [after(days) for days in (23, 31)] == [(0, 0), (0, 0)]


def test_a_clock_that_stood_still_reminds_of_nothing_that_is_over(cast: Cast) -> None:
    open_one(cast)
    assert after(45) == (0, 1)
    assert notices(cast.headquarters.pk) == ["opened", "overdue_desk"]


def test_the_clock_cannot_be_early(cast: Cast) -> None:
    with pytest.raises(Problem, match="DTR-009"):
        DATA_REQUEST.apply(
            "pass_due", thing=open_one(cast), actor=system_actor("test"), now=NOW + timedelta(days=30)
        )


@pytest.mark.time_machine(NOW + timedelta(days=40), tick=False)
def test_the_task_follows_the_day(cast: Cast) -> None:
    open_one(cast)
    follow()
    assert DataRequest.objects.get().state == DataRequestState.OVERDUE


@pytest.mark.parametrize(
    "changes",
    [{"locked_at": NOW}, {"closes_on": (NOW - timedelta(days=1)).date()}, {"grants": ["audit"]}],
    ids=["locked", "ended", "without the right"],
)
def test_who_may_not_answer_is_not_told(cast: Cast, changes: dict) -> None:
    assert [one.person_id for one in desk_recipients(NOW.date())] == [cast.headquarters.pk]
    with acting(system_actor("test")):
        Membership.objects.filter(person=cast.headquarters).update(**changes)
    assert desk_recipients(NOW.date()) == []
