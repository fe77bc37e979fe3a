"""The institutions of `cast.py` for every room of the exchange, and somebody they ask about."""

import pytest

from imece.accounts.models import Person
from tests.cast import make_person
from tests.exchange.cast import ExchangeCast, exchange_cast  # noqa: F401


@pytest.fixture
def citizen(exchange_cast: ExchangeCast) -> Person:  # noqa: F811
    return make_person(601, "Iraz", "Gündoğar")
