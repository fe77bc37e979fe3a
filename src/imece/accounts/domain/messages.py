"""What accounts writes to persons: codes, and news about their own account. Written in the caller's transaction.

Notices are named, not imported: `notifications.py` stands above the domain and is loaded when the room starts.
"""

from dataclasses import replace

from django.db.models import Q

from imece.accounts.domain.recipients import recipient_of
from imece.accounts.enums import NoticeChannel, OrganisationKind, StaffGrant
from imece.accounts.models import Membership, Person
from imece.core.notifications.notice import NOTICES
from imece.core.notifications.outbox import notify
from imece.core.notifications.recipient import Recipient


def _proved(person: Person) -> Recipient:
    """For news about the account itself: verified addresses only; the postal one needs no proof."""
    return replace(
        recipient_of(person),
        email=person.email if person.email_verified_at else "",
        phone=person.phone if person.phone_verified_at else "",
    )


def send_code(channel: NoticeChannel, address: str, code: str, language: str) -> None:
    """To an address that is perhaps nobody's yet; so it stands in no inbox."""
    is_email = channel == NoticeChannel.EMAIL
    recipient = Recipient(
        "", language, channel, email=address if is_email else "", phone="" if is_email else address
    )
    notify(NOTICES["accounts.verification_code"], recipient, code=code)


def tell_person(person: Person, kind: str) -> None:
    notify(NOTICES[f"accounts.{kind}"], _proved(person))


def tell_staff_of_misuse(record: int) -> None:
    """Headquarters staff with the right «portal accounts», and its managers."""
    may = Q(is_manager=True) | Q(grants__contains=[StaffGrant.ACCOUNTS])
    rows = Membership.objects.filter(
        may,
        organisation__kind=OrganisationKind.HEADQUARTERS,
        locked_at__isnull=True,
        person__locked_at__isnull=True,
    )
    for membership in rows.select_related("person"):
        notify(NOTICES["accounts.misuse_reported_to_staff"], recipient_of(membership.person), record=record)
