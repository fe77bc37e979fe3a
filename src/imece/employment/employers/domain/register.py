"""A new employer joins with its first workplace (P1.3): head office, İŞKUR number, founding manager."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from imece.accounts.models import Person
from imece.accounts.public import add_membership
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.turkish import normalize
from imece.employment.employers.domain.add import open_workplace
from imece.employment.employers.domain.errors import FOUNDER_IS_ANOTHER, TAX_NUMBER_TAKEN
from imece.employment.employers.domain.values import EMPLOYER_FIELDS, clean_tax_identity, clean_values
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import Employer, Workplace


@dataclass(frozen=True)
class NewEmployer:
    """What Tüzel Kişi Bilgileri asks; `values` holds EMPLOYER_FIELDS and WORKPLACE_FIELDS."""

    kind: EmployerKind
    title: str
    tax_id: str
    province: int
    values: Mapping[str, Any]


@verb
def register_employer(*, new: NewEmployer, founder: Person, actor: Actor, now: datetime) -> Workplace:
    """`founder` becomes the founding manager (EMP-12); a natural employer is himself (ID-12).

    Raises EMP-100…104, EMP-109.
    """
    require(actor, "employers.register")
    employer = _create_employer(new, founder)
    audit.record(
        actor, "employers.registered", employer, details={"kind": new.kind, "tax_id": employer.tax_id}
    )
    workplace = open_workplace(
        employer=employer,
        name=employer.title,
        province=new.province,
        values=new.values,
        permission="employers.register",
        actor=actor,
        now=now,
    )
    add_membership(
        person=founder,
        organisation=workplace.organisation,
        is_founding_manager=True,
        actor=actor,
        permission="employers.register",
    )
    return workplace


def refuse_taken_tax_number(tax_id: str) -> None:
    """Raises EMP-101."""
    if Employer.objects.filter(tax_id=tax_id).exists():
        raise TAX_NUMBER_TAKEN(tax_id=tax_id, field="tax_id")


def _create_employer(new: NewEmployer, founder: Person) -> Employer:
    tax_id, tax_id_kind = clean_tax_identity(new.kind, new.tax_id)
    if new.kind == EmployerKind.NATURAL and tax_id != founder.national_id:
        raise FOUNDER_IS_ANOTHER(field="national_id")
    refuse_taken_tax_number(tax_id)
    facts = clean_values({name: new.values[name] for name in EMPLOYER_FIELDS if name in new.values})
    title = normalize(new.title).strip()
    employer = Employer(kind=new.kind, title=title, tax_id=tax_id, tax_id_kind=tax_id_kind, **facts)
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError as raced:  # the same number in another browser, at this moment
        raise TAX_NUMBER_TAKEN(tax_id=tax_id, field="tax_id") from raced
    return employer
