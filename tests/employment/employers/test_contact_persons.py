"""P7.2, İlgili Bilgileri: contact persons are added, changed, removed; each on record."""

import pytest

from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.employment.employers.domain.contacts import (
    add_contact_person,
    change_contact_person,
    remove_contact_person,
    set_contact_persons,
)
from imece.employment.employers.models import Employer, Workplace
from tests.employment.employers.conftest import AddWorkplace, actor_of


def names(workplace: Workplace) -> list[str]:
    return sorted(workplace.contact_persons.values_list("name", flat=True))


def test_the_list_becomes_what_the_page_shows(add: AddWorkplace) -> None:
    workplace = add()
    actor = actor_of(workplace)
    kept = add_contact_person(workplace=workplace, values={"name": "Çiğdem Işık"}, actor=actor)
    add_contact_person(workplace=workplace, values={"name": "Gider"}, actor=actor)
    shown = [{"id": kept.pk, "name": "Çiğdem Işık", "phone": "0532 123 45 67"}, {"name": "Yeni Kişi"}]
    set_contact_persons(workplace=workplace, contacts=shown, actor=actor)
    assert names(workplace) == ["Yeni Kişi", "Çiğdem Işık"]
    kept.refresh_from_db()
    assert kept.phone == "+905321234567"
    actions = AuditRecord.objects.filter(action__startswith="employers.contact").values_list(
        "action", flat=True
    )
    assert sorted(actions) == [
        "employers.contact_added",
        "employers.contact_added",
        "employers.contact_added",
        "employers.contact_changed",
        "employers.contact_removed",
    ]


def test_the_same_list_again_changes_nothing(add: AddWorkplace) -> None:
    workplace = add()
    contact = add_contact_person(workplace=workplace, values={"name": "Ali"}, actor=actor_of(workplace))
    row = {"id": contact.pk, "name": "Ali", "role": "", "phone": "", "email": ""}
    set_contact_persons(workplace=workplace, contacts=[row], actor=actor_of(workplace))
    assert AuditRecord.objects.filter(action__startswith="employers.contact").count() == 1


def test_another_workplaces_contact_is_out_of_scope(add: AddWorkplace, other_employer: Employer) -> None:
    workplace, other = add(), add(of=other_employer)
    theirs = add_contact_person(workplace=other, values={"name": "Başkası"}, actor=actor_of(other))
    change = {"workplace": workplace, "contact_id": theirs.pk, "actor": actor_of(workplace)}
    with pytest.raises(Problem, match="CORE-404"):
        change_contact_person(values={"name": "Benim"}, **change)
    with pytest.raises(Problem, match="CORE-404"):
        remove_contact_person(**change)
    assert names(other) == ["Başkası"]
