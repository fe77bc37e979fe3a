"""KVK-03: group and report of whom the quota counts stand sealed, and are shown to whom they may be shown."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from imece.accounts.enums import StaffGrant
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.transactions import acting
from imece.employment.workforce.domain.compulsory import add_compulsory_worker
from imece.employment.workforce.domain.movements import known_movements
from imece.employment.workforce.enums import Group, Row
from imece.employment.workforce.models import CompulsoryWorker
from tests.cast import Cast, actor_of, make_cast, make_membership, make_person, person_number, sign_in
from tests.employment.workforce.test_quota_pages import WORKER, hire

MARCH = date(2026, 3, 1)
PLAIN_AGAIN = """
delete from django_migrations where app = 'workforce' and name = '0008_sealed_groups';
alter table workforce_compulsoryworker alter report_percent drop not null;
alter table workforce_compulsoryworker
    alter "group" type varchar(16) using 'disabled', alter report_percent type smallint using null,
    add constraint compulsory_worker_report_percent check (report_percent between 1 and 100),
    add constraint workforce_compulsoryworker_report_percent_check check (report_percent >= 0);
set imece.actor = 'test';
update workforce_compulsoryworker set "group" = 'ex_convict' where national_id = %s;
update workforce_compulsoryworker set report_percent = 73 where national_id <> %s;
"""


def worker_of(cast: Cast, serial: int, group: str, **more: Any) -> CompulsoryWorker:
    values = {"given_names": "Deneme", "hired_on": MARCH, "group": group, **more}
    with acting(system_actor("test")):
        return CompulsoryWorker.objects.create(
            workplace=cast.workplace, national_id=person_number(serial), **values
        )


def kept() -> list[tuple[bytes, bytes]]:
    """As a dump has it."""
    with connection.cursor() as cursor:
        cursor.execute('select "group", report_percent from workforce_compulsoryworker order by id')
        return [(bytes(group), bytes(percent)) for group, percent in cursor.fetchall()]


def on_disk() -> bytes:
    """The table's file, dead rows and all; for the owner of a test's server."""
    with connection.cursor() as cursor:
        cursor.execute("checkpoint")
        cursor.execute("select pg_read_binary_file(pg_relation_filepath('workforce_compulsoryworker'))")
        return bytes(cursor.fetchone()[0])


@pytest.mark.django_db
def test_KVK_03_neither_words_nor_lengths_tell_the_group_in_the_table(cast: Cast) -> None:
    worker_of(cast, 2_001, Group.DISABLED, report_percent=45)
    worker_of(cast, 2_002, Group.EX_CONVICT)
    worker_of(cast, 2_003, Group.TERROR_AFFECTED)
    rows = kept()
    assert [value for row in rows for value in row if any(group.encode() in value for group in Group)] == []
    assert {(len(group), len(percent)) for group, percent in rows} == {(12 + 32 + 16, 12 + 32 + 16)}
    assert len({value for row in rows for value in row}) == 6
    opened = [(one.group, one.report_percent) for one in CompulsoryWorker.objects.order_by("pk")]
    assert opened == [("disabled", 45), ("ex_convict", None), ("terror_affected", None)]


@pytest.mark.django_db
def test_KVK_03_the_trail_of_a_compulsory_worker_names_no_group(cast: Cast, client: Client) -> None:
    worker = hire(sign_in(client, cast.manager, cast.workplace.organisation))
    client.post(f"{WORKER}{worker.pk}/tescil/", {"registered_on": "20.03.2026"})
    client.post(f"{WORKER}{worker.pk}/ayrildi/", {"left_on": "25.03.2026"})
    with connection.cursor() as cursor:
        cursor.execute(
            "select action, details::text, purpose from core_auditrecord"
            " where subject_type = 'workforce.compulsoryworker' order by id"
        )
        lines = cursor.fetchall()
    assert [action for action, *_said in lines] == [
        "quota.worker_added", "quota.worker_registered", "quota.worker_left",
    ]  # fmt: skip
    assert [line for line in lines if "disabled" in str(line[1:]) or "45" in str(line[1:])] == []
    worker.refresh_from_db()
    assert (worker.group, worker.report_percent) == ("disabled", 45)


@pytest.mark.django_db
def test_KVK_03_the_list_shows_it_to_whom_it_may_be_shown_and_to_nobody_else(cast: Cast) -> None:
    worker_of(cast, 2_001, Group.TERROR_AFFECTED)
    worker_of(cast, 2_002, Group.DISABLED, report_percent=73)
    special = make_person(60, "Rüya", "Özdil")
    make_membership(special, cast.unit, StaffGrant.SPECIAL_DATA)
    for person, organisation in ((cast.manager, cast.workplace.organisation), (special, cast.unit)):
        page = sign_in(Client(), person, organisation).get(WORKER).content.decode()
        assert "Terörden etkilenen" in page
        assert ">73<" in page
    assert sign_in(Client(), cast.officer, cast.unit).get(WORKER).status_code == 403
    other = sign_in(Client(), cast.other_manager, cast.other_workplace.organisation).get(WORKER)
    assert other.status_code == 200
    assert ">73<" not in other.content.decode()


@pytest.mark.django_db
def test_the_months_difference_still_knows_each_ones_row(cast: Cast) -> None:
    for serial, group in enumerate(Group, start=2_001):
        worker_of(cast, serial, group)
    worker_of(cast, 2_010, Group.DISABLED, hired_on=date(2026, 2, 28))
    worker_of(cast, 2_011, Group.DISABLED, hired_on=date(2026, 2, 1), left_on=date(2026, 4, 1))
    moved = known_movements(cast.workplace, MARCH)
    assert [one.row for one in moved] == [Row.DISABLED, Row.EX_CONVICT, Row.TERROR_AFFECTED]


@pytest.mark.django_db
@pytest.mark.parametrize("percent", [0, 101])
def test_the_verb_refuses_a_per_cent_that_the_database_can_no_longer_see(cast: Cast, percent: int) -> None:
    with pytest.raises(Problem, match="WRK-025"):
        add_compulsory_worker(
            workplace=cast.workplace, national_id=person_number(2_001), group=Group.DISABLED,
            report_percent=percent, hired_on=MARCH, hired_through_us=True, registered_on=None,
            actor=actor_of(cast.manager, cast.workplace.organisation), now=cast.manager.created_at,
        )  # fmt: skip


def test_KVK_03_rows_of_an_older_version_are_sealed_by_its_migration(fresh_database: str) -> None:
    cast, owner = make_cast(), settings.INSTALLATION.url("owner")
    for serial in (2_001, 2_002):
        worker_of(cast, serial, Group.DISABLED)
    connection.close()
    connection.settings_dict.update(USER=owner.user, PASSWORD=owner.password)
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_AGAIN, [person_number(2_002)] * 2)
    assert b"ex_convict" in on_disk()
    call_command("migrate", "workforce", verbosity=0)
    opened = [(one.group, one.report_percent) for one in CompulsoryWorker.objects.order_by("pk")]
    assert opened == [("disabled", 73), ("ex_convict", None)]
    assert {len(value) for row in kept() for value in row} == {12 + 32 + 16}
    assert [group for group in Group if group.encode() in on_disk()] == []
