"""`./imece COMMAND`: own commands here, every other is a management command (dashes or underscores)."""

import os
import sys
from contextlib import nullcontext

COMMANDS = {
    "test": "imece.config.commands.testing",
    "check": "imece.config.commands.checking",
    "bench": "imece.config.commands.benchmarking",
    "demo": "imece.config.commands.demo",
    "messages": "imece.config.commands.messages",
    "database": "imece.config.commands.database",
    "web": "imece.config.commands.web",
    "gateway": "imece.config.commands.gateway",
    "upgrade": "imece.config.commands.upgrade",
    "backup": "imece.config.commands.backup",
    "restore": "imece.config.commands.restore",
    "ledger": "imece.config.commands.ledger",
}
OWN_ROLES = {"worker": "worker", "seal": "worker"}  # every other runs as the owner unless told otherwise
WITHOUT_DATABASE = {"help", "collectstatic"}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imece.config.settings")
    arguments = sys.argv[1:] or ["help"]
    if arguments[0] != "messages":
        from imece.config.translations import compile_catalogues

        compile_catalogues()
    if arguments[0] in COMMANDS:
        from importlib import import_module

        return int(import_module(COMMANDS[arguments[0]]).main(arguments[1:]))
    return manage(arguments)


def manage(arguments: list[str]) -> int:
    """Run a management command; the embedded server runs while it does, unless DATABASE_URL names another."""
    from django.core.management import execute_from_command_line

    from imece.config.database import Installation
    from imece.config.environment import Environment
    from imece.config.readiness import database_running

    command = arguments[0].replace("-", "_")
    if command in OWN_ROLES:
        os.environ.setdefault("IMECE_DATABASE_ROLE", OWN_ROLES[command])
    installation = Installation(Environment())
    with nullcontext() if command in WITHOUT_DATABASE else database_running(installation):
        execute_from_command_line(["imece", command, *arguments[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
