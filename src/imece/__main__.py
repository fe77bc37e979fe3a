"""`./imece COMMAND`: own commands here, every other is a management command (dashes or underscores)."""

import os
import sys
from contextlib import ExitStack

COMMANDS = {
    "test": "imece.config.commands.testing",
    "check": "imece.config.commands.checking",
    "bench": "imece.config.commands.benchmarking",
    "demo": "imece.config.commands.demo",
    "messages": "imece.config.commands.messages",
}
WITHOUT_DATABASE = {"help", "collectstatic", "check-settings"}


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

    from imece.config.environment import Environment
    from imece.config.database import Installation

    installation = Installation(Environment())
    with ExitStack() as stack:
        if installation.external_url is None and arguments[0] not in WITHOUT_DATABASE:
            cluster = installation.cluster()
            stack.enter_context(cluster.running())
            cluster.create_database()
        execute_from_command_line(["imece", arguments[0].replace("-", "_"), *arguments[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
