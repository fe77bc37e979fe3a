"""EMP-07, EMP-08: one head office a province; ID-14…16, ID-22, VAC-20."""

from typing import Any

import pytest
from django.db import IntegrityError

from imece.accounts.models import Organisation
from imece.core.errors import Problem
from imece.core.identity_numbers import check_iskur_number
from imece.core.models import AuditRecord, Parameter
from imece.core.transactions import acting
from imece.employment.employers.domain.add import add_workplace
from imece.employment.employers.domain.values import warnings_of
from imece.employment.employers.models import Employer, Workplace
from tests.employment.employers.conftest import ANKARA, IZMIR, KONYA, NOW, SYSTEM, AddWorkplace, actor_of

SGK_ANKARA = "2 2064 08 08 6666666 006 65-74 000"


def test_the_first_of_a_province_is_head_office_and_later_ones_its_branches(add: AddWorkplace) -> None:
    first, second, third = add(), add(), add()
    assert (first.is_head_office, first.head_office) == (True, None)
    assert [w.head_office_id for w in (second, third)] == [first.pk, first.pk]
    assert not second.is_head_office


def test_T_VAC_17_a_head_office_in_ankara_and_one_in_konya(add: AddWorkplace) -> None:
    assert add(ANKARA).is_head_office
    assert add(KONYA).is_head_office


def test_T_VAC_16_a_second_head_office_in_the_province_is_refused_even_by_bulk_insert(
    add: AddWorkplace, employer: Employer
) -> None:
    add()
    with acting(SYSTEM):
        organisation = Organisation.objects.create(
            kind="workplace", number="1", name="İkinci merkez", province=ANKARA
        )
    second = Workplace(organisation=organisation, employer=employer, province_id=ANKARA, is_head_office=True)
    with pytest.raises(IntegrityError, match="workplace_one_head_office_a_province"), acting(SYSTEM):
        Workplace.objects.bulk_create([second])


def test_T_VAC_16_another_employer_has_its_own_head_office(
    add: AddWorkplace, other_employer: Employer
) -> None:
    add()
    assert add(of=other_employer).is_head_office


def test_a_branch_without_a_head_office_is_refused_by_the_database(add: AddWorkplace) -> None:
    branch = [add(), add()][1]
    with pytest.raises(IntegrityError, match="workplace_branch_has_a_head_office"), acting(SYSTEM):
        Workplace.objects.filter(pk=branch.pk).update(head_office=None)


def test_ID_22_each_workplace_gets_its_own_iskur_number(add: AddWorkplace) -> None:
    numbers = [add().number, add().number]
    assert numbers[0] != numbers[1]
    assert all(check_iskur_number(number).is_valid for number in numbers)


@pytest.mark.parametrize(
    "nature, sector", [("1", "public"), ("2", "private"), ("3", "public"), ("4", "private"), ("6", "private")]
)
def test_VAC_20_the_sector_comes_from_the_sgk_number(add: AddWorkplace, nature: str, sector: str) -> None:
    assert add(sgk_number=nature + SGK_ANKARA[1:]).sector == sector


def test_ID_14_and_16_the_number_is_stored_as_digits_and_another_province_is_a_warning(
    add: AddWorkplace,
) -> None:
    workplace = add(IZMIR, sgk_number=SGK_ANKARA)
    assert workplace.sgk_number == "22064080866666660066574000"
    assert len(warnings_of(workplace)) == 1
    assert "22064080866666660066574000" in warnings_of(workplace)[0]
    assert warnings_of(add(ANKARA)) == []


def test_GEN_03_another_province_in_the_number_may_be_refused(add: AddWorkplace) -> None:
    Parameter.objects.filter(name="sgk_other_province_is_refused").update(value=True)
    with pytest.raises(Problem, match="EMP-122"):
        add(IZMIR, sgk_number=SGK_ANKARA)
    assert add(ANKARA, sgk_number=SGK_ANKARA).pk


def test_ID_15_a_subcontractor_hangs_under_the_main_workplace_in_either_order(
    add: AddWorkplace, other_employer: Employer
) -> None:
    early = add(of=other_employer, sgk_number=SGK_ANKARA.replace("000", "001"))
    main = add(sgk_number=SGK_ANKARA)
    late = add(of=other_employer, sgk_number=SGK_ANKARA.replace("000", "002"))
    early.refresh_from_db()
    assert early.main_workplace_id == late.main_workplace_id == main.pk
    assert main.main_workplace is None


@pytest.mark.parametrize(
    "values, code, field",
    [
        ({"sgk_number": "123"}, "EMP-100", "sgk_number"),
        ({"phone": "12"}, "EMP-100", "phone"),
        ({"iban": "DE89370400440532013000"}, "EMP-100", "iban"),
        ({"district": "34-01"}, "EMP-104", "district"),
    ],
)
def test_a_wrong_value_is_told_with_its_field(
    add: AddWorkplace, values: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Problem) as told:
        add(**values)
    assert (told.value.code, told.value.field) == (code, field)
    assert Workplace.objects.count() == 0


def test_one_sgk_number_is_one_workplace(add: AddWorkplace) -> None:
    add(sgk_number=SGK_ANKARA)
    with pytest.raises(Problem, match="EMP-102"):
        add(sgk_number=SGK_ANKARA)


def test_only_a_head_office_adds_workplaces_P7_3(add: AddWorkplace, employer: Employer) -> None:
    head, branch = add(), add()
    new: dict[str, Any] = {"employer": employer, "name": "Yeni", "province": KONYA, "values": {}, "now": NOW}
    added = add_workplace(actor=actor_of(head), **new)
    assert (
        AuditRecord.objects.get(action="employers.workplace_added", subject_id=str(added.pk)).person_id == 1
    )
    for actor in (actor_of(branch), actor_of(head, is_manager=False)):
        with pytest.raises(Problem, match="CORE-403"):
            add_workplace(actor=actor, **new)
