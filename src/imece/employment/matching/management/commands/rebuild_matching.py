from django.core.management.base import BaseCommand

from imece.employment.matching.domain.rows import rebuild_rows


class Command(BaseCommand):
    help = "Make the narrow table of matching anew from the profiles (after a restore or a change of its columns)."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"profiles: {rebuild_rows()}")
