"""Making the organisations persons act for, each with its number (ID-22)."""

from django.db import connection

from imece.accounts.domain.problems import HEADQUARTERS_OF_A_PROVINCE, UNIT_WITHOUT_PROVINCE
from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.identity_numbers import make_iskur_number
from imece.core.permissions import require
from imece.core.transactions import verb


def next_iskur_number() -> str:
    """İŞKUR numarası: nine digits of a sequence and a check digit; a number once drawn is never given again."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('accounts_iskur_number')")
        return make_iskur_number(cursor.fetchone()[0])


@verb
def create_organisation(
    *,
    kind: OrganisationKind,
    name: str,
    province: int | None,
    actor: Actor,
    permission: str = "accounts.organisations",
) -> Organisation:
    """`province` is the plate code, None for all of Türkiye. A room that registers its own kind (a workplace at
    membership) names its own `permission`.
    """
    require(actor, permission)
    if kind == OrganisationKind.UNIT and province is None:
        raise UNIT_WITHOUT_PROVINCE(field="province")
    if kind == OrganisationKind.HEADQUARTERS and province is not None:
        raise HEADQUARTERS_OF_A_PROVINCE(field="province")
    organisation = Organisation(kind=kind, number=next_iskur_number(), name=name, province=province)
    organisation.full_clean(exclude=["name_key"])
    organisation.save()
    audit.record(
        actor,
        "accounts.organisation_created",
        organisation,
        details={"kind": kind, "number": organisation.number, "province": province},
    )
    return organisation


@verb
def rename_organisation(
    *, organisation: Organisation, name: str, province: int | None, actor: Actor, permission: str
) -> Organisation:
    """The room that owns the organisation asks this when title or province change there."""
    require(actor, permission)
    before = {"name": organisation.name, "province": organisation.province}
    organisation.name, organisation.province = name, province
    organisation.full_clean(exclude=["name_key"])
    organisation.save(update_fields=["name", "province"])
    changes = audit.differences(before, {"name": name, "province": province})
    audit.record(actor, "accounts.organisation_changed", organisation, details=changes)
    return organisation
