"""Contact persons of a workplace (İlgili Bilgileri, P7.2)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.transactions import verb
from imece.employment.employers.domain.values import clean_values
from imece.employment.employers.models import ContactPerson, Workplace

CONTACT_FIELDS: Final = ("name", "role", "phone", "email")


@verb
def add_contact_person(*, workplace: Workplace, values: Mapping[str, Any], actor: Actor) -> ContactPerson:
    """`values` holds CONTACT_FIELDS. Raises EMP-100."""
    require(actor, "employers.edit", workplace)
    return create_contact(workplace, values, actor)


def create_contact(workplace: Workplace, values: Mapping[str, Any], actor: Actor) -> ContactPerson:
    """The part shared with `add_workplace`; the caller has asked the permission."""
    contact = ContactPerson.objects.create(workplace=workplace, **_clean(values))
    audit.record(actor, "employers.contact_added", workplace, details={"contact": contact.pk})
    return contact


@verb
def change_contact_person(
    *, workplace: Workplace, contact_id: int, values: Mapping[str, Any], actor: Actor
) -> ContactPerson:
    """Raises CORE-404 for another workplace's contact, EMP-100."""
    require(actor, "employers.edit", workplace)
    contact = get_in_scope(ContactPerson.objects.filter(workplace=workplace), actor, pk=contact_id)
    clean = _clean(values)
    before = {name: getattr(contact, name) for name in clean}
    for name, value in clean.items():
        setattr(contact, name, value)
    if changed := audit.differences(before, clean):
        contact.save(update_fields=list(changed))
        audit.record(
            actor, "employers.contact_changed", workplace, details={"contact": contact_id, **changed}
        )
    return contact


@verb
def remove_contact_person(*, workplace: Workplace, contact_id: int, actor: Actor) -> None:
    """Raises CORE-404 for another workplace's contact."""
    require(actor, "employers.edit", workplace)
    contact = get_in_scope(ContactPerson.objects.filter(workplace=workplace), actor, pk=contact_id)
    audit.record(
        actor, "employers.contact_removed", workplace, details={"contact": contact_id, "name": contact.name}
    )
    contact.delete()


@verb
def set_contact_persons(*, workplace: Workplace, contacts: Sequence[Mapping[str, Any]], actor: Actor) -> None:
    """Bring the list to what the page shows: rows with an "id" are changed, others added, the rest goes."""
    present = set(workplace.contact_persons.values_list("pk", flat=True))
    kept = {int(row["id"]) for row in contacts if row.get("id")}
    for contact_id in sorted(present - kept):
        remove_contact_person(workplace=workplace, contact_id=contact_id, actor=actor)
    for row in contacts:
        values = {name: row.get(name, "") for name in CONTACT_FIELDS}
        if row.get("id"):
            change_contact_person(workplace=workplace, contact_id=int(row["id"]), values=values, actor=actor)
        else:
            add_contact_person(workplace=workplace, values=values, actor=actor)


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    return clean_values({name: values[name] for name in CONTACT_FIELDS if name in values})
