"""The guard of a version's moves, by the name in `moves.py`."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.workflow import Workflow
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.catalogue.moves import SERVICE_MOVES

NOT_YET = define(
    "CAT-003",
    _("{service} stays open until {withdrawn_on}."),
    remedy=_("Wait for the announced day, or take the announcement back."),
)


def day_has_come(service: ServiceVersion, actor: Actor, now: datetime) -> None:
    assert service.withdrawn_on is not None  # the table's own constraint
    if timezone.localdate(now) < service.withdrawn_on:
        raise NOT_YET(service=str(service), withdrawn_on=format_date(service.withdrawn_on))


SERVICE = Workflow(SERVICE_MOVES, guards={"day_has_come": day_has_come})
