"""P7.2: the card of a workplace; who may change it; differences on record."""

import pytest

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.employment.employers.domain.change import change_workplace
from imece.employment.employers.domain.values import warnings_of
from imece.employment.employers.models import Employer, Workplace
from tests.employment.employers.conftest import HEADQUARTERS, JOB_SEEKER, KONYA, NOW, AddWorkplace, actor_of


def test_the_differences_go_to_the_trail(add: AddWorkplace) -> None:
    workplace = add(phone="0312 123 45 67")
    values = {"phone": "0312 765 43 21", "name": "Işık Çelik Merkez", "note": ""}
    changed = change_workplace(
        workplace=workplace, values=values, version=1, actor=actor_of(workplace), now=NOW
    )
    assert (changed.version, changed.organisation.name) == (2, "Işık Çelik Merkez")
    details = AuditRecord.objects.get(action="employers.workplace_changed").details
    assert details == {
        "phone": ["+903121234567", "+903127654321"],
        "name": [workplace.name, "Işık Çelik Merkez"],
    }


def test_nothing_changed_is_no_new_version(add: AddWorkplace) -> None:
    workplace = add(phone="0312 123 45 67")
    values = {"phone": "+90 312 123 45 67"}
    assert (
        change_workplace(
            workplace=workplace, values=values, version=1, actor=actor_of(workplace), now=NOW
        ).version
        == 1
    )
    assert not AuditRecord.objects.filter(action="employers.workplace_changed").exists()


def test_a_lost_race_is_told(add: AddWorkplace) -> None:
    workplace = add()
    change = {"workplace": workplace, "version": 1, "actor": actor_of(workplace), "now": NOW}
    change_workplace(values={"note": "ilk"}, **change)
    with pytest.raises(Problem, match="CORE-409"):
        change_workplace(values={"note": "ikinci"}, **change)
    workplace.refresh_from_db()
    assert workplace.note == "ilk"


def test_ID_17_a_mersis_number_of_another_company_is_a_warning(add: AddWorkplace, employer: Employer) -> None:
    workplace = add()
    changed = change_workplace(
        workplace=workplace,
        values={"mersis_number": "0313-0557-6690-0016"},
        version=1,
        actor=actor_of(workplace),
        now=NOW,
    )
    assert changed.employer.mersis_number == "0313055766900016"
    assert [("0313055766900016" in text) for text in warnings_of(changed)] == [True]


def test_employer_data_are_changed_on_a_head_office_card_only(add: AddWorkplace, employer: Employer) -> None:
    add()
    branch = add()
    change_workplace(
        workplace=branch, values={"tax_office": "Ulus"}, version=1, actor=actor_of(branch), now=NOW
    )
    employer.refresh_from_db()
    assert employer.tax_office == ""


def test_VAC_20_a_new_number_decides_the_sector_anew(add: AddWorkplace) -> None:
    workplace = add()
    values = {"sgk_number": "12064080866666660066574000"}
    changed = change_workplace(
        workplace=workplace, values=values, version=1, actor=actor_of(workplace), now=NOW
    )
    assert changed.sector == "public"


def may_change(actor: Actor, workplace: Workplace) -> bool:
    code = ""
    try:
        change_workplace(workplace=workplace, values={"note": actor.name}, version=1, actor=actor, now=NOW)
    except Problem as problem:
        code = problem.code
    return {"": True, "CORE-403": False}[code]


def test_P1_7_the_head_offices_manager_acts_for_its_branches_in_the_province(add: AddWorkplace) -> None:
    head, branch, konya = add(), add(), add(KONYA)
    assert may_change(actor_of(head), branch)
    assert not may_change(actor_of(head), konya)
    assert not may_change(actor_of(branch), head)


def test_EMP_13_single_rights_belong_to_one_workplace(add: AddWorkplace) -> None:
    head, branch = add(), add()
    clerk = actor_of(head, is_manager=False, grants=("employer_data",))
    assert may_change(clerk, head)
    assert not may_change(clerk, branch)
    assert not may_change(actor_of(branch, is_manager=False, grants=("vacancies",)), branch)


def test_staff_and_strangers_do_not_change_the_card(add: AddWorkplace, other_employer: Employer) -> None:
    workplace, other = add(), add(of=other_employer)
    for actor in (HEADQUARTERS, JOB_SEEKER, actor_of(other)):
        assert not may_change(actor, workplace)
