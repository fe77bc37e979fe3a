"""Telling where notices go (X2.4, PRO-25): an old address holds until the change is told."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.parties.domain.errors import ADDRESS_LATER, MOBILE_PHONE
from imece.exchange.parties.domain.hooks import address_told
from imece.exchange.parties.domain.rules import is_office_line, tell_address_by
from imece.exchange.parties.models import Institution, InstitutionAddress
from imece.reference.public import holidays_for


@verb
def tell_address(
    *, institution: Institution, values: Mapping[str, str], changed_on: date, actor: Actor, now: datetime
) -> InstitutionAddress:
    """A new row; earlier ones stay as they were. Told late it still holds, and the lateness is on record."""
    require(actor, "institutions.edit", institution)
    today = timezone.localdate(now)
    if changed_on > today:
        raise ADDRESS_LATER(day=format_date(changed_on), field="changed_on")
    for field in ("phone", "fax"):
        if not is_office_line(values.get(field, "")):
            raise MOBILE_PHONE(phone=values[field], field=field)
    row = InstitutionAddress(institution=institution, valid_from=changed_on, told_on=today, **values)
    row.full_clean()
    row.save()
    details = {"changed_on": changed_on.isoformat(), "late": is_told_late(row)}
    audit.record(actor, "institutions.address_told", row, details=details)
    for hear in address_told:
        hear(row)
    return row


def is_told_late(row: InstitutionAddress) -> bool:
    """Five working days from the change; the first address of all cannot be late."""
    is_first = not row.institution.addresses.filter(pk__lt=row.pk).exists()
    days = Parameters(row.valid_from).integer("exchange_address_telling_working_days")
    due = tell_address_by(row.valid_from, working_days=days, holidays=holidays_for(is_public_body=True))
    return not is_first and row.told_on > due
