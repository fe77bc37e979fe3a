import pytest

from imece.core.actor import Actor
from imece.exchange.agreements.models import Purpose
from imece.exchange.catalogue.models import ServiceVersion
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log, make_purpose, make_service


@pytest.fixture
def desk(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.technician, exchange_cast.head_institution)


@pytest.fixture
def auditor(exchange_cast: ExchangeCast) -> Actor:
    """The bank's own."""
    return actor_of(exchange_cast.bank_auditor, exchange_cast.bank.organisation)


@pytest.fixture
def log(db: None) -> Log:
    return Log()


@pytest.fixture
def service(db: None) -> ServiceVersion:
    return make_service("deneme.kisi", 1, "ad", "soyad", "adres")


@pytest.fixture
def purpose(db: None) -> Purpose:
    return make_purpose()
