"""Every address of the platform with its full name, what it takes and who may: for the tests that go through all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from imece.core.web.access import BY_ENDPOINT, PUBLIC, declared_access

SAMPLES: dict[str, Any] = {
    "IntConverter": 1,
    "SlugConverter": "x",
    "StringConverter": "0",
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
}


@dataclass(frozen=True)
class Address:
    name: str
    access: str
    converters: tuple[tuple[str, str], ...]

    @property
    def is_public(self) -> bool:
        return self.access == PUBLIC

    @property
    def is_for_programs(self) -> bool:
        """Asks each endpoint's permission of the call's token and looks at no session (`core/api`)."""
        return self.access == BY_ENDPOINT

    def url(self, **given: Any) -> str:
        """With harmless values for what is not given."""
        sample = {name: SAMPLES[kind] for name, kind in self.converters}
        return reverse(self.name, kwargs=sample | given)


def _walk(patterns: list[Any], namespaces: tuple[str, ...], above: dict[str, Any]) -> Iterator[Address]:
    for pattern in patterns:
        found = above | dict(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inside, found)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name"
            kinds = tuple((name, type(one).__name__) for name, one in found.items())
            access = declared_access(pattern.callback) or ""
            yield Address(":".join((*namespaces, pattern.name)), access, kinds)


ADDRESSES = {address.name: address for address in _walk(get_resolver().url_patterns, (), {})}
