"""What other rooms do when a profile changes, in the same transaction: they say so here, this room knows none of them.

on_profile_changed(write_search_row)      # once, when the program starts
"""

from collections.abc import Callable

from imece.employment.jobseekers.models import JobSeeker

Callback = Callable[[JobSeeker], None]
_CALLBACKS: list[Callback] = []


def on_profile_changed(callback: Callback) -> Callback:
    """`callback(profile)` is called after each change of profile, occupations, places, background or active.

    The profile is as written, its related rows not read ahead. An error in it undoes the change: both are one.
    """
    if callback not in _CALLBACKS:
        _CALLBACKS.append(callback)
    return callback


def profile_changed(profile: JobSeeker) -> None:
    for callback in _CALLBACKS:
        callback(profile)
