"""Guards of the moves, by name."""

from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.workflow import Workflow
from imece.employment.data_rights.domain import rules
from imece.employment.data_rights.domain.errors import NOT_OVERDUE
from imece.employment.data_rights.models import DataRequest
from imece.employment.data_rights.moves import DATA_REQUEST_MOVES


def is_past_due(request: DataRequest, actor: Actor, now: datetime) -> None:
    if not rules.is_past_due(request.due_on, timezone.localdate(now)):
        raise NOT_OVERDUE(due_on=format_date(request.due_on))


DATA_REQUEST = Workflow(DATA_REQUEST_MOVES, guards={"is_past_due": is_past_due})
