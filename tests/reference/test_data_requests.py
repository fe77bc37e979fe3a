"""KVK-05: by when a data subject's request is answered, and until when the Board takes a complaint."""

from datetime import date, timedelta

import pytest

from imece.core.parameters import Parameters
from imece.reference.domain.data_requests import complain_by
from imece.reference.domain.rules import Request, request_limits

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked_on", "answered_on", "expected"),
    [
        (date(2026, 11, 20), None, date(2027, 1, 19)),
        (date(2026, 11, 20), date(2026, 11, 25), date(2026, 12, 25)),
        (date(2026, 11, 20), date(2027, 1, 10), date(2027, 1, 19)),
    ],
)
def test_KVK_05_time_to_complain(asked_on: date, answered_on: date | None, expected: date) -> None:
    assert complain_by(asked_on, answered_on, after_answer=30, after_request=60) == expected
    outcome = request_limits(Request(asked_on=asked_on, answered_on=answered_on), Parameters(asked_on))
    assert outcome.value == {"answer_by": asked_on + timedelta(days=30), "complain_by": expected}
