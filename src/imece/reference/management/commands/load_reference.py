from django.core.management.base import BaseCommand

from imece.reference.domain.parameters import load_parameters


class Command(BaseCommand):
    help = "Load places, occupations and legal parameters; quick when nothing changed."

    def handle(self, *args: object, **options: object) -> None:
        load_parameters()
