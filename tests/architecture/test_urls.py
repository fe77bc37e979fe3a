"""Every address declares one permission that exists, or that it is public (deny by default)."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from imece.core.permissions import TABLE
from imece.core.web.access import BY_ENDPOINT, PUBLIC, declared_access


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        else:
            yield path, pattern


ALL = dict(addresses(get_resolver().url_patterns))


def test_the_resolver_was_walked() -> None:
    assert len(ALL) > 20


@pytest.mark.parametrize("path", sorted(ALL))
def test_an_address_declares_who_may(path: str) -> None:
    access = declared_access(ALL[path].callback)
    assert access is not None, f"/{path} declares neither a permission nor public"
    if access == BY_ENDPOINT:
        wanted = {one.permission for one in ALL[path].callback.endpoints}
        assert wanted, f"/{path} answers no method"
        assert wanted <= TABLE.keys(), (
            f"/{path} needs {wanted - TABLE.keys()}, which no permissions.py defines"
        )
        return
    assert access == PUBLIC or access in TABLE, f"/{path} needs «{access}», which no permissions.py defines"
