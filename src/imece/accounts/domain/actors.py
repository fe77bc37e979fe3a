"""From a signed-in person and the organisation he chose to the `Actor` that every verb gets."""

from datetime import date

from django.db.models import Q, QuerySet

from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Membership, Person
from imece.core.actor import Actor, ActorKind

KIND_OF_ACTOR = {
    OrganisationKind.WORKPLACE: ActorKind.EMPLOYER,
    OrganisationKind.UNIT: ActorKind.UNIT_STAFF,
    OrganisationKind.HEADQUARTERS: ActorKind.HEADQUARTERS_STAFF,
    OrganisationKind.SERVICE_PROVIDER: ActorKind.SERVICE_PROVIDER,
    OrganisationKind.AGENCY: ActorKind.AGENCY,
    OrganisationKind.COURSE_OFFICE: ActorKind.COURSE_OFFICE,
}


def effective_memberships(person: Person, day: date) -> QuerySet[Membership]:
    """Those this person may use on `day`, by the organisation's name."""
    open_still = Q(closes_on__isnull=True) | Q(closes_on__gte=day)
    rows = Membership.objects.filter(open_still, person=person, locked_at__isnull=True, organisation__is_active=True)
    return rows.select_related("organisation").order_by("organisation__name_key", "organisation__name", "id")


def actor_for(person: Person, membership: Membership | None) -> Actor:
    """Without a membership a person acts for himself: a job seeker."""
    if membership is None:
        return Actor(ActorKind.JOB_SEEKER, person_id=person.pk, name=person.full_name)
    organisation = membership.organisation
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
