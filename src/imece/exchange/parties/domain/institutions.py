"""Opening an institution and changing what it is (X1.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from imece.accounts.enums import OrganisationKind
from imece.accounts.public import create_organisation, rename_organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.parties.domain.errors import NAME_TAKEN
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.parties.models import Institution

CHANGEABLE = ("kind", "is_general_government", "tax_number", "detsis_number", "mersis_number", "kep_address")


def next_institution_code() -> str:
    """`KRM-` and seven digits of a sequence; a code once drawn is never given again."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('parties_institution_code')")
        return f"KRM-{cursor.fetchone()[0]:07d}"


@verb
def open_institution(
    *,
    name: str,
    kind: InstitutionKind,
    actor: Actor,
    now: datetime,
    values: Mapping[str, Any] | None = None,
    house: str = "",
) -> Institution:
    """The organisation its people act for, and the institution. Raises PTY-001 when the body is open already."""
    require(actor, "institutions.open")
    given = {field: value for field, value in (values or {}).items() if field in CHANGEABLE}
    _refuse_second(given.get("tax_number", ""))
    organisation = create_organisation(
        kind=OrganisationKind.PARTNER, name=name, province=None, actor=actor, permission="institutions.open"
    )
    institution = Institution(
        organisation=organisation,
        code=next_institution_code(),
        opened_at=now,
        house=house,
        **given | {"kind": kind},
    )
    institution.full_clean()
    institution.save()
    audit.record(actor, "institutions.opened", institution, details={"code": institution.code, "kind": kind})
    return institution


@verb
def change_institution(
    *, institution: Institution, name: str, values: Mapping[str, Any], actor: Actor
) -> Institution:
    """Kind, numbers and KEP address; the reviewing desk alone, since rights hang on the kind (X1.2)."""
    require(actor, "institutions.open", institution)
    before = {field: getattr(institution, field) for field in CHANGEABLE}
    for field in CHANGEABLE:
        setattr(institution, field, values.get(field, before[field]))
    institution.full_clean()
    institution.save(update_fields=CHANGEABLE)
    if name != institution.organisation.name:
        rename_organisation(
            organisation=institution.organisation,
            name=name,
            province=None,
            actor=actor,
            permission="institutions.open",
        )
    after = {field: getattr(institution, field) for field in CHANGEABLE}
    audit.record(actor, "institutions.changed", institution, details=audit.differences(before, after))
    return institution


def _refuse_second(tax_number: str) -> None:
    known = Institution.objects.filter(tax_number=tax_number).first() if tax_number else None
    if known is not None:
        raise NAME_TAKEN(tax_number=tax_number, name=str(known), code=known.code, field="tax_number")
