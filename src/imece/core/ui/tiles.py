"""What waits for somebody today: the lines of a start page. Houses add theirs through settings.START_TILES."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from imece.core.actor import Actor
from imece.core.errors import Text


@dataclass(frozen=True)
class Tile:
    """A number, what it means, and where it is dealt with. `is_due` draws it in the warm colour."""

    count: int
    text: Text
    url: str
    is_due: bool = False


Provider = Callable[[Actor, datetime], list[Tile]]


@lru_cache(maxsize=1)
def _providers() -> tuple[Provider, ...]:
    return tuple(import_string(name) for name in settings.START_TILES)


def further_tiles(actor: Actor, now: datetime) -> list[Tile]:
    """Of the other houses, for this actor; in the order that settings name them."""
    return [tile for provider in _providers() for tile in provider(actor, now)]
