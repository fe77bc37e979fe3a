"""A new employer joins with its first workplace (P1.3): head office, İŞKUR number, founding manager."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from imece.accounts.models import Person
from imece.accounts.public import add_membership
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.turkish import normalize
from imece.employment.employers.domain.add import open_workplace
from imece.employment.employers.domain.errors import TAX_NUMBER_TAKEN
from imece.employment.employers.domain.values import EMPLOYER_FIELDS, clean_tax_identity, clean_values
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import Employer, Workplace


@verb
def register_employer(
    *,
    kind: EmployerKind,
    title: str,
    tax_id: str,
    province: int,
    values: Mapping[str, Any],
    founder: Person,
    actor: Actor,
    now: datetime,
) -> Workplace:
    """`values` holds EMPLOYER_FIELDS and WORKPLACE_FIELDS; `founder` becomes the founding manager (EMP-12).

    Two with one tax number at once: the unique constraint decides, `refuse_taken_tax_number` says it before.
    Raises EMP-100…104.
    """
    require(actor, "employers.register")
    tax_id, tax_id_kind = clean_tax_identity(kind, tax_id)
    refuse_taken_tax_number(tax_id)
    facts = clean_values({name: values[name] for name in EMPLOYER_FIELDS if name in values})
    title = normalize(title).strip()
    employer = Employer.objects.create(
        kind=kind, title=title, tax_id=tax_id, tax_id_kind=tax_id_kind, **facts
    )
    audit.record(actor, "employers.registered", employer, details={"kind": kind, "tax_id": tax_id})
    workplace = open_workplace(
        employer=employer, name=title, province=province, values=values, actor=actor, now=now
    )
    add_membership(
        person=founder, organisation=workplace.organisation, is_founding_manager=True, actor=actor, now=now
    )
    return workplace


def refuse_taken_tax_number(tax_id: str) -> None:
    """Raises EMP-101."""
    if Employer.objects.filter(tax_id=tax_id).exists():
        raise TAX_NUMBER_TAKEN(tax_id=tax_id, field="tax_id")
