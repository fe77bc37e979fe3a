"""Who may act for which organisation (P1.7, EMP-10 to EMP-15). The pages are other rooms'; the verbs are here."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from imece.accounts.domain.problems import (
    ALREADY_AUTHORISED,
    FOUNDER_STAYS,
    NO_SUCH_MEMBER,
    OWN_RIGHTS,
    UNKNOWN_RIGHT,
)
from imece.accounts.enums import Grant, OrganisationKind, PartnerGrant, StaffGrant
from imece.accounts.models import Membership, Organisation, Person
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.turkish import mask_number

STAFF_KINDS = frozenset({OrganisationKind.UNIT, OrganisationKind.HEADQUARTERS})


def possible_grants(organisation: Organisation) -> type[Grant] | type[StaffGrant] | type[PartnerGrant]:
    """The tick-boxes that make sense for this kind of organisation (EMP-15)."""
    if organisation.kind == OrganisationKind.PARTNER:
        return PartnerGrant
    return StaffGrant if organisation.kind in STAFF_KINDS else Grant


def memberships_of(organisation: Organisation) -> QuerySet[Membership]:
    """**Yetkilileri Listele**: by name, with the person in the same query."""
    rows = Membership.objects.filter(organisation=organisation).select_related("person", "organisation")
    return rows.order_by("person__name_key", "id")


def find_individual_member(national_id: str) -> Person:
    """EMP-10: whoever is to be authorised must be a registered individual. Raises ACC-012."""
    person = Person.objects.with_number(national_id).filter(is_active=True).first()
    if person is None:
        raise NO_SUCH_MEMBER(number=mask_number(national_id), field="national_id")
    return person


@verb
def add_membership(
    *,
    person: Person,
    organisation: Organisation,
    actor: Actor,
    is_manager: bool = False,
    grants: Collection[str] = (),
    closes_on: date | None = None,
    is_founding_manager: bool = False,
    permission: str = "accounts.members",
    reason: str = "",
) -> Membership:
    """**Yetkili Oluştur**. `is_founding_manager` is the joining wizard's alone; `reason` stands on the trail.

    Raises ACC-021 when he has one here, ACC-025 for staff that would authorise themselves.
    """
    require(actor, permission, organisation)
    _check_not_own(person.pk, actor)
    if Membership.objects.filter(person=person, organisation=organisation).exists():
        raise ALREADY_AUTHORISED(name=person.full_name, organisation=organisation.name)
    membership = Membership(
        person=person,
        organisation=organisation,
        is_manager=is_manager or is_founding_manager,
        is_founding_manager=is_founding_manager,
        grants=_checked(grants, organisation),
        closes_on=closes_on,
    )
    membership.full_clean()
    membership.save()
    audit.record(actor, "accounts.membership_added", membership, details=_facts(membership), purpose=reason)
    return membership


@verb
def set_membership_rights(
    *,
    membership: Membership,
    is_manager: bool,
    grants: Collection[str],
    closes_on: date | None,
    is_locked: bool,
    actor: Actor,
    now: datetime,
) -> Membership:
    """**Kullanıcı Hesabı Bilgileri** → **Kaydet**. Raises ACC-020 for the founding manager (EMP-12), ACC-025 for
    staff that would change their own rights.
    """
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=membership.pk)
    )
    require(actor, "accounts.members", membership.organisation)
    if membership.is_founding_manager:
        raise FOUNDER_STAYS(name=membership.person.full_name)
    _check_not_own(membership.person_id, actor)
    before = _facts(membership)
    membership.is_manager = is_manager
    membership.grants = _checked(grants, membership.organisation)
    membership.closes_on = closes_on
    membership.locked_at = (membership.locked_at or now) if is_locked else None
    membership.full_clean()
    membership.save(update_fields=["is_manager", "grants", "closes_on", "locked_at"])
    details = audit.differences(before, _facts(membership))
    audit.record(actor, "accounts.membership_changed", membership, details=details)
    return membership


def _check_not_own(person_id: int, actor: Actor) -> None:
    """Staff hold rights over citizens' data: another pair of eyes gives them."""
    if actor.is_staff and person_id == actor.person_id:
        raise OWN_RIGHTS()


def _checked(grants: Collection[str], organisation: Organisation) -> list[str]:
    known = set(possible_grants(organisation).values)
    for grant in grants:
        if grant not in known:
            raise UNKNOWN_RIGHT(right=grant, field="grants")
    return sorted(set(grants))


def _facts(membership: Membership) -> dict[str, Any]:
    return {
        "person": membership.person_id,
        "organisation": membership.organisation_id,
        "is_manager": membership.is_manager,
        "grants": sorted(membership.grants),
        "closes_on": membership.closes_on and membership.closes_on.isoformat(),
        "is_locked": membership.locked_at is not None,
    }
