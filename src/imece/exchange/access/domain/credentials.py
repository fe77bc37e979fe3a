"""Credentials from the request to their end (design E3); the secret is known to nobody after it was shown."""

import hashlib
import secrets
from datetime import datetime, timedelta

from imece.core.actor import Actor, system_actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.access.domain.errors import SANDBOX_FULL, WRONG_KIND
from imece.exchange.access.domain.keys import add_key, read_public_key
from imece.exchange.access.domain.queries import institution_of, usable_credentials
from imece.exchange.access.domain.rules import (
    CREDENTIAL_DAYS,
    HANDOVER_DAYS,
    SANDBOX_DAYS,
    SANDBOX_MOST,
    rotation_ends,
)
from imece.exchange.access.domain.telling import tell_institution
from imece.exchange.access.domain.workflow import CREDENTIAL
from imece.exchange.access.enums import CredentialKind, CredentialState
from imece.exchange.access.models import ClientKey, Credential, InformationForm
from imece.exchange.parties.models import Institution

CLOCK = system_actor("access.clock")


def make_secret() -> str:
    """256 bits, in letters that can be typed anywhere."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """A random secret of 256 bits needs no slow hash: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def request_credential(*, form: InformationForm, actor: Actor, now: datetime) -> Credential:
    """Part of the form's approval: requested by who took it in, approved by `actor`, then waiting to be fetched."""
    credential = Credential(
        institution=form.institution,
        form=form,
        client_id=next_client_id(form.institution),
        kind=form.credential_kind,
        requested_by_id=form.taken_in_by_id,
        created_at=now,
    )
    credential.full_clean()
    credential.save()
    CREDENTIAL.begin(credential, actor=actor, now=now, details={"form": form.number})
    changes = {"approved_by_id": actor.person_id, "valid_until": now + timedelta(days=HANDOVER_DAYS)}
    CREDENTIAL.apply("approve", thing=credential, actor=actor, now=now, changes=changes)
    tell_institution(
        form.institution,
        "access.credential_ready",
        now=now,
        client_id=credential.client_id,
        name=form.handover_name,
        days=HANDOVER_DAYS,
    )
    return credential


def next_client_id(institution: Institution, *, is_sandbox: bool = False) -> str:
    """`KRM-0000012-01`, in the sandbox `KRM-0000012-D01` (deneme); a number is never given twice.

    The caller holds the institution's row, so two at once cannot draw the same.
    """
    count = institution.credentials.filter(is_sandbox=is_sandbox).count() + 1
    return f"{institution.code}-{'D' if is_sandbox else ''}{count:02d}"


@verb
def hand_over_secret(*, credential: Credential, actor: Actor, now: datetime) -> str:
    """To the person the form names. The secret is returned this once and kept as a hash alone (ACS-021, ACS-024)."""
    _require_kind(credential, CredentialKind.SECRET)
    secret = make_secret()
    changes = {"secret_hash": hash_secret(secret)}
    CREDENTIAL.apply("hand_over", thing=credential, actor=actor, now=now, changes=changes)
    return secret


@verb
def hand_over_key(*, credential: Credential, public_key: str, actor: Actor, now: datetime) -> ClientKey:
    """The named person registers the public half; raises ACS-031 to -033 for what is none, or too weak."""
    _require_kind(credential, CredentialKind.PRIVATE_KEY)
    jwk = read_public_key(public_key)
    CREDENTIAL.apply("hand_over", thing=credential, actor=actor, now=now)
    return add_key(credential=credential, jwk=jwk, actor=actor, now=now)


@verb
def activate_credential(*, credential: Credential, actor: Actor, now: datetime) -> None:
    """The receiver has it in his program. The one before it is valid for 30 days more at the most (X3.5)."""
    Institution.objects.select_for_update().get(pk=credential.institution_id)
    changes = {"valid_from": now, "valid_until": now + timedelta(days=CREDENTIAL_DAYS)}
    before = usable_credentials(credential.institution).filter(state=CredentialState.ACTIVE)
    for old in before.exclude(pk=credential.pk):
        ends = {"valid_until": rotation_ends(now, old.valid_until)}
        CREDENTIAL.apply("begin_rotation", thing=old, actor=CLOCK, now=now, changes=ends)
    CREDENTIAL.apply("activate", thing=credential, actor=actor, now=now, changes=changes)


