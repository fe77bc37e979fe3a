from datetime import datetime

import pytest

from imece.core.actor import Actor
from imece.exchange.continuity.domain.interruptions import Story, begin_repair, report_outage, tell_outage
from imece.exchange.continuity.models import Interruption
from imece.reference.public import ISTANBUL
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast

STARTED = datetime(
    2026, 5, 22, 10, 0, tzinfo=ISTANBUL
)  # a Friday; Kurban Bayramı is from the 26th to the 30th


@pytest.fixture
def operator(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.technician, exchange_cast.head_institution)


@pytest.fixture
def bank_technician(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.bank_technician, exchange_cast.bank.organisation)


@pytest.fixture
def bank_auditor(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.bank_auditor, exchange_cast.bank.organisation)


@pytest.fixture
def outage(operator: Actor, exchange_cast: ExchangeCast) -> Interruption:
    """All services, since Friday 22 May 2026 at ten; told, and repair begun."""
    story = Story(title="Ağ arızası (deneme)", provider=exchange_cast.provider)
    made = report_outage(story=story, started_at=STARTED, actor=operator, now=STARTED)
    tell_outage(interruption=made, actor=operator, now=STARTED)
    begin_repair(interruption=made, begun_at=STARTED, actor=operator, now=STARTED)
    return made
