import getpass
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.employment.home.domain.institutions import make_headquarters_manager, needs_password


class Command(BaseCommand):
    help = "Make the first manager of the headquarters, a person of the identity register. Once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("national_id", metavar="TCKN")
        parser.add_argument(
            "--email", default="", help="for notices; verified by the person after signing in"
        )
        parser.add_argument("--password-file", type=Path, help="first line is the password; else it is asked")

    def handle(self, *args: object, **options: Any) -> None:
        number = str(options["national_id"]).strip()
        password = _password(options["password_file"]) if needs_password(number) else ""
        try:
            membership = make_headquarters_manager(
                national_id=number,
                password=password,
                email=options["email"],
                actor=system_actor("make-headquarters-manager"),
                now=timezone.now(),
            )
        except Problem as problem:
            raise CommandError(f"{problem.message} {problem.remedy}") from problem
        self.stdout.write(f"{membership.person.full_name} manages {membership.organisation.name}")


def _password(path: Path | None) -> str:
    """Never on the command line: other users of the machine could read it there."""
    password = _read(path) if path else _asked()
    try:
        validate_password(password)
    except ValidationError as problem:
        raise CommandError(" ".join(problem.messages)) from problem
    return password


def _read(path: Path) -> str:
    try:
        return (path.read_text(encoding="utf-8").splitlines() or [""])[0]
    except OSError as problem:
        raise CommandError(f"{path} cannot be read: {problem.strerror}") from problem


def _asked() -> str:
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise CommandError("The two passwords differ.")
    return password
