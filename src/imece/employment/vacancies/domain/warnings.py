"""What other rooms want said about a new vacancy: a hook they fill, and `home` wires (VAC-32)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from imece.core.errors import Text
from imece.employment.employers.models import Workplace


@dataclass(frozen=True)
class VacancyWarning:
    """A sentence beside the form; it refuses nothing. `article` is its ground, `url` where to look."""

    text: Text
    article: str = ""
    url: str = ""


Hook = Callable[[Workplace, int, date], Iterable[VacancyWarning]]
"""(workplace, id of the occupation, day) → warnings."""

_HOOKS: list[Hook] = []


def add_vacancy_warnings(hook: Hook) -> None:
    """For `home`: the same hook twice is once."""
    if hook not in _HOOKS:
        _HOOKS.append(hook)


def warnings_for(workplace: Workplace, occupation_ids: Iterable[int], on: date) -> list[VacancyWarning]:
    found = (
        one for occupation in occupation_ids for hook in _HOOKS for one in hook(workplace, occupation, on)
    )
    return list(dict.fromkeys(found))
