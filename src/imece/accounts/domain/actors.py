"""From a signed-in person and the organisation he chose to the `Actor` that every verb gets."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from imece.accounts.domain.ports import branches_of
from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Membership, Organisation, Person
from imece.core.actor import Actor, ActorKind

KIND_OF_ACTOR = {
    OrganisationKind.WORKPLACE: ActorKind.EMPLOYER,
    OrganisationKind.UNIT: ActorKind.UNIT_STAFF,
    OrganisationKind.HEADQUARTERS: ActorKind.HEADQUARTERS_STAFF,
    OrganisationKind.SERVICE_PROVIDER: ActorKind.SERVICE_PROVIDER,
    OrganisationKind.AGENCY: ActorKind.AGENCY,
    OrganisationKind.COURSE_OFFICE: ActorKind.COURSE_OFFICE,
    OrganisationKind.PARTNER: ActorKind.PARTNER,
}


@dataclass(frozen=True)
class Capacity:
    """One line of the **Firma** list: an organisation and the membership that lets this person act for it."""

    organisation: Organisation
    membership: Membership

    @property
    def is_through_head_office(self) -> bool:
        return self.organisation.pk != self.membership.organisation_id


def effective_memberships(person: Person, day: date) -> QuerySet[Membership]:
    """Those this person may use on `day`, by the organisation's name."""
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
    rows = Membership.objects.filter(
        open_still, person=person, locked_at__isnull=True, organisation__is_active=True
    )
    return rows.select_related("organisation").order_by("organisation__name_key", "organisation__name", "id")


def _may_be_used(membership: Membership, day: date) -> bool:
    """What `effective_memberships` asks, of one that is at hand: its query is twice as quick without."""
    return membership.is_effective_on(day) and membership.organisation.is_active


def capacities(person: Person, day: date) -> list[Capacity]:
    """Everything this person may act for: his memberships, and the branches of head offices he manages (EMP-13).

    A closing date or lock on the branch itself wins over the head office's right.
    """
    memberships = list(effective_memberships(person, day))
    own = {membership.organisation_id for membership in memberships}
    managed = {m.organisation_id: m for m in memberships if m.is_manager}
    branches = branches_of(list(managed))
    barred = _barred(person, set(branches) - own)
    names = Organisation.objects.filter(pk__in=set(branches) - own - barred, is_active=True)
    found = [Capacity(membership.organisation, membership) for membership in memberships]
    found += [Capacity(organisation, managed[branches[organisation.pk]]) for organisation in names]
    return sorted(found, key=lambda line: (line.organisation.name_key, line.organisation.name))


def capacity_for(person: Person, day: date, organisation_id: int, through_id: int | None) -> Capacity | None:
    """The capacity chosen before, if it still holds: one query, three for a branch; asked at every request."""
    through = through_id or organisation_id
    rows = Membership.objects.select_related("organisation").filter(
        person_id=person.pk, organisation_id=through
    )
    membership = next(iter(rows), None)  # once a person and organisation
    if membership is None or not _may_be_used(membership, day):
        return None
    if through == organisation_id:
        return Capacity(membership.organisation, membership)
    if not membership.is_manager or branches_of([through]).get(organisation_id) != through:
        return None
    organisation = Organisation.objects.filter(pk=organisation_id, is_active=True).first()
    if organisation is None or _barred(person, {organisation_id}):
        return None
    return Capacity(organisation, membership)


def _barred(person: Person, organisation_ids: set[int]) -> set[int]:
    """Organisations where the person has a membership of his own: what it says counts there."""
    if not organisation_ids:
        return set()
    rows = Membership.objects.filter(person=person, organisation_id__in=organisation_ids)
    return set(rows.values_list("organisation_id", flat=True))


def actor_for(
    person: Person, membership: Membership | None, organisation: Organisation | None = None
) -> Actor:
    """Without a membership a person acts for himself: a job seeker. `organisation` is a branch (EMP-13)."""
    if membership is None:
        return Actor(ActorKind.JOB_SEEKER, person_id=person.pk, name=person.full_name)
    organisation = organisation or membership.organisation
    return Actor(
        KIND_OF_ACTOR[OrganisationKind(organisation.kind)],
        person_id=person.pk,
        name=person.full_name,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        province=organisation.province,
        is_manager=membership.is_manager,
        grants=frozenset(membership.grants),
    )
