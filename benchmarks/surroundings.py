"""What else a measurement needs: how much others disturb it, and two sizes side by side in one run."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

WATCHED, QUIET = 3.0, 0.15
"""Seconds of looking; the share of all cores that others may use before a verdict would say more about the machine."""


class Disturbance:
    """Asked before each measurement, while nothing of ours runs; the worst is kept."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.worst = 0.0

    def look(self) -> None:
        busy, total = _times()
        time.sleep(WATCHED)
        busy, total = (now - before for now, before in zip(_times(), (busy, total), strict=True))
        self.worst = max(self.worst, busy / total)
        self.say(f"  load {os.getloadavg()[0]:.1f}; others use {busy / total:.0%} of the cores")

    @property
    def is_quiet(self) -> bool:
        return self.worst <= QUIET

    def told(self, *, is_met: bool) -> str:
        if not self.is_quiet:
            return f"no verdict: others used {self.worst:.0%} of the cores"
        return "met" if is_met else "MISSED"


def _times() -> tuple[int, int]:
    """Ticks of all cores since the start: in which they worked, and all."""
    ticks = [int(one) for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def keep_copy(name: str) -> None:
    """The database as it is now under a further name, so that it can be asked beside what is loaded next."""
    connection.close()
    owner = settings.INSTALLATION.url("owner")
    with psycopg.connect(str(owner.with_name("postgres")), autocommit=True) as other:
        other.execute(f"create database {name} template {owner.name}")


def turn_to(name: str) -> None:
    """From here on this process asks that database."""
    connection.close()
    connection.settings_dict["NAME"] = name
