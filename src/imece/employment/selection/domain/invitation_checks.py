"""What other rooms have against inviting somebody: they say so here, this room knows none of them.

on_invitation(check_place)      # once, when the program starts
"""

from collections.abc import Callable

from imece.employment.selection.models import Candidate

Check = Callable[[Candidate], None]
_CHECKS: list[Check] = []


def on_invitation(check: Check) -> Check:
    """`check(candidate)` raises a `Problem` if he may not be invited."""
    if check not in _CHECKS:
        _CHECKS.append(check)
    return check


def check_invitation(candidate: Candidate) -> None:
    for check in _CHECKS:
        check(candidate)
