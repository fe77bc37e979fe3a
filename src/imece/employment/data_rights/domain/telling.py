"""Telling the person and the desk; the words are in `notifications.py`."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from imece.accounts.enums import OrganisationKind, StaffGrant
from imece.accounts.models import Membership
from imece.accounts.public import recipient_of
from imece.core.formats import format_date
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient
from imece.core.parameters import Parameters
from imece.employment.data_rights.enums import SubjectRight
from imece.employment.data_rights.models import DataRequest
from imece.reference.public import data_request_complain_by


def last_day_to_complain(request: DataRequest) -> date:
    """6698 art. 14, by the numbers of the day on which he asked."""
    asked_on = timezone.localdate(request.opened_at)
    answered_on = timezone.localdate(request.answered_at) if request.answered_at else None
    return data_request_complain_by(asked_on, answered_on, Parameters(asked_on))


def desk_recipients(day: date) -> list[Recipient]:
    """Headquarters staff with the right «Personal data requests», and managers, as far as they may act on the day."""
    may = Q(is_manager=True) | Q(grants__contains=[StaffGrant.DATA_PROTECTION])
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
    rows = Membership.objects.filter(
        may,
        open_still,
        organisation__kind=OrganisationKind.HEADQUARTERS,
        organisation__is_active=True,
        locked_at__isnull=True,
        person__locked_at__isnull=True,
    )
    return [recipient_of(row.person) for row in rows.select_related("person").order_by("pk")]


def tell_person(request: DataRequest, notice: str) -> None:
    notify(notice, recipient_of(request.person), **_facts(request), link=_link("my_data_request", request))


def tell_desk(request: DataRequest, notice: str, day: date) -> None:
    """Never the person's name or words: those stand on the page."""
    for recipient in desk_recipients(day):
        notify(notice, recipient, **_facts(request), link=_link("data_request", request))


def _facts(request: DataRequest) -> dict[str, Any]:
    return {
        "number": request.number,
        "right": SubjectRight(request.right).label,  # said in the reader's language
        "asked_on": format_date(timezone.localdate(request.opened_at)),
        "due_on": format_date(request.due_on),
        "complain_by": format_date(last_day_to_complain(request)),
    }


def _link(name: str, request: DataRequest) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[request.pk])}"
