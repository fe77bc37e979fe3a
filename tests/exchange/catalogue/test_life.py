"""X4.3: versions are opened by their definition, live side by side, and end on an announced day."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import Transition
from imece.core.transactions import acting
from imece.exchange.access.models import Generation
from imece.exchange.catalogue.domain.eligibility import require_open_to
from imece.exchange.catalogue.domain.life import announce_end, keep_version, withdraw_due_versions
from imece.exchange.catalogue.domain.queries import find_definition
from imece.exchange.catalogue.enums import ServiceState
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.contract import SERVICES
from imece.exchange.services.definition import plain_definition
from tests.cast import actor_of
from tests.exchange.answers import answers_of
from tests.exchange.cast import ExchangeCast

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SYSTEM = system_actor("test")
REASON = "Yeni sürümü kullanın."


def row(name: str = "registry.person", version: int = 1) -> ServiceVersion:
    return ServiceVersion.objects.get(name=name, version=version)


def reviewer(cast: ExchangeCast):
    return actor_of(cast.technician, cast.head_institution)


def generation() -> int:
    return Generation.objects.get().number


def test_every_declared_service_is_open_after_migrating() -> None:
    rows = {(one.name, one.version): one for one in ServiceVersion.objects.all()}
    assert rows.keys() == SERVICES.keys()
    for key, service in SERVICES.items():
        assert rows[key].state == ServiceState.PUBLISHED
        assert rows[key].fields == [field.name for field in service.fields]
        assert rows[key].definition == plain_definition(service)
        assert Transition.objects.filter(workflow="service_version", object_id=rows[key].pk).count() == 1


@pytest.mark.parametrize("key", sorted(SERVICES), ids=lambda key: key[0])
def test_every_function_is_there_with_the_definitions_columns(key: tuple[str, int]) -> None:
    """Asked a batch of nothing: PostgreSQL reads its body, and the columns are those declared."""
    for sandbox in (False, True):
        assert answers_of(SERVICES[key], [], sandbox=sandbox) == []


def test_a_definition_is_found_by_name_and_version() -> None:
    found = find_definition("registry.person", 1)
    assert found is SERVICES["registry.person", 1]
    assert find_definition("registry.person", 9) is None


def test_a_definition_whose_house_stands_elsewhere_comes_from_the_catalogue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = SERVICES["registry.person", 1]
    monkeypatch.delitem(SERVICES, ("registry.person", 1))
    found = find_definition("registry.person", 1)
    assert found is not None
    assert plain_definition(found) == plain_definition(service)


def test_an_end_is_announced_ninety_days_before(exchange_cast: ExchangeCast) -> None:
    early = timezone.localdate(NOW) + timedelta(days=89)
    with pytest.raises(Problem) as caught:
        announce_end(service=row(), withdrawn_on=early, reason=REASON, actor=reviewer(exchange_cast), now=NOW)
    assert caught.value.code == "CAT-002"
    before = generation()
    announce_end(
        service=row(),
        withdrawn_on=early + timedelta(days=1),
        reason=REASON,
        actor=reviewer(exchange_cast),
        now=NOW,
    )
    ending = row()
    assert (ending.state, ending.notice, ending.deprecated_at) == (ServiceState.DEPRECATED, REASON, NOW)
    assert generation() > before, "the gateway must learn of it"


def test_it_ends_on_the_day_and_not_before(exchange_cast: ExchangeCast) -> None:
    day = timezone.localdate(NOW) + timedelta(days=90)
    announce_end(service=row(), withdrawn_on=day, reason=REASON, actor=reviewer(exchange_cast), now=NOW)
    assert withdraw_due_versions(actor=SYSTEM, now=NOW + timedelta(days=89)) == 0
    assert withdraw_due_versions(actor=SYSTEM, now=NOW + timedelta(days=90)) == 1
    assert row().state == ServiceState.WITHDRAWN
    assert withdraw_due_versions(actor=SYSTEM, now=NOW + timedelta(days=91)) == 0
    with pytest.raises(Problem, match="WF-001"):
        keep_version(service=row(), reason="x", actor=reviewer(exchange_cast), now=NOW)


def test_an_announcement_is_taken_back(exchange_cast: ExchangeCast) -> None:
    day = timezone.localdate(NOW) + timedelta(days=90)
    announce_end(service=row(), withdrawn_on=day, reason=REASON, actor=reviewer(exchange_cast), now=NOW)
    keep_version(service=row(), reason="Geri alındı.", actor=reviewer(exchange_cast), now=NOW)
    kept = row()
    assert (kept.state, kept.withdrawn_on, kept.notice) == (ServiceState.PUBLISHED, None, "")


def test_only_the_review_desk_announces(exchange_cast: ExchangeCast) -> None:
    day = timezone.localdate(NOW) + timedelta(days=100)
    bank = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    with pytest.raises(Problem, match="CORE-403"):
        announce_end(service=row(), withdrawn_on=day, reason=REASON, actor=bank, now=NOW)


def test_the_database_wants_the_day_announced() -> None:
    with pytest.raises(DatabaseError, match=r"service_version"), acting(SYSTEM), transaction.atomic():
        ServiceVersion.objects.filter(name="registry.person").update(state=ServiceState.DEPRECATED)


@pytest.mark.parametrize(
    ("kind", "is_open"),
    [
        ("private", False),
        ("professional_body", False),
        ("bank", True),
        ("insurer", True),
        ("central", True),
        ("local", True),
    ],
)
def test_t_kps_06(kind: str, is_open: bool) -> None:
    """T-KPS-06, X1.2: the address for public bodies, banks and insurers; a private firm is refused, told for whom."""
    service = SERVICES["registry.address", 1]
    if is_open:
        require_open_to(service, kind)
        return
    with pytest.raises(Problem) as caught:
        require_open_to(service, kind)
    assert caught.value.code == "CAT-004"


def test_a_service_for_everybody_is_open_to_every_kind() -> None:
    require_open_to(SERVICES["registry.verify_identity", 1], "private")


def test_the_document_in_docs_is_the_codes() -> None:
    """After a wanted change: ./imece exchange_document > docs/api/exchange.json"""
    import json
    from pathlib import Path

    from imece.exchange.catalogue.management.commands.exchange_document import EXAMPLE_SERVER
    from imece.exchange.services.openapi import openapi_of

    kept = json.loads((Path(__file__).parents[3] / "docs/api/exchange.json").read_text(encoding="utf-8"))
    assert kept == json.loads(json.dumps(openapi_of(SERVICES.values(), server=EXAMPLE_SERVER)))
