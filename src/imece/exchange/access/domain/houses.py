"""Access of the installation's own houses: set up by its operator, with keys derived from the secrets file."""

from datetime import datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.exchange.access.domain.credentials import open_credential
from imece.exchange.access.domain.queries import usable_credentials
from imece.exchange.access.enums import CredentialKind
from imece.exchange.access.models import ClientKey, Credential, StaticAddress
from imece.exchange.house_keys import SERVICE_USER, house_client_id, house_public_jwk
from imece.exchange.parties.models import EndUser, Institution, Undertaking

HOUSE_DAYS = 3650  # renewed by running it again; the key changes with the secrets file
LOOPBACK = "127.0.0.1"


@verb
def register_house_access(
    *,
    institution: Institution,
    actor: Actor,
    now: datetime,
    address: str = LOOPBACK,
) -> Credential:
    """Credential, address and the service user. Run again it changes only what differs. For a house alone: ACS-023.

    The service user's undertaking is on file as the installation's own; people of the house sign their own.
    """
    Institution.objects.select_for_update().get(pk=institution.pk)
    credential = usable_credentials(institution).first() or _open(institution, actor, now)
    _register_key(credential, now)
    if not institution.static_addresses.filter(address=address, valid_until__isnull=True).exists():
        row = StaticAddress.objects.create(
            institution=institution, address=address, valid_from=now, told_at=now
        )
        audit.record(actor, "access.address_begun", row)
    _register_service_user(institution, now, actor)
    return credential


def _open(institution: Institution, actor: Actor, now: datetime) -> Credential:
    count = institution.credentials.filter(is_sandbox=False).count()
    client_id = house_client_id(institution.house) + (f"-{count}" if count else "")
    credential = Credential(
        institution=institution, client_id=client_id, kind=CredentialKind.PRIVATE_KEY, created_at=now
    )
    open_credential(credential=credential, actor=actor, now=now, days=HOUSE_DAYS)
    return credential


def _register_key(credential: Credential, now: datetime) -> None:
    """A key of another secrets file is worth nothing any more."""
    jwk = house_public_jwk(credential.institution.house)
    known = credential.keys.filter(revoked_at__isnull=True)
    if known.filter(key_id=jwk["kid"]).exists():
        return
    known.update(revoked_at=now)
    ClientKey.objects.create(credential=credential, key_id=jwk["kid"], public_jwk=jwk, valid_from=now)


def _register_service_user(institution: Institution, now: datetime, actor: Actor) -> None:
    name = f"{institution} – sistem"[:200]
    user, is_new = EndUser.objects.get_or_create(
        institution=institution, user_number=SERVICE_USER, defaults={"name": name}
    )
    if is_new:
        today = timezone.localdate(now)
        Undertaking.objects.create(end_user=user, text_version=1, signed_on=today, filed_at=now)
        audit.record(actor, "end_users.added", user, details={"user_number": SERVICE_USER})
