"""Institution staff find employers: the unit in its province, headquarters everywhere; both on record (EMP-14)."""

import pytest
from django.test import Client

from imece.core.models import AuditRecord
from imece.employment.employers.domain.add import add_workplace
from imece.employment.employers.domain.queries import employers_in_scope, workplaces_in_scope
from imece.employment.employers.models import Workplace
from imece.employment.employers.web.staff.views import search
from tests.cast import Cast, actor_of, make_workplace, sign_in
from tests.employment.employers.conftest import ANKARA, KONYA, NOW, SYSTEM
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
SEARCH = "/kurum/isverenler/"


@pytest.fixture
def konya(cast: Cast) -> Workplace:
    return make_workplace(21, cast.workplace.employer, "Örnek Dokuma Konya", province=KONYA)


@pytest.mark.parametrize(
    ("who", "provinces"),
    [
        ("officer", {ANKARA}),
        ("other_officer", {KONYA}),
        ("headquarters", {ANKARA, KONYA}),
        ("manager", {ANKARA}),
        ("seeker", set()),
    ],
)
def test_the_scope(cast: Cast, konya: Workplace, who: str, provinces: set[int]) -> None:
    organisations = {
        "officer": cast.unit,
        "other_officer": cast.other_unit,
        "headquarters": cast.head_institution,
        "manager": cast.workplace.organisation,
    }
    actor = actor_of(getattr(cast, who), organisations.get(who))
    assert set(workplaces_in_scope(actor).values_list("province_id", flat=True)) == provinces


def test_employers_are_those_with_a_workplace_in_the_scope(cast: Cast, konya: Workplace) -> None:
    found = employers_in_scope(actor_of(cast.other_officer, cast.other_unit))
    assert list(found) == [cast.workplace.employer]


def test_the_search_waits_for_a_criterion_and_is_recorded(cast: Cast, client: Client) -> None:
    sign_in(client, cast.officer, cast.unit)
    assert cast.workplace.number not in client.get(SEARCH).content.decode()
    assert not AuditRecord.objects.filter(action="employers.searched").exists()
    assert cast.workplace.number in client.get(SEARCH, {"title": "ORNEK"}).content.decode()
    assert AuditRecord.objects.get(action="employers.searched").details == {"title": "ORNEK"}


def test_seeing_a_card_is_recorded(cast: Cast, client: Client) -> None:
    sign_in(client, cast.officer, cast.unit)
    response = client.get(f"/isveren/isyerleri/{cast.workplace.number}/")
    assert response.status_code == 200
    assert f"/kunye/kayit/{cast.workplace.number}" not in response.content.decode()
    seen = AuditRecord.objects.get(action="employers.seen")
    assert (seen.subject_id, seen.person_id) == (str(cast.workplace.pk), cast.officer.pk)


def test_another_province_is_not_there(cast: Cast, konya: Workplace, client: Client) -> None:
    sign_in(client, cast.officer, cast.unit)
    assert client.get(f"/isveren/isyerleri/{konya.number}/").status_code == 404
    assert AuditRecord.objects.filter(action="access.outside_scope").exists()


def test_the_search_is_staffs_alone(cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.manager, cast.workplace.organisation).get(SEARCH).status_code == 403


def test_the_list_costs_the_same_with_more_rows(cast: Cast) -> None:
    def make_rows(count: int) -> None:
        for _row in range(count):
            add_workplace(
                employer=cast.workplace.employer,
                name="Şube",
                province=ANKARA,
                values={},
                actor=SYSTEM,
                now=NOW,
            )

    actor = actor_of(cast.officer, cast.unit)
    assert_constant_queries(search, actor, make_rows, path=SEARCH, title="dokuma")
