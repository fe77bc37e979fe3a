"""KVK-06, EMP-14: what is due goes by plan and on record; the database lets go of nothing younger than the law."""

from datetime import datetime, timedelta

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imece.core import retention
from imece.core.actor import system_actor
from imece.core.database.copying import copy_rows
from imece.core.models import AuditRecord, Destruction, ReportFile, Transition
from imece.core.notifications.models import DeliveryAttempt, OutboxMessage
from imece.core.notifications.tasks import forget_messages
from imece.core.retention import AGEING, PLAN, Line, NotAllDestroyed, carry_out_plan, destroy_old
from tests.cast import Cast, sign_in

CLOCK = system_actor("core.destroy_by_plan")
YEAR = timedelta(days=365.25)


def trail_line(age: timedelta) -> dict[str, object]:
    return {
        "at": timezone.now() - age, "action": "test.happened", "actor_kind": "system", "actor_name": "",
        "request_id": "", "subject_type": "", "subject_id": "", "purpose": "", "details": {},
    }  # fmt: skip


@pytest.mark.django_db
def test_EMP_14_the_trail_lets_go_after_ten_years_and_not_a_day_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "PORTION", 2)
    ages = [10 * YEAR + timedelta(days=days) for days in (-3, 3, 4, 5)]
    keys = copy_rows(AuditRecord, [trail_line(age) for age in (timedelta(), *ages)])
    assert destroy_old(AuditRecord) == 3
    assert set(AuditRecord.objects.filter(pk__in=keys).values_list("pk", flat=True)) == set(keys[:2])
    assert destroy_old(AuditRecord) == 0


@pytest.mark.django_db
def test_nobody_deletes_an_old_line_himself() -> None:
    (old,) = copy_rows(AuditRecord, [trail_line(11 * YEAR)])
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        AuditRecord.objects.filter(pk=old).delete()


def test_not_even_the_owner_deletes_a_young_line(fresh_database: str) -> None:
    """PRO-13: within the years the trigger refuses whoever may delete; beyond them he may not change either."""
    old, young = copy_rows(AuditRecord, [trail_line(11 * YEAR), trail_line(9 * YEAR)])
    owner = settings.INSTALLATION.url("owner").with_name(fresh_database)
    delete, refused = (
        "delete from core_auditrecord where id = %s",
        psycopg.errors.IntegrityConstraintViolation,
    )
    with psycopg.connect(str(owner), autocommit=True) as connection:
        with pytest.raises(refused, match="append-only for 10 years"):
            connection.execute(delete, [young])
        with pytest.raises(refused, match="append-only"):
            connection.execute("update core_auditrecord set action = 'test.forged' where id = %s", [old])
        assert connection.execute(delete, [old]).rowcount == 1


def moved(age: timedelta) -> dict[str, object]:
    return {
        "workflow": "test", "object_id": 1, "move": "close", "from_state": "open", "to_state": "closed",
        "at": timezone.now() - age, "person_id": 7, "organisation_id": 8, "actor_name": "Deneme Kişi",
        "reason": "Kişi istedi", "details": {"note": "x"},
    }  # fmt: skip


def test_KVK_06_what_was_done_stays_and_who_did_it_is_forgotten(fresh_database: str) -> None:
    """Of an append-only table the named columns alone are emptied, when they are old enough, by nobody else."""
    old, young = copy_rows(Transition, [moved(11 * YEAR), moved(9 * YEAR)])
    owner = settings.INSTALLATION.url("owner").with_name(fresh_database)
    refused = psycopg.errors.IntegrityConstraintViolation
    emptied = "person_id = null, actor_name = '', reason = '', details = '{}'"
    with psycopg.connect(str(owner), autocommit=True) as connection:
        for key, change in (
            (young, emptied),
            (old, f"{emptied}, move = 'open'"),
            (old, "actor_name = 'Başka Biri'"),
        ):
            with pytest.raises(refused, match="append-only for 10 years"):
                connection.execute(f"update core_transition set {change} where id = %s", [key])
        with pytest.raises(refused, match="append-only"):
            connection.execute("delete from core_transition where id = %s", [old])
    assert destroy_old(Transition) == 1
    assert destroy_old(Transition) == 0, "emptied once"
    kept, whole = Transition.objects.filter(pk__in=(old, young)).order_by("at")
    assert (kept.move, kept.actor_name, kept.person_id, kept.reason, kept.details) == (
        "close",
        "",
        None,
        "",
        {},
    )
    assert (whole.actor_name, whole.person_id) == ("Deneme Kişi", 7)


def test_KVK_06_every_age_that_a_model_names_is_in_the_plan() -> None:
    aged = {model for model in apps.get_models() if hasattr(model, "kept_years")}
    assert aged == {*AGEING, DeliveryAttempt}, "a message goes with its tries, by a line of its own"
    assert len(AGEING) == len(set(AGEING))


