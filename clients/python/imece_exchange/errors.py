"""What went wrong, by what to do about it. Each carries the road's own words (RFC 9457) in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """`code` (`GWY-020`) is stable: compare it, not the text. `action` says what to do."""

    status: int
    code: str = ""
    title: str = ""
    detail: str = ""
    action: str = ""
    errors: tuple[Mapping[str, Any], ...] = field(default=())

    @classmethod
    def of(cls, status: int, plain: object) -> Problem:
        if not isinstance(plain, Mapping):
            return cls(status, title=str(plain)[:200])
        texts = {name: str(plain.get(name, "")) for name in ("code", "title", "detail", "action")}
        return cls(status, errors=tuple(plain.get("errors") or ()), **texts)


class ExchangeError(Exception):
    """Base of all below."""


class Interrupted(ExchangeError):
    """No answer came, also not after repeating. It may be on record: repeat with the same `request_id`."""

    def __init__(self, request_id: str, cause: Exception) -> None:
        super().__init__(f"no answer to {request_id}: {cause}")
        self.request_id = request_id


class Refused(ExchangeError):
    """The road answered with a problem."""

    def __init__(self, problem: Problem, request_id: str = "") -> None:
        super().__init__(f"{problem.code or problem.status}: {problem.title} {problem.action}".strip())
        self.problem = problem
        self.request_id = request_id


class NotAuthenticated(Refused):
    """401: client id, proof, certificate or address. From outside all look alike; your own pages say which."""


class NotPermitted(Refused):
    """403, 404, 410, 421: no right, suspended, purpose, user or unit refused, no such service."""


class InvalidQuestion(Refused):
    """400, 413, 422: the question is wrong; `problem.errors` says where."""


class TooManyQuestions(Refused):
    """429, still after waiting as told: beyond the agreed rate, or the day's ceiling."""


class Unavailable(Refused):
    """5xx, still after waiting as told. Nothing was answered; repeat with the same `request_id`."""


def error_for(problem: Problem, request_id: str = "") -> Refused:
    if problem.status == 401:
        return NotAuthenticated(problem, request_id)
    if problem.status == 429:
        return TooManyQuestions(problem, request_id)
    if problem.status in {400, 405, 413, 422}:
        return InvalidQuestion(problem, request_id)
    return (Unavailable if problem.status >= 500 else NotPermitted)(problem, request_id)
