"""The end of a version: announced, taken back, come (X4.3). Its grants stop answering on that day."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.transactions import verb
from imece.exchange.catalogue.domain.rules import NOTICE_DAYS, earliest_end
from imece.exchange.catalogue.domain.workflow import SERVICE
from imece.exchange.catalogue.enums import ServiceState
from imece.exchange.catalogue.models import ServiceVersion

TOO_SOON = define(
    "CAT-002",
    _("{withdrawn_on} is too soon: the end of a version is announced {days} days before."),
    remedy=_("Choose {earliest} or a later day."),
    status=422,
    article="X4.3",
)


@verb
def announce_end(
    *, service: ServiceVersion, withdrawn_on: date, reason: str, actor: Actor, now: datetime
) -> ServiceVersion:
    """From now on each answer says the day (Deprecation, Sunset). Raises CAT-002 for a day too near."""
    earliest = earliest_end(timezone.localdate(now))
    if withdrawn_on < earliest:
        raise TOO_SOON(
            withdrawn_on=format_date(withdrawn_on),
            days=NOTICE_DAYS,
            earliest=format_date(earliest),
            field="withdrawn_on",
        )
    changes = {"withdrawn_on": withdrawn_on, "deprecated_at": now, "notice": reason}
    SERVICE.apply("announce_end", thing=service, actor=actor, now=now, reason=reason, changes=changes)
    return service


@verb
def keep_version(*, service: ServiceVersion, reason: str, actor: Actor, now: datetime) -> ServiceVersion:
    """The announcement is taken back; the history keeps it."""
    changes = {"withdrawn_on": None, "deprecated_at": None, "notice": ""}
    SERVICE.apply("keep", thing=service, actor=actor, now=now, reason=reason, changes=changes)
    return service


@verb
def withdraw_due_versions(*, actor: Actor, now: datetime) -> int:
    """The versions whose day has come; returns how many."""
    due = ServiceVersion.objects.filter(
        state=ServiceState.DEPRECATED, withdrawn_on__lte=timezone.localdate(now)
    )
    for service in due:
        SERVICE.apply("withdraw", thing=service, actor=actor, now=now)
    return len(due)
