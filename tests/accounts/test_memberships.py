"""P1.7, EMP-10 to EMP-15: who may act for whom, until when, and who decides."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from imece.accounts.domain.actors import capacities, capacity_for, effective_memberships
from imece.accounts.enums import Grant, OrganisationKind, StaffGrant
from imece.accounts.models import Membership, Organisation
from imece.accounts.public import (
    add_membership,
    create_organisation,
    find_individual_member,
    set_membership_rights,
)
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.identity_numbers import check_iskur_number
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from tests.cast import (
    KONYA,
    PASSWORD,
    Cast,
    actor_of,
    make_person,
    make_workplace,
    person_number,
    sign_in,
)

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("test")


def membership_of(cast: Cast, name: str) -> Membership:
    return Membership.objects.get(person=getattr(cast, name))


def change_rights(membership: Membership, actor: Actor, **changed: object) -> Membership:
    rights = {
        "is_manager": False,
        "grants": [Grant.VACANCIES],
        "closes_on": None,
        "is_locked": False,
    } | changed
    return set_membership_rights(membership=membership, actor=actor, now=timezone.now(), **rights)  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["manager", "officer", "headquarters"])
def test_T_VAC_19_roles_of_the_founding_manager_are_not_changed_by_anybody(cast: Cast, who: str) -> None:
    """EMP-12."""
    place = {
        "manager": cast.workplace.organisation,
        "officer": cast.unit,
        "headquarters": cast.head_institution,
    }[who]
    with pytest.raises(Problem, match="ACC-020"):
        change_rights(membership_of(cast, "manager"), actor_of(getattr(cast, who), place))
    assert membership_of(cast, "manager").is_manager


@pytest.mark.parametrize(
    ("day", "may"), [(date(2026, 4, 29), True), (date(2026, 4, 30), True), (date(2026, 5, 1), False)]
)
def test_T_VAC_20_closing_day_itself_is_still_allowed(
    cast: Cast, client: Client, day: date, may: bool
) -> None:
    """EMP-13: closing date 2026-04-30; acting on 04-30 allowed, on 05-01 refused. Over the middleware."""
    manager = actor_of(cast.manager, cast.workplace.organisation)
    membership = change_rights(membership_of(cast, "clerk"), manager, closes_on=date(2026, 4, 30))
    assert membership.is_effective_on(day) is may
    with time_machine.travel(f"{day} 23:30 +03:00"):
        sign_in(client, cast.clerk, cast.workplace.organisation)
        actor = client.get("/hesabim/").wsgi_request.actor
    assert (actor.organisation_id == cast.workplace.organisation.pk) is may


def test_closing_date_is_for_this_employer_alone(cast: Cast) -> None:
    add_membership(person=cast.clerk, organisation=cast.other_workplace.organisation, actor=SYSTEM)
    manager = actor_of(cast.manager, cast.workplace.organisation)
    change_rights(
        membership_of_in(cast.clerk, cast.workplace.organisation), manager, closes_on=date(2026, 4, 30)
    )
    left = [line.organisation for line in capacities(cast.clerk, date(2026, 5, 1))]
    assert left == [cast.other_workplace.organisation]


def membership_of_in(person: object, organisation: Organisation) -> Membership:
    return Membership.objects.get(person=person, organisation=organisation)


def test_locked_works_at_once_with_a_clear_message(cast: Cast, client: Client) -> None:
    sign_in(client, cast.clerk, cast.workplace.organisation)
    assert client.get("/hesabim/").wsgi_request.actor.organisation_id
    manager = actor_of(cast.manager, cast.workplace.organisation)
    change_rights(membership_of(cast, "clerk"), manager, is_locked=True)
    page = client.get("/hesabim/")
    assert page.wsgi_request.actor.kind == "job_seeker"
    assert cast.workplace.organisation.name in page.content.decode()
    assert not list(get_messages(client.get("/hesabim/").wsgi_request))


def test_rights_are_changed_by_the_manager_and_recorded(cast: Cast) -> None:
    manager = actor_of(cast.manager, cast.workplace.organisation)
    change_rights(membership_of(cast, "clerk"), manager, grants=[Grant.QUOTA, Grant.REPORTS])
    assert membership_of(cast, "clerk").grants == ["quota", "reports"]
    record = AuditRecord.objects.get(action="accounts.membership_changed")
    assert record.person_id == cast.manager.pk
    assert record.details["grants"] == [["candidates", "reports", "vacancies"], ["quota", "reports"]]


@pytest.mark.parametrize("who", ["clerk", "other_manager", "other_officer", "seeker"])
def test_nobody_else_changes_rights(cast: Cast, who: str) -> None:
    places = {"clerk": cast.workplace.organisation, "other_manager": cast.other_workplace.organisation}
    place = places.get(who) or (cast.other_unit if who == "other_officer" else None)
    with pytest.raises(Problem, match="CORE-403"):
        change_rights(membership_of(cast, "clerk"), actor_of(getattr(cast, who), place))


def test_staff_rights_are_not_employers_rights(cast: Cast) -> None:
    manager = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem, match="ACC-022"):
        change_rights(membership_of(cast, "clerk"), manager, grants=[StaffGrant.PARAMETERS])


def test_authorised_person_must_be_a_registered_individual(cast: Cast) -> None:
    """EMP-10."""
    assert find_individual_member(cast.seeker.national_id) == cast.seeker
    with pytest.raises(Problem, match="ACC-012") as refused:
        find_individual_member(person_number(4321))
    assert person_number(4321) not in refused.value.message


def test_one_membership_for_person_and_organisation(cast: Cast) -> None:
    with pytest.raises(Problem, match="ACC-021"):
        add_membership(
            person=cast.clerk,
            organisation=cast.workplace.organisation,
            actor=actor_of(cast.manager, cast.workplace.organisation),
        )


def test_each_organisation_gets_its_own_number(db: None) -> None:
    """ID-22."""
    made = [
        create_organisation(kind=OrganisationKind.UNIT, name=f"Deneme {n}", province=6, actor=SYSTEM)
        for n in (1, 2)
    ]
    assert all(check_iskur_number(one.number).is_valid for one in made)
    assert made[0].number != made[1].number


def test_only_headquarters_make_organisations(cast: Cast) -> None:
    for actor in (actor_of(cast.officer, cast.unit), actor_of(cast.manager, cast.workplace.organisation)):
        with pytest.raises(Problem, match="CORE-403"):
            create_organisation(kind=OrganisationKind.UNIT, name="Deneme", province=6, actor=actor)


def test_head_office_manager_acts_for_its_branches(cast: Cast, client: Client) -> None:
    """EMP-13: of that province; through the pages and the middleware."""
    head = cast.workplace
    branch = make_workplace(11, head.employer, "Örnek Dokuma Sincan", head_office=head)
    other_province = make_workplace(12, head.employer, "Örnek Dokuma Konya", province=KONYA)
    client.post("/giris/isveren/", {"login": cast.manager.national_id, "password": PASSWORD})
    page = client.get("/firma-sec/").content.decode()
    assert "Örnek Dokuma Sincan" in page
    assert "Örnek Dokuma Konya" not in page
    client.post("/firma-sec/", {"organisation": branch.organisation.pk})
    actor = client.get("/hesabim/").wsgi_request.actor
    assert (actor.organisation_id, actor.is_manager) == (branch.organisation.pk, True)
    assert client.post("/firma-sec/", {"organisation": other_province.organisation.pk}).status_code == 403


def test_clerk_of_the_head_office_does_not_act_for_branches(cast: Cast) -> None:
    make_workplace(11, cast.workplace.employer, "Örnek Dokuma Sincan", head_office=cast.workplace)
    lines = capacities(cast.clerk, date(2026, 5, 1))
    assert [line.organisation for line in lines] == [cast.workplace.organisation]


def test_own_ended_membership_at_the_branch_wins(cast: Cast) -> None:
    branch = make_workplace(11, cast.workplace.employer, "Örnek Dokuma Sincan", head_office=cast.workplace)
    add_membership(
        person=cast.manager, organisation=branch.organisation, actor=SYSTEM, closes_on=date(2026, 4, 30)
    )
    head, day = cast.workplace.organisation, date(2026, 5, 1)
    assert [line.organisation for line in capacities(cast.manager, day)] == [head]
    assert capacity_for(cast.manager, day, branch.organisation.pk, head.pk) is None


def test_branch_ends_with_the_managers_own_right(cast: Cast, client: Client) -> None:
    colleague = make_person(60, "Oya", "Şensoy")
    actor = actor_of(cast.manager, cast.workplace.organisation)
    membership = add_membership(
        person=colleague, organisation=cast.workplace.organisation, actor=actor, is_manager=True
    )
    branch = make_workplace(11, cast.workplace.employer, "Örnek Dokuma Sincan", head_office=cast.workplace)
    sign_in(client, colleague)
    client.post("/firma-sec/", {"organisation": branch.organisation.pk})
    assert client.get("/hesabim/").wsgi_request.actor.organisation_id == branch.organisation.pk
    change_rights(membership, actor, is_manager=False)
    assert client.get("/hesabim/").wsgi_request.actor.organisation_id is None


def test_inactive_organisation_is_nobodys(cast: Cast) -> None:
    with acting(SYSTEM):
        Organisation.objects.filter(pk=cast.workplace.organisation.pk).update(is_active=False)
    assert capacities(cast.manager, date(2026, 5, 1)) == []


def test_a_request_costs_three_queries_for_its_actor(cast: Cast, client: Client) -> None:
    """Session, person, membership; nothing is written within half a minute."""
    sign_in(client, cast.clerk, cast.workplace.organisation)
    client.get("/kosullar/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/kosullar/")
    sqls = [query["sql"] for query in queries if "termsversion" not in query["sql"]]
    assert not [sql for sql in sqls if sql.startswith(("UPDATE", "INSERT"))]
    assert len([sql for sql in sqls if "accounts_" in sql or "django_session" in sql]) == 3


@pytest.mark.parametrize(
    ("of_membership", "of_organisation"),
    [
        ({}, {}),
        ({"closes_on": date(2026, 4, 29)}, {}),
        ({"closes_on": date(2026, 4, 30)}, {}),
        ({"closes_on": date(2026, 5, 1)}, {}),
        ({"locked_at": datetime(2026, 4, 1, tzinfo=UTC)}, {}),
        ({}, {"is_active": False}),
        ({}, {"kind": "partner"}),
    ],
)
def test_what_is_asked_at_each_request_is_what_the_list_of_memberships_says(
    cast: Cast, of_membership: dict[str, Any], of_organisation: dict[str, Any]
) -> None:
    """T-VAC-20; `capacity_for` judges one membership, `effective_memberships` lists them: the same law."""
    day, organisation = date(2026, 4, 30), cast.workplace.organisation
    with acting(system_actor("test")):
        Membership.objects.filter(person=cast.clerk, organisation=organisation).update(**of_membership)
        Organisation.objects.filter(pk=organisation.pk).update(**of_organisation)
    listed = effective_memberships(cast.clerk, day).filter(organisation=organisation).exists()
    assert (capacity_for(cast.clerk, day, organisation.pk, None) is not None) is listed
    assert listed is (
        of_organisation.get("is_active", True)
        and of_membership.get("closes_on", day) >= day
        and "locked_at" not in of_membership
    )
