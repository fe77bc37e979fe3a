from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from imece.core.actor import system_actor
from imece.exchange.catalogue.domain.opening import open_services


class Command(BaseCommand):
    help = "Open what the houses declare and is not open yet; a running gateway learns it within a second."

    def handle(self, *args: object, **options: Any) -> None:
        made = open_services(actor=system_actor("open-services"), now=timezone.now())
        self.stdout.write(f"opened: {', '.join(str(row) for row in made) or 'nothing new'}")
