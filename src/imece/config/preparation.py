"""What brings a database and the static files to this version: each step can be repeated, in this order."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from io import StringIO
from typing import Any

Step = tuple[str, str, dict[str, Any]]
STEPS: tuple[Step, ...] = (
    ("tables made and brought up to date", "migrate", {"interactive": False}),
    ("database roles", "setup_roles", {}),
    ("pages' styles, scripts and fonts", "collectstatic", {"interactive": False}),
    ("places, occupations, legal numbers", "load_reference", {}),
    ("our houses connected to the road", "connect_houses", {}),
)
DEMO_STEPS: tuple[Step, ...] = (
    ("demo people, workplaces and vacancies", "load_demo", {}),
    ("demo institutions of the exchange", "load_exchange_demo", {}),
)


def prepare(step: Callable[[str], AbstractContextManager[None]]) -> None:
    """Run the steps as the owner; `step` times and tells each. The database must be running."""
    import django

    with step("application loaded"):
        django.setup()
    _run(step, STEPS)


def load_demo(step: Callable[[str], AbstractContextManager[None]]) -> None:
    """The demo's people ask the register, so the road's gateway must be running."""
    _run(step, DEMO_STEPS)


def _run(step: Callable[[str], AbstractContextManager[None]], steps: Iterable[Step]) -> None:
    from django.core.management import call_command, get_commands
    from django.db import connections

    for title, command, options in steps:
        if command in get_commands():
            with step(title):
                call_command(command, verbosity=0, stdout=StringIO(), **options)
    connections.close_all()
