from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from imece.core.actor import system_actor
from imece.employment.statistics.public import reckon_duties, reckon_history, reckon_market


class Command(BaseCommand):
    help = (
        "Make the figures anew at once, instead of at the next hour and night: after an upgrade or a restore."
    )

    def handle(self, *args: object, **options: Any) -> None:
        for reckon in (reckon_market, reckon_history, reckon_duties):
            reckon(actor=system_actor("reckon-figures"), now=timezone.now())
        self.stdout.write("the figures are made")
