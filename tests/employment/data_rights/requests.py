"""Requests for the tests of this room: the cast's seeker asks, headquarters answers."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from imece.core.actor import Actor
from imece.employment.data_rights.domain.requests import (
    Answer,
    NewRequest,
    answer_data_request,
    open_data_request,
)
from imece.employment.data_rights.enums import DataArea, DataRequestOutcome, SubjectRight
from imece.employment.data_rights.models import DataRequest
from tests.cast import Cast, actor_of

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
WORDS = "Hangi verilerimi tuttuğunuzu öğrenmek istiyorum."
REPLY = "Özgeçmişiniz ve başvurularınız tutuluyor."


def new_request(**changes: Any) -> NewRequest:
    values: dict[str, Any] = {"right": SubjectRight.INFORMATION, "area": DataArea.PROFILE, "words": WORDS}
    return NewRequest(**values | changes)


def seeker_of(cast: Cast) -> Actor:
    return actor_of(cast.seeker)


def desk_of(cast: Cast) -> Actor:
    return actor_of(cast.headquarters, cast.head_institution)


def open_one(cast: Cast, *, now: datetime = NOW, **changes: Any) -> DataRequest:
    return open_data_request(new=new_request(**changes), actor=seeker_of(cast), now=now)


def answer_one(cast: Cast, request: DataRequest, *, now: datetime | None = None, **changes: Any) -> None:
    values: dict[str, Any] = {"outcome": DataRequestOutcome.FULFILLED, "words": REPLY}
    answer_data_request(
        request=request,
        answer=Answer(**values | changes),
        actor=desk_of(cast),
        now=now or NOW + timedelta(days=3),
    )
