"""Addresses that stand on every page or in every row: Django looks each of them up anew, which is felt."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.urls import reverse

_PLACE = "__key__"


@lru_cache(maxsize=512)
def page_address(name: str) -> str:
    """Of a page without a key; such an address never changes while the process runs."""
    return reverse(name)


def row_address(name: str, key: Callable[[Any], Any]) -> Callable[[Any], str]:
    """For a list's columns: the address of each row's page, looked up once. The page takes one `str` key."""

    def address(row: Any) -> str:
        return _with_place(name).replace(_PLACE, quote(str(key(row)), safe=""))

    return address


@lru_cache(maxsize=512)
def _with_place(name: str) -> str:
    return reverse(name, args=[_PLACE])
