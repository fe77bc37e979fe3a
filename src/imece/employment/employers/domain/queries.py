"""What is read of employers and workplaces, always from the actor's scope."""

from collections.abc import Collection

from django.db.models import F, Func, Q, QuerySet, TextField

from imece.accounts.models import Person
from imece.core.actor import Actor, ActorKind
from imece.core.remembering import remembered
from imece.core.turkish import fold, normalize
from imece.employment.employers.models import Employer, MembershipApplication, Workplace

RELATED = ("organisation", "employer", "province", "district", "head_office__organisation")


def workplaces_in_scope(actor: Actor) -> QuerySet[Workplace]:
    """P7.1: an employer sees the own workplace and, from a head office, its branches in the same province;
    unit staff their province, headquarters all of Türkiye, others none."""
    rows = Workplace.objects.select_related(*RELATED)
    rows = rows.order_by("organisation__name_key", "organisation__name", "pk")
    if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM}:
        return rows
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(province=actor.province)
    if actor.kind == ActorKind.EMPLOYER:
        own = actor.organisation_id or 0
        return rows.filter(Q(organisation_id=own) | Q(head_office__organisation_id=own))
    return rows.none()


def employers_in_scope(actor: Actor) -> QuerySet[Employer]:
    """Those with a workplace in the actor's scope, by title."""
    workplaces = workplaces_in_scope(actor).order_by()
    return Employer.objects.filter(pk__in=workplaces.values("employer_id")).order_by(
        "title_key", "title", "pk"
    )


@remembered
def workplace_of(actor: Actor) -> Workplace | None:
    """The workplace the actor acts for."""
    if actor.kind != ActorKind.EMPLOYER:
        return None
    rows = Workplace.objects.select_related(*RELATED)
    return rows.filter(organisation_id=actor.organisation_id or 0).first()


def branches_of_managers(organisation_ids: Collection[int]) -> dict[int, int]:
    """Organisation of an open branch → organisation of its head office, for the head offices among the given.

    The port by which `accounts` lets a head office's manager act for its branches in that province (EMP-13).
    """
    branches = Workplace.objects.filter(
        head_office__organisation_id__in=organisation_ids, closed_on__isnull=True
    )
    return dict(branches.values_list("organisation_id", "head_office__organisation_id"))


def matching_workplaces(
    rows: QuerySet[Workplace], *, title: str | None = "", sgk_number: str | None = "", tax_id: str | None = ""
) -> QuerySet[Workplace]:
    """P7.1's criteria: Unvan anywhere in the workplace's or employer's name, numbers from the beginning."""
    if words := fold(normalize(title or "")).strip():
        rows = rows.annotate(
            name_fold=Func(F("organisation__name"), function="tr_fold", output_field=TextField())
        )
        rows = rows.filter(Q(name_fold__contains=words) | Q(employer__title_fold__contains=words))
    if digits := _digits(sgk_number):
        rows = rows.filter(sgk_number__startswith=digits)
    if digits := _digits(tax_id):
        rows = rows.filter(employer__tax_id__startswith=digits)
    return rows


def application_by_key(key_hash: str) -> MembershipApplication | None:
    return MembershipApplication.objects.filter(key_hash=key_hash).select_related("employer").first()


def _digits(text: str | None) -> str:
    """As typed with blanks, dots and dashes (ID-14)."""
    return "".join(sign for sign in text or "" if sign in "0123456789")


def person_acting(actor: Actor) -> Person | None:
    return Person.objects.filter(pk=actor.person_id or 0).first()


def person_by_key(key: int) -> Person | None:
    return Person.objects.filter(pk=key, is_active=True).first()
