"""Our own staff sign their undertaking on line, each for himself, and stop asking when they leave (X3.3, PRO-08)."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imece.accounts.models import Membership
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord, IssuedDocument
from imece.core.transactions import acting
from imece.exchange.house_keys import HOUSE, SERVICE_USER
from imece.exchange.parties.domain.own_staff import close_users_who_left
from imece.exchange.parties.models import EndUser, Institution, Undertaking, UndertakingScan
from imece.exchange.parties.public import own_undertaking, sign_own_undertaking
from tests.cast import PASSWORD, actor_of, sign_in
from tests.exchange.cast import ExchangeCast, make_institution

pytestmark = pytest.mark.django_db
CLOCK = system_actor("test")


@pytest.fixture
def house(exchange_cast: ExchangeCast) -> Institution:
    return make_institution(9, "Deneme İş Kurumu", house=HOUSE)


@pytest.fixture
def actor(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.technician, exchange_cast.head_institution)


@pytest.fixture
def officer(exchange_cast: ExchangeCast) -> Client:
    return sign_in(Client(), exchange_cast.technician, exchange_cast.head_institution)


def may_ask(house: Institution, actor: Actor) -> bool:
    """By the view that the gateway reads."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from access_open_user where institution_id = %s and user_number = %s"
            " and opens_at <= now() and coalesce(closes_at > now(), true))",
            [house.pk, str(actor.person_id)],
        )
        return bool(cursor.fetchall()[0][0])


def test_X3_3_read_signed_with_the_password_and_at_once_allowed(
    officer: Client, house: Institution, actor: Actor
) -> None:
    address = reverse("own_undertaking")
    assert "imzalanacak taahhütname" in officer.get(reverse("start")).content.decode()
    text = officer.get(address).content.decode()
    assert "Deneme İş Kurumu adına" in text
    assert actor.name in text

    refused = officer.post(address, {"old_password": "yanlış"})
    assert (refused.status_code, Undertaking.objects.count()) == (422, 0)
    assert officer.post(address, {"old_password": PASSWORD}).url == address

    signed = Undertaking.objects.select_related("end_user").get()
    assert (signed.end_user.user_number, signed.end_user.name) == (str(actor.person_id), actor.name)
    assert signed.signed_on == timezone.localdate()
    assert may_ask(house, actor)
    assert AuditRecord.objects.filter(action="undertakings.signed_on_line").count() == 1
    assert "imzalanacak taahhütname" not in officer.get(reverse("start")).content.decode()
    text = officer.get(address).content.decode()
    assert signed.document_code in text
    assert '<form method="post" novalidate>' not in text, "nothing is left to sign"


def test_the_signed_paper_is_filed_and_can_be_checked(
    officer: Client, house: Institution, actor: Actor
) -> None:
    signed = sign_own_undertaking(actor=actor, now=timezone.now())
    paper = officer.get(reverse("own_undertaking_paper"))
    assert paper.content.startswith(b"%PDF-")
    assert hashlib.sha256(paper.content).hexdigest() == signed.scan_hash
    assert IssuedDocument.objects.get(sha256=signed.scan_hash).shown_code == signed.document_code
    assert bytes(UndertakingScan.objects.get().content) == paper.content


def test_twice_is_once(house: Institution, actor: Actor) -> None:
    first = sign_own_undertaking(actor=actor, now=timezone.now())
    assert sign_own_undertaking(actor=actor, now=timezone.now()) == first
    assert (EndUser.objects.count(), Undertaking.objects.count()) == (1, 1)


def test_there_is_no_paper_before_signing(officer: Client, house: Institution) -> None:
    assert officer.get(reverse("own_undertaking_paper")).status_code == 404


def test_before_the_house_is_connected_it_says_so(officer: Client, actor: Actor) -> None:
    answer = officer.get(reverse("own_undertaking"))
    assert (answer.status_code, "PTY-127" in answer.content.decode()) == (409, True)
    with pytest.raises(Problem, match="PTY-127"):
        sign_own_undertaking(actor=actor, now=timezone.now())


def test_an_institutions_people_sign_on_paper(exchange_cast: ExchangeCast, house: Institution) -> None:
    manager = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    with pytest.raises(Problem):
        sign_own_undertaking(actor=manager, now=timezone.now())
    client = sign_in(Client(), exchange_cast.bank_manager, exchange_cast.bank.organisation)
    assert client.get(reverse("own_undertaking")).status_code == 403


def test_who_leaves_asks_no_more_and_who_comes_back_signs_anew(
    exchange_cast: ExchangeCast, house: Institution, actor: Actor
) -> None:
    now = timezone.now()
    with acting(CLOCK):
        EndUser.objects.create(institution=house, user_number=SERVICE_USER, name="Sistem")
    signed = sign_own_undertaking(actor=actor, now=now)
    assert close_users_who_left(actor=CLOCK, now=now) == 0
    _until(exchange_cast, timezone.localdate(now) - timedelta(days=1))
    assert close_users_who_left(actor=CLOCK, now=now) == 1
    assert close_users_who_left(actor=CLOCK, now=now) == 0, "the service user stays"
    assert own_undertaking(actor, now) is None
    assert not may_ask(house, actor)

    _until(exchange_cast, None)
    again = sign_own_undertaking(actor=actor, now=now)
    assert own_undertaking(actor, now) == again != signed
    assert EndUser.objects.exclude(user_number=SERVICE_USER).get().closed_on is None


def _until(cast: ExchangeCast, day: date | None) -> None:
    with acting(CLOCK):
        Membership.objects.filter(person=cast.technician).update(closes_on=day)
