from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from imece.core.demo_people import read_people
from imece.exchange.home.domain.demo import load_exchange_demo


class Command(BaseCommand):
    help = "Load the exchange's part of the demo: institutions, agreements, access, letters. After load_demo."

    def handle(self, *args: object, **options: Any) -> None:
        people = {person.key: person.login for person in read_people(settings.HOME)}
        load_exchange_demo(people, timezone.now())
