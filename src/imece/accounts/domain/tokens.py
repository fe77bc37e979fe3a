"""Tokens of employers' programs (P3.10): made by the manager, shown once, kept as a fingerprint, revoked at once."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from imece.accounts.domain.actors import actor_for, effective_memberships
from imece.accounts.domain.problems import TOKEN_DAY_WRONG, TOKEN_NEEDS_RIGHTS, UNKNOWN_RIGHT
from imece.accounts.domain.sealing import fingerprint
from imece.accounts.enums import Grant
from imece.accounts.models import ApiToken, Organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.api import Caller
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import acting, verb

PREFIX, PURPOSE = "imece_", "api-token"
POSSIBLE = (Grant.VACANCIES, Grant.CANDIDATES)
MOST_DAYS = 400
NOTED = timedelta(hours=1)


def tokens_in_scope(actor: Actor) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(organisation_id=key(actor.organisation_id)).select_related(
        "made_by", "organisation"
    )


@verb
def make_token(
    *,
    name: str,
    grants: Collection[str],
    valid_until: date,
    is_staging: bool,
    actor: Actor,
    now: datetime,
) -> tuple[ApiToken, str]:
    """For the organisation the actor acts for. The row, and the secret, which is never to be had again.

    Raises ACC-071 without a right, ACC-072 for a day in the past or beyond `MOST_DAYS`.
    """
    organisation = Organisation.objects.get(pk=key(actor.organisation_id))
    require(actor, "accounts.tokens", organisation)
    _check(grants, valid_until, timezone.localdate(now))
    assert actor.person_id is not None  # a manager is a person
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        organisation=organisation,
        made_by_id=actor.person_id,
        name=name,
        fingerprint=fingerprint(PURPOSE, secret),
        last_letters=secret[-4:],
        grants=sorted(grants),
        is_staging=is_staging,
        valid_until=valid_until,
        made_at=now,
    )
    token.full_clean()
    token.save()
    details = {"grants": token.grants, "valid_until": valid_until.isoformat(), "is_staging": is_staging}
    audit.record(actor, "accounts.token_made", token, details=details)
    return token, secret


@verb
def revoke_token(*, token: ApiToken, actor: Actor, now: datetime) -> None:
    """From the next call on it is not valid; revoking twice changes nothing."""
    require(actor, "accounts.tokens", token.organisation)
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        audit.record(actor, "accounts.token_revoked", token)


def caller_of(secret: str, request: HttpRequest) -> Caller | None:
    """Who calls with this token; None if it is unknown, over, revoked, or its maker may no longer act there."""
    now = timezone.now()
    today = timezone.localdate(now)
    rows = ApiToken.objects.select_related("made_by", "organisation")
    token = rows.filter(fingerprint=fingerprint(PURPOSE, secret)).first()
    if token is None or not token.is_valid_on(today) or token.made_by.locked_at is not None:
        return None
    membership = (
        effective_memberships(token.made_by, today).filter(organisation_id=token.organisation_id).first()
    )
    if membership is None or not membership.is_manager:
        return None
    actor = actor_for(token.made_by, membership)
    limited = actor.with_grants(token.grants, name=f"{actor.name} · {token.name}")
    _note_use(token, limited, now)
    at = limited.at(
        address=getattr(request, "client_address", ""), request_id=getattr(request, "request_id", "")
    )
    return Caller(at, key=f"token:{token.pk}", is_staging=token.is_staging)


def _check(grants: Collection[str], valid_until: date, today: date) -> None:
    if not grants:
        raise TOKEN_NEEDS_RIGHTS(field="grants")
    for grant in grants:
        if grant not in POSSIBLE:
            raise UNKNOWN_RIGHT(right=grant, field="grants")
    latest = today + timedelta(days=MOST_DAYS)
    if not today <= valid_until <= latest:
        raise TOKEN_DAY_WRONG(day=format_date(valid_until), latest=format_date(latest), field="valid_until")


def _note_use(token: ApiToken, actor: Actor, now: datetime) -> None:
    """To the hour: a write at every call would cost more than it tells."""
    if token.used_at is None or now - token.used_at > NOTED:
        with acting(actor):
            ApiToken.objects.filter(pk=token.pk).update(used_at=now)
