"""./imece api_document employer > docs/api/employer.json"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import get_resolver
from django.utils import translation

from imece.core.api.endpoints import APIS
from imece.core.api.openapi import document_of

EXAMPLE_SERVER = "https://imece.example"


class Command(BaseCommand):
    help = "Print the OpenAPI document of an interface for programs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the interface, for example: employer")

    def handle(self, *args: Any, **options: Any) -> None:
        assert get_resolver().url_patterns  # the addresses bring the interfaces with them
        if options["name"] not in APIS:
            raise CommandError(
                f"there is no interface {options['name']!r}; known are: {', '.join(sorted(APIS))}"
            )
        with translation.override("en"):
            document = document_of(APIS[options["name"]], server=EXAMPLE_SERVER)
        self.stdout.write(json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False, default=str))
