"""Questions asked once during one piece of work: a file of five thousand rows names few occupations and places, and a
wizard looks at all its pages several times to show one.

Outside `remembering` nothing is kept, so no answer grows old.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_KEPT: ContextVar[dict[Any, Any] | None] = ContextVar("imece_remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """One inside another shares what the outer one knows."""
    if _KEPT.get() is not None:
        yield
        return
    token = _KEPT.set({})
    try:
        yield
    finally:
        _KEPT.reset(token)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """For questions whose answer nobody changes meanwhile and no caller changes; arguments must be hashable."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _KEPT.get()
        if kept is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = function(*args, **kwargs)
        return kept[key]  # type: ignore[no-any-return]

    return asked
