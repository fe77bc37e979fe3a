"""The institutions of `cast.py` for every room of the exchange."""

from tests.exchange.cast import exchange_cast  # noqa: F401
