"""./imece exchange_document > docs/api/exchange.json"""

import json
from typing import Any

from django.core.management.base import BaseCommand

from imece.exchange.contract import SERVICES
from imece.exchange.services.openapi import openapi_of

EXAMPLE_SERVER = "https://exchange.example"


class Command(BaseCommand):
    help = "Print the OpenAPI document of the road: every service version."

    def handle(self, *args: Any, **options: Any) -> None:
        document = openapi_of(SERVICES.values(), server=EXAMPLE_SERVER)
        self.stdout.write(json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False))
