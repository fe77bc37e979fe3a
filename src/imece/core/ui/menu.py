"""The menu's shape. What stands in it is the home room's, named by settings.MENU_PROVIDER."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.module_loading import import_string


class MenuItem(NamedTuple):
    """A page (`url`) or a heading over others (`children`); the tree has at most four levels (P1.8)."""

    label: str | Promise
    url: str | None = None
    children: "tuple[MenuItem, ...]" = ()


Provider = Callable[[HttpRequest], Sequence[MenuItem]]


def no_menu(request: HttpRequest) -> Sequence[MenuItem]:
    """Until a room provides one."""
    return ()


@lru_cache(maxsize=1)
def _provider(path: str) -> Provider:
    provider: Provider = import_string(path)
    return provider


def menu_for(request: HttpRequest) -> Sequence[MenuItem]:
    """Empty on an error page that is drawn before anybody is known (a wrong host name)."""
    if not hasattr(request, "actor"):
        return ()
    return _provider(settings.MENU_PROVIDER)(request)
