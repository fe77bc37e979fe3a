"""The undertakings (Ek-2) of our own staff: each signs his for himself, before his first question (PRO-08)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Membership
from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.house_keys import HOUSE, SERVICE_USER, user_number_of
from imece.exchange.parties.domain.people_errors import NOT_CONNECTED
from imece.exchange.parties.domain.undertaking_text import text_in_force
from imece.exchange.parties.domain.undertakings import issue_undertaking
from imece.exchange.parties.domain.users import close_end_user
from imece.exchange.parties.models import EndUser, Institution, Undertaking, UndertakingScan

OWN_STAFF = (OrganisationKind.UNIT, OrganisationKind.HEADQUARTERS)


@dataclass(frozen=True)
class OwnUndertaking:
    """What a member of staff reads, and what he signed last; `is_due` when the text of today is not signed yet."""

    title: str
    paragraphs: list[str]
    signed: Undertaking | None
    is_due: bool


def undertaking_of_staff(actor: Actor, now: datetime) -> OwnUndertaking:
    """Raises PTY-127 before `connect_houses` has run."""
    text, signed = text_in_force(timezone.localdate(now)), own_undertaking(actor, now)
    words = text.body(name=actor.name, institution=str(_house(Institution.objects.all())))
    is_due = signed is None or signed.text_version != text.version
    return OwnUndertaking(text.title, words.split("\n\n"), signed, is_due)


def own_undertaking(actor: Actor, now: datetime) -> Undertaking | None:
    """The newest that is valid today; None while this member of staff may ask nothing."""
    today = timezone.localdate(now)
    rows = Undertaking.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=today),
        end_user__institution__house=HOUSE,
        end_user__user_number=user_number_of(actor),
        end_user__closed_on__isnull=True,
        signed_on__lte=today,
        withdrawn_at__isnull=True,
    )
    return rows.order_by("-text_version", "-pk").first()


@verb
def sign_own_undertaking(*, actor: Actor, now: datetime) -> Undertaking:
    """In the text of today; the caller has asked for the password. The signed paper is filed as any other's.

    Who has signed this text already signs nothing twice. Raises PTY-127 before `connect_houses` has run.
    """
    require(actor, "undertakings.sign")
    text, signed = text_in_force(timezone.localdate(now)), own_undertaking(actor, now)
    if signed is not None and signed.text_version == text.version:
        return signed
    user = _own_user(actor)
    signature = ("İmza", f"Parolası doğrulanarak, {format_instant(now)}")
    document, content = issue_undertaking(user, signature, actor=actor, now=now)
    undertaking = Undertaking.objects.create(
        end_user=user,
        text_version=text.version,
        signed_on=timezone.localdate(now),
        document_code=document.shown_code,
        scan_hash=hashlib.sha256(content).hexdigest(),
        filed_at=now,
    )
    UndertakingScan.objects.create(
        undertaking=undertaking, content=content, media_type="application/pdf", file_name="ek-2.pdf"
    )
    details = {"code": undertaking.document_code, "scan": undertaking.scan_hash}
    audit.record(actor, "undertakings.signed_on_line", undertaking, details=details)
    return undertaking


def _own_user(actor: Actor) -> EndUser:
    """Made at the first signing; opened again for whoever comes back."""
    house = _house(Institution.objects.select_for_update(of=("self",)))
    facts = {"name": actor.name[:200], "title": actor.organisation_name[:120], "closed_on": None}
    user, is_new = EndUser.objects.update_or_create(
        institution=house, user_number=user_number_of(actor), defaults=facts
    )
    if is_new:
        audit.record(actor, "end_users.added", user, details={"user_number": user.user_number})
    return user


def _house(rows: QuerySet[Institution]) -> Institution:
    house = rows.select_related("organisation").filter(house=HOUSE).first()
    if house is None:
        raise NOT_CONNECTED()
    return house


def close_users_who_left(*, actor: Actor, now: datetime) -> int:
    """Who is no member of any unit or of headquarters any more asks nothing in the house's name. How many."""
    today = timezone.localdate(now)
    staff = Membership.objects.filter(
        Q(closes_on__isnull=True) | Q(closes_on__gte=today),
        organisation__kind__in=OWN_STAFF,
        organisation__is_active=True,
        person__is_active=True,
    ).values(number=Cast("person_id", CharField()))
    left = (
        EndUser.objects.filter(institution__house=HOUSE, closed_on__isnull=True)
        .exclude(user_number=SERVICE_USER)
        .exclude(user_number__in=staff)
    )
    for user in left:
        close_end_user(user=user, closed_on=today, actor=actor, now=now)
    return len(left)
