"""How long beforehand a version's end is announced (X4.3). Our own figure: the sources only say beforehand."""

from datetime import date, timedelta
from typing import Final

NOTICE_DAYS: Final = 90


def earliest_end(announced_on: date) -> date:
    """The first day on which the version may be gone."""
    return announced_on + timedelta(days=NOTICE_DAYS)
