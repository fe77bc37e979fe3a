"""The identity register does not answer (KPS-52)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import override_settings

from imece.exchange.client import NO_ANSWER
from imece.exchange.road import Asked, RoadAnswer


def silent_road(asked: Asked) -> list[RoadAnswer]:
    raise NO_ANSWER(why="deneme")


@contextmanager
def register_silent() -> Iterator[None]:
    assert settings.EXCHANGE_ROAD
    with override_settings(EXCHANGE_ROAD=f"{__name__}.silent_road"):
        yield