def test_KVK_06_a_row_goes_after_all_that_hangs_on_it() -> None:
    """A statement of the database knows no cascade: it would fail in ten years."""
    for place, table in enumerate(AGEING):
        if not hasattr(table, "forgets"):
            hanging = {one.related_model for one in table._meta.related_objects}
            assert hanging <= {*AGEING[:place], ReportFile}, table


@pytest.mark.django_db
def test_a_message_goes_with_the_last_of_its_tries() -> None:
    now = timezone.now()

    def message(age: timedelta) -> OutboxMessage:
        one = OutboxMessage.objects.create(
            notice="test", recipient_name="Deneme", language="tr", subject="s", body="b"
        )
        OutboxMessage.objects.filter(pk=one.pk).update(created_at=now - age)
        return one

    def tried(one: OutboxMessage, age: timedelta) -> None:
        DeliveryAttempt.objects.create(
            message=one, number=1, at=now - age, channel="email", outcome="delivered"
        )

    gone, kept, young = message(6 * YEAR), message(6 * YEAR), message(4 * YEAR)
    tried(gone, 6 * YEAR)
    tried(kept, 4 * YEAR)
    assert forget_messages(now) == 1
    assert set(OutboxMessage.objects.values_list("pk", flat=True)) == {kept.pk, young.pk}


# ------------------------------------------------------------------------------------------ the plan
@pytest.mark.django_db
def test_KVK_06_each_line_stands_on_record_at_least_once_a_month() -> None:
    now = timezone.now()
    carry_out_plan(actor=CLOCK, now=now)
    assert set(Destruction.objects.values_list("line", flat=True)) == set(PLAN)
    carry_out_plan(actor=CLOCK, now=now + timedelta(days=29))
    assert Destruction.objects.count() == len(PLAN), "nothing was due: nothing new on record"
    carry_out_plan(actor=CLOCK, now=now + timedelta(days=31))
    assert Destruction.objects.count() == 2 * len(PLAN)


def one_line(name: str, answers: int | Exception) -> Line:
    def destroy(now: datetime) -> int:
        if isinstance(answers, Exception):
            raise answers
        return answers

    return Line(name, "Deneme kayıtları", "bir gün", "deneme", destroy)


@pytest.mark.django_db
def test_a_line_that_fails_is_told_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [one_line("test.first", 3), one_line("test.bad", ValueError("full")), one_line("test.last", 5)]
    monkeypatch.setattr(retention, "PLAN", {line.name: line for line in lines})
    with pytest.raises(NotAllDestroyed, match=r"test\.bad"):
        carry_out_plan(actor=CLOCK, now=timezone.now())
    kept = Destruction.objects.values_list("line", "count").order_by("pk")
    assert list(kept) == [("test.first", 3), ("test.last", 5)]


@pytest.mark.django_db
def test_what_was_destroyed_and_its_record_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    (old,) = copy_rows(AuditRecord, [trail_line(11 * YEAR)])

    def fail(*_ignored: object) -> None:
        raise DatabaseError("no place for the record")

    monkeypatch.setattr(retention, "PLAN", {name: PLAN[name] for name in ("core.auditrecord",)})
    monkeypatch.setattr(retention, "_put_on_record", fail)
    with pytest.raises(NotAllDestroyed):
        carry_out_plan(actor=CLOCK, now=timezone.now())
    assert AuditRecord.objects.filter(pk=old).exists()


# ------------------------------------------------------------------------------------------ the pages
@pytest.mark.django_db
def test_everybody_reads_how_long_what_is_kept(client: Client) -> None:
    carry_out_plan(actor=CLOCK, now=timezone.now())
    page = client.get("/saklama-imha/").content.decode()
    assert page.count('<th scope="row">') == len(PLAN)
    assert "Kimin ne yaptığının kayıtları" in page
    assert "10 yıl" in page
    assert f"{timezone.localdate():%d.%m.%Y}" in page
    assert "/saklama-imha/kayitlar/" not in page
    assert "/saklama-imha/" in client.get(reverse("accounts:privacy")).content.decode()


@pytest.mark.django_db
def test_headquarters_reads_what_went(cast: Cast, client: Client) -> None:
    sign_in(client, cast.headquarters, cast.head_institution)
    assert "04.17" in client.get("/saklama-imha/kayitlar/").content.decode(), (
        "empty: when the first will stand there"
    )
    carry_out_plan(actor=CLOCK, now=timezone.now())
    assert "/saklama-imha/kayitlar/" in client.get("/saklama-imha/").content.decode()
    page = client.get("/saklama-imha/kayitlar/?line=core.drafts&submitted=1").content.decode()
    assert page.count("Formlara yazılıp kaydedilmeyenler") >= 1


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["officer", "manager"])
def test_nobody_else_does(cast: Cast, client: Client, who: str) -> None:
    organisation = {"officer": cast.unit, "manager": cast.workplace.organisation}[who]
    sign_in(client, getattr(cast, who), organisation)
    assert client.get("/saklama-imha/kayitlar/").status_code == 403
