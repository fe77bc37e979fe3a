from typing import Any

from django.core.management.base import BaseCommand

from imece.core.actor import system_actor
from imece.employment.home.domain.institutions import load_institutions


class Command(BaseCommand):
    help = "Make the 81 provincial units and the headquarters. What is there already stays as it is."

    def handle(self, *args: object, **options: Any) -> None:
        count = load_institutions(actor=system_actor("load-institutions"))
        self.stdout.write(f"organisations made: {count}")
