from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from imece.core.actor import system_actor
from imece.registry.domain.filling import fill_register


class Command(BaseCommand):
    help = "Fill the synthetic identity register up to so many citizens, with foreigners beside them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=2000)

    def handle(self, *args: object, **options: Any) -> None:
        made = fill_register(count=options["people"], actor=system_actor("make_registry"))
        self.stdout.write(f"register: {made} new synthetic people")
