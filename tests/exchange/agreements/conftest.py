"""The whole way of an application and its agreement, for the tests of this room."""

import pytest

from tests.exchange.agreements.made import Way
from tests.exchange.cast import ExchangeCast


@pytest.fixture
def way(exchange_cast: ExchangeCast) -> Way:
    return Way(exchange_cast)
