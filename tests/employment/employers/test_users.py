"""P1.7, EMP-10…13: Kullanıcı Rol Yönetimi."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from imece.accounts.domain.actors import effective_memberships
from imece.accounts.models import Membership
from imece.core.models import AuditRecord
from imece.exchange.models import Question
from tests.cast import (
    Cast,
    actor_of,
    make_membership,
    make_person,
    make_registered_person,
    person_number,
    sign_in,
)
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
ROLES, LIST, CREATE = "/isveren/kullanicilar/", "/isveren/kullanicilar/liste/", "/isveren/kullanicilar/yeni/"


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def fetch(client: Client, serial: int, given_names: str, surname: str) -> Any:
    names = {"given_names": given_names, "surname": surname}
    return client.post(ROLES, {"national_id": person_number(serial), **names})


def test_the_person_comes_from_the_register_and_becomes_authorised(cast: Cast, manager: Client) -> None:
    page = fetch(manager, 7, "IRAZ", "gündoğar").content.decode()
    token = re.search(r'name="fetched" value="([^"]+)"', page)
    assert token
    asked = Question.objects.get()
    assert (asked.subject, asked.file) == (person_number(7), f"YETKILI-{cast.workplace.number}")
    response = manager.post(CREATE, {"fetched": token[1]})
    membership = Membership.objects.get(person=cast.seeker)
    assert response.url == f"{ROLES}{membership.pk}/"
    assert (membership.organisation, membership.grants) == (cast.workplace.organisation, [])


def test_EMP_10_whoever_is_no_registered_individual_is_refused(cast: Cast, manager: Client) -> None:
    make_registered_person(60, "Şükrü", "Yeni")
    response = fetch(manager, 60, "Şükrü", "Yeni")
    assert response.status_code == 422
    assert "ACC-012" in response.content.decode()


@pytest.mark.parametrize("names", [("Başka", "Gündoğar"), ("Iraz", "Başka")])
def test_the_names_must_be_the_registers(cast: Cast, manager: Client, names: tuple[str, str]) -> None:
    assert "EMP-121" in fetch(manager, 7, *names).content.decode()


def test_nobody_is_created_without_the_registers_word(cast: Cast, manager: Client) -> None:
    assert manager.post(CREATE, {"fetched": str(cast.seeker.pk)}).url == ROLES
    assert not Membership.objects.filter(person=cast.seeker).exists()


def test_whoever_is_authorised_already_is_not_twice(cast: Cast, manager: Client) -> None:
    token = re.search(
        r'name="fetched" value="([^"]+)"', fetch(manager, 2, "İlker", "Işıldak").content.decode()
    )
    assert token
    assert manager.post(CREATE, {"fetched": token[1]}).url == LIST
    assert Membership.objects.filter(person=cast.clerk).count() == 1


def test_rights_are_ticked_and_saved(cast: Cast, manager: Client) -> None:
    membership = Membership.objects.get(person=cast.clerk)
    values = {"grants": ["vacancies", "quota"], "closes_on": "30.04.2026", "is_locked": "on"}
    assert manager.post(f"{ROLES}{membership.pk}/", values).url == LIST
    membership.refresh_from_db()
    assert (membership.grants, membership.closes_on) == (["quota", "vacancies"], date(2026, 4, 30))
    assert membership.locked_at is not None
    assert not membership.is_manager
    manager.post(f"{ROLES}{membership.pk}/", {"is_manager": "on", "closes_on": ""})
    membership.refresh_from_db()
    assert (membership.is_manager, membership.closes_on, membership.locked_at) == (True, None, None)


def test_T_VAC_19_the_founding_managers_roles_cannot_be_changed(cast: Cast, manager: Client) -> None:
    founder = Membership.objects.get(person=cast.manager)
    response = manager.post(f"{ROLES}{founder.pk}/", {"grants": ["vacancies"]})
    assert response.status_code == 422
    assert "ACC-020" in str(response.context["form"].errors)
    founder.refresh_from_db()
    assert founder.is_manager


@pytest.mark.parametrize(("day", "may_act"), [(date(2026, 4, 30), True), (date(2026, 5, 1), False)])
def test_T_VAC_20_the_closing_day_itself_is_still_allowed(
    cast: Cast, manager: Client, day: date, may_act: bool
) -> None:
    membership = Membership.objects.get(person=cast.clerk)
    manager.post(f"{ROLES}{membership.pk}/", {"grants": ["vacancies"], "closes_on": "30.04.2026"})
    assert effective_memberships(cast.clerk, day).exists() is may_act


def test_rights_belong_to_one_workplace(cast: Cast, manager: Client) -> None:
    other = make_membership(cast.clerk, cast.other_workplace.organisation, "vacancies")
    membership = Membership.objects.get(person=cast.clerk, organisation=cast.workplace.organisation)
    manager.post(f"{ROLES}{membership.pk}/", {"is_locked": "on"})
    other.refresh_from_db()
    assert other.locked_at is None
    assert effective_memberships(cast.clerk, datetime(2026, 1, 1, tzinfo=UTC).date()).get() == other


def test_EMP_11_only_a_manager_opens_these_pages(cast: Cast, client: Client) -> None:
    sign_in(client, cast.clerk, cast.workplace.organisation)
    membership = Membership.objects.get(person=cast.clerk)
    for url in (ROLES, LIST, f"{ROLES}{membership.pk}/"):
        assert client.get(url).status_code == 403, url


def test_another_workplaces_user_is_not_there_and_the_attempt_is_recorded(
    cast: Cast, manager: Client
) -> None:
    theirs = Membership.objects.get(person=cast.other_manager)
    assert manager.get(f"{ROLES}{theirs.pk}/").status_code == 404
    assert AuditRecord.objects.get(action="access.outside_scope").person_id == cast.manager.pk


def test_the_list_shows_masked_numbers(cast: Cast, manager: Client) -> None:
    html = manager.get(LIST).content.decode()
    assert "İlker Işıldak" in html
    assert cast.clerk.national_id not in html


def test_the_list_costs_the_same_with_more_rows(cast: Cast) -> None:
    from imece.employment.employers.web.employer.users import user_list

    serials = iter(range(200, 300))

    def make_rows(count: int) -> None:
        for _row in range(count):
            make_membership(
                make_person(next(serials), "Ali", "Veli"), cast.workplace.organisation, "vacancies"
            )

    assert_constant_queries(
        user_list, actor_of(cast.manager, cast.workplace.organisation), make_rows, path=LIST
    )
