"""The two contacts that a KPS Bilgi Formu names (X3.1, KPS-10); written by its approval, and by nothing else here."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution, Official


@dataclass(frozen=True)
class Contact:
    """`phone` is an office line."""

    national_id: str
    name: str
    title: str
    phone: str
    email: str

    def as_official(self) -> dict[str, str]:
        values = asdict(self)
        return {"office_phone": values.pop("phone")} | values


def contacts_of(institution: Institution, day: date) -> QuerySet[Official]:
    """The administrative and the technical person on `day`."""
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    both = (OfficialRole.ADMINISTRATIVE, OfficialRole.TECHNICAL)
    return institution.officials.filter(open_still, role__in=both, valid_from__lte=day).order_by("role", "id")


@verb
def name_contacts(
    *, institution: Institution, administrative: Contact, technical: Contact, actor: Actor, now: datetime
) -> None:
    """Whoever held a role until now ends the day before; who stays stays. The caller has asked for the right."""
    today = timezone.localdate(now)
    named = {OfficialRole.ADMINISTRATIVE: administrative, OfficialRole.TECHNICAL: technical}
    for role, contact in named.items():
        values = contact.as_official()
        holders = list(contacts_of(institution, today).filter(role=role))
        if any(all(getattr(one, name) == value for name, value in values.items()) for one in holders):
            continue
        for old in holders:
            old.valid_until = max(old.valid_from, today - timedelta(days=1))
            old.save(update_fields=["valid_until"])
        official = Official(institution=institution, role=role, valid_from=today, **values)
        official.full_clean()
        official.save()
        audit.record(actor, "institutions.contact_named", official, details={"role": str(role)})