@verb
def take_back_credential(*, credential: Credential, reason: str, actor: Actor, now: datetime) -> None:
    """The handing over went wrong (page closed, wrong key pasted): what was shown is void, and it waits anew."""
    credential.keys.filter(revoked_at__isnull=True).update(revoked_at=now)
    changes = {"secret_hash": "", "valid_until": now + timedelta(days=HANDOVER_DAYS)}
    CREDENTIAL.apply("take_back", thing=credential, actor=actor, now=now, reason=reason, changes=changes)


@verb
def lock_credential(*, credential: Credential, reason: str, actor: Actor, now: datetime) -> None:
    """Ten bad proofs, or a burst from a wrong address: closed within a second, and the institution is told."""
    CREDENTIAL.apply("lock", thing=credential, actor=actor, now=now, reason=reason)
    _tell_closed(credential, "access.credential_locked", reason, now)


@verb
def unlock_credential(*, credential: Credential, reason: str, actor: Actor, now: datetime) -> None:
    """Raises ACS-022 when another has become active meanwhile."""
    CREDENTIAL.apply("unlock", thing=credential, actor=actor, now=now, reason=reason)


@verb
def revoke_credential(*, credential: Credential, reason: str, actor: Actor, now: datetime) -> None:
    """For good and at once: lost, known to others, or no longer wanted."""
    CREDENTIAL.apply("revoke", thing=credential, actor=actor, now=now, reason=reason)
    credential.keys.filter(revoked_at__isnull=True).update(revoked_at=now)
    _tell_closed(credential, "access.credential_revoked", reason, now)


@verb
def open_sandbox_credential(*, public_key: str, actor: Actor, now: datetime) -> tuple[Credential, str]:
    """Self-service, before any agreement: it reaches the synthetic people alone. The secret is empty with a key.

    Raises ACS-025 when three are open.
    """
    institution = institution_of(actor)
    Institution.objects.select_for_update().get(pk=institution.pk)
    require(actor, "access.own")
    if usable_credentials(institution, is_sandbox=True).count() >= SANDBOX_MOST:
        raise SANDBOX_FULL(count=SANDBOX_MOST)
    jwk = read_public_key(public_key) if public_key.strip() else None
    secret = "" if jwk else make_secret()
    credential = Credential(
        institution=institution,
        client_id=next_client_id(institution, is_sandbox=True),
        kind=CredentialKind.PRIVATE_KEY if jwk else CredentialKind.SECRET,
        is_sandbox=True,
        secret_hash=hash_secret(secret) if secret else "",
        requested_by_id=actor.person_id,
        created_at=now,
    )
    open_credential(credential=credential, actor=actor, now=now, days=SANDBOX_DAYS)
    if jwk:
        add_key(credential=credential, jwk=jwk, actor=actor, now=now)
    return credential, secret


@verb
def open_credential(*, credential: Credential, actor: Actor, now: datetime, days: int) -> None:
    """One that needs no form: of the sandbox, or of a house of this installation (ACS-023 for every other)."""
    credential.full_clean()
    credential.save()
    CREDENTIAL.begin(credential, actor=actor, now=now)
    changes = {"valid_from": now, "valid_until": now + timedelta(days=days)}
    CREDENTIAL.apply("open", thing=credential, actor=actor, now=now, changes=changes)


def _require_kind(credential: Credential, kind: CredentialKind) -> None:
    if credential.kind != kind:
        raise WRONG_KIND(client_id=credential.client_id, kind=credential.get_kind_display())


def _tell_closed(credential: Credential, notice: str, reason: str, now: datetime) -> None:
    tell_institution(credential.institution, notice, now=now, client_id=credential.client_id, reason=reason)
