"""The port to background jobs: whoever assembles the platform says how a long report is made later."""

from __future__ import annotations

from collections.abc import Callable

MakeLater = Callable[[int], object]
_queue: list[MakeLater] = []


def set_report_queue(make_later: MakeLater | None) -> None:
    """`make_later(run_id)` is called on commit; the job calls `make.make_waiting_report(run_id=…, now=…)`."""
    _queue[:] = [make_later] if make_later else []


def report_queue() -> MakeLater | None:
    """None: there are no jobs here, and every report is made while the user waits."""
    return _queue[0] if _queue else None
