from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from imece.exchange.access.domain.own_road import OPERATOR, connect_houses


class Command(BaseCommand):
    help = (
        "Connect this installation's houses to the road: institutions, keys, and what they ask of each other."
    )

    def handle(self, *args: object, **options: Any) -> None:
        made = connect_houses(actor=OPERATOR, now=timezone.now())
        self.stdout.write(f"grants made: {len(made)}")
