"""What brings a database and the static files to this version: each step can be repeated, in this order."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from typing import Any

STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("tables made and brought up to date", "migrate", {"interactive": False}),
    ("database roles", "setup_roles", {}),
    ("pages' styles, scripts and fonts", "collectstatic", {"interactive": False}),
    ("places, occupations, legal numbers", "load_reference", {}),
)
DEMO_STEP: tuple[str, str, dict[str, Any]] = ("demo people, workplaces and vacancies", "load_demo", {})


def prepare(step: Callable[[str], AbstractContextManager[None]], *, with_demo: bool = False) -> None:
    """Run the steps as the owner; `step` times and tells each. The database must be running."""
    import django
    from django.core.management import call_command, get_commands
    from django.db import connections

    with step("application loaded"):
        django.setup()
    for title, command, options in (*STEPS, *([DEMO_STEP] if with_demo else [])):
        if command in get_commands():
            with step(title):
                call_command(command, verbosity=0, stdout=StringIO(), **options)
    connections.close_all()
