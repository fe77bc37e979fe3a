"""Lists cost the same however long; one institution finds nothing of another's; bad input keeps what was typed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from imece.core.actor import Actor
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain.breaches import BreachFacts, record_breach
from imece.exchange.continuity.domain.demo import make_demo_continuity
from imece.exchange.continuity.domain.interruptions import Story, report_outage
from imece.exchange.continuity.domain.materials import publish_material
from imece.exchange.continuity.enums import BreachKind, MaterialKind
from imece.exchange.continuity.models import Breach, Interruption, ServiceProbe
from imece.exchange.continuity.web.breaches import breach_list, own_breach_list
from imece.exchange.continuity.web.interruptions import interruption_list, own_interruption_list
from imece.exchange.continuity.web.materials import material_list, own_material_list
from imece.exchange.letters.domain.demo import make_demo_letters
from imece.exchange.letters.domain.send import issue_letter
from imece.exchange.letters.domain.write import Distribution, LetterText
from imece.exchange.letters.models import Letter
from imece.exchange.letters.web.views import letter_list, own_letter_list
from tests.cast import sign_in
from tests.exchange.cast import ExchangeCast
from tests.exchange.continuity.grants import grant_service
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank_manager(exchange_cast: ExchangeCast) -> Actor:
    from tests.cast import actor_of

    return actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)


@pytest.mark.parametrize("is_own", [False, True])
def test_interruptions_cost_no_further_queries(
    exchange_cast: ExchangeCast, operator: Actor, bank_manager: Actor, is_own: bool
) -> None:
    now = timezone.now()

    def make(count: int) -> None:
        for _one in range(count):
            report_outage(
                story=Story(title="x", provider=exchange_cast.bank), started_at=now, actor=operator, now=now
            )

    view, actor = (own_interruption_list, bank_manager) if is_own else (interruption_list, operator)
    assert_constant_queries(view, actor, make)


@pytest.mark.parametrize("is_own", [False, True])
def test_breaches_cost_no_further_queries(
    exchange_cast: ExchangeCast, operator: Actor, bank_manager: Actor, is_own: bool
) -> None:
    now = timezone.now()
    facts = BreachFacts(kind=BreachKind.OTHER, title="x", source="x", learned_at=now)

    def make(count: int) -> None:
        for _one in range(count):
            record_breach(facts=facts, found_by=exchange_cast.bank, actor=bank_manager, now=now)

    view, actor = (own_breach_list, bank_manager) if is_own else (breach_list, operator)
    assert_constant_queries(view, actor, make)


@pytest.mark.parametrize("is_own", [False, True])
def test_material_costs_no_further_queries(
    exchange_cast: ExchangeCast, operator: Actor, bank_manager: Actor, is_own: bool
) -> None:
    service = ServiceVersion.objects.order_by("pk")[0]
    grant_service(exchange_cast, service, operator)

    def make(count: int) -> None:
        for _one in range(count):
            publish_material(
                service=service.name, service_version=1, kind=MaterialKind.DOCUMENT, title="x", text="x",
                change_note="x", actor=operator, now=timezone.now(),
            )  # fmt: skip

    view, actor = (own_material_list, bank_manager) if is_own else (material_list, operator)
    assert_constant_queries(view, actor, make)


@pytest.mark.parametrize("is_own", [False, True])
def test_letters_cost_no_further_queries(
    exchange_cast: ExchangeCast, operator: Actor, bank_manager: Actor, is_own: bool
) -> None:
    text = LetterText(subject="x", body="x", signatory_title="x")

    def make(count: int) -> None:
        for _one in range(count):
            issue_letter(
                sender=exchange_cast.head_institution, text=text, actor=operator, now=timezone.now(),
                distribution=Distribution([exchange_cast.bank.organisation]),
            )  # fmt: skip

    view, actor = (own_letter_list, bank_manager) if is_own else (letter_list, operator)
    assert_constant_queries(view, actor, make)


@pytest.fixture
def hospital(exchange_cast: ExchangeCast, client: Client) -> Client:
    return sign_in(client, exchange_cast.hospital_manager, exchange_cast.hospital.organisation)


def test_another_institution_finds_nothing(
    exchange_cast: ExchangeCast, bank_manager: Actor, operator: Actor, hospital: Client
) -> None:
    now = timezone.now()
    [letter, own] = make_demo_letters(
        headquarters=exchange_cast.head_institution, institution=exchange_cast.bank.organisation, now=now
    )
    facts = BreachFacts(kind=BreachKind.OTHER, title="x", source="x", learned_at=now)
    breach = record_breach(facts=facts, found_by=exchange_cast.bank, actor=bank_manager, now=now)
    outage = report_outage(
        story=Story(title="x"), started_at=now, reported_by=exchange_cast.bank, actor=bank_manager, now=now
    )
    service = ServiceVersion.objects.order_by("pk")[0]
    grant_service(exchange_cast, service, operator)
    material = publish_material(
        service=service.name, service_version=1, kind=MaterialKind.DOCUMENT, title="x", text="x", change_note="x",
        actor=operator, now=now,
    )  # fmt: skip
    for address in (
        f"yazilar/{letter.pk}/", f"yazilar/{letter.pk}/pdf/", f"yazilar/{own.pk}/", f"yazilar/{own.pk}/yanit/",
        f"yazilar/{own.pk}/adim/gonder/", f"ihlaller/{breach.pk}/", f"kesintiler/{outage.pk}/",
        f"kesintiler/{outage.pk}/kagit/", f"kesintiler/{outage.pk}/kagit/yeni/", f"belgeler/{material.pk}/",
    ):  # fmt: skip
        assert hospital.get(f"/degisim/{address}").status_code == 404, address


def test_the_first_look_at_a_letter_is_evidence(exchange_cast: ExchangeCast, client: Client) -> None:
    from imece.exchange.letters.domain.delivery import deliver_letter

    now = timezone.now()
    letter = make_demo_letters(
        headquarters=exchange_cast.head_institution, institution=exchange_cast.bank.organisation, now=now
    )[0]
    [recipient] = letter.recipients.all()
    deliver_letter(recipient.pk, now=now)
    from imece.exchange.letters.domain.delivery import collect_evidence

    collect_evidence(now=now)
    sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
    assert client.get(f"/degisim/yazilar/{letter.pk}/pdf/").content.startswith(b"%PDF")
    client.get(f"/degisim/yazilar/{letter.pk}/")
    recipient.refresh_from_db()
    assert recipient.read_at is not None


def test_what_was_typed_stays_when_it_is_refused(exchange_cast: ExchangeCast, client: Client) -> None:
    sign_in(client, exchange_cast.technician, exchange_cast.head_institution)
    noon = timezone.localtime() + timedelta(days=1)
    typed = {"title": "Kalacak başlık", "planned_from": f"{noon:%d.%m.%Y} 09:99", "planned_until": "yarın"}
    answer = client.post("/kurum/degisim/kesintiler/bakim/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kalacak başlık" in page
    assert "09:99" in page
    assert not Interruption.objects.exists()


def test_the_demo_is_made_once(exchange_cast: ExchangeCast) -> None:
    for _time in range(2):
        make_demo_continuity(services=("registry.person",), now=timezone.now())
        make_demo_letters(
            headquarters=exchange_cast.head_institution, institution=exchange_cast.bank.organisation,
            now=timezone.now(),
        )  # fmt: skip
    assert (Interruption.objects.count(), Breach.objects.count(), Letter.objects.count()) == (2, 1, 2)
    assert ServiceProbe.objects.count() == 36
    assert Breach.objects.get().state == "closed"
