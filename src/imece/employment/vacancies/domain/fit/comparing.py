"""What the conditions compare by: names, days of validity, the first day that would do."""

from collections.abc import Iterable
from datetime import date

from imece.core import turkish
from imece.employment.vacancies.domain.conditions import Demands


def is_named(asked: str, known: str) -> bool:
    """Every word that is asked for occurs in what is known, folded (TR-03): «Makine» in «makine mühendisliği»."""
    words = turkish.tokens(asked)
    return set(words) <= set(turkish.tokens(known)) if words else turkish.fold(asked) == turkish.fold(known)


def is_valid_on(first: date | None, last: date | None, day: date) -> bool:
    """Both days included; None is without limit."""
    return (first is None or first <= day) and (last is None or day <= last)


def first_after(demands: Demands, days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None and day > demands.on), default=None)
