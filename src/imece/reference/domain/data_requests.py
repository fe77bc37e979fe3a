"""Days of a data subject's request, wherever it was made (KVK-05, 6698 art. 13 and 14)."""

from datetime import date, timedelta

from imece.core.parameters import Parameters


def answer_day(asked_on: date, days: int) -> date:
    """6698 art. 13: calendar days; the day of the request is not counted."""
    return asked_on + timedelta(days=days)


def complain_by(asked_on: date, answered_on: date | None, *, after_answer: int, after_request: int) -> date:
    """6698 art. 14: 30 days from learning the answer, in any case 60 from the request."""
    last = asked_on + timedelta(days=after_request)
    return min(last, answered_on + timedelta(days=after_answer)) if answered_on else last


def data_request_due_on(asked_on: date, parameters: Parameters) -> date:
    """By when the answer is due."""
    return answer_day(asked_on, parameters.integer("data_request_answer_days"))


def data_request_complain_by(asked_on: date, answered_on: date | None, parameters: Parameters) -> date:
    """The last day to complain to the Board."""
    return complain_by(
        asked_on,
        answered_on,
        after_answer=parameters.integer("kvkk_complaint_days_after_answer"),
        after_request=parameters.integer("kvkk_complaint_days_after_request"),
    )
