from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from imece.core.database.roles import ALL_ROLES, set_up_roles


class Command(BaseCommand):
    help = "Make the database roles web, worker, gateway and archive, with passwords from the secrets file."

    def handle(self, *args: object, **options: object) -> None:
        try:
            made = set_up_roles(settings.INSTALLATION.secrets)
        except ProgrammingError as problem:
            names = ", ".join(ALL_ROLES)
            raise CommandError(f"{problem}\nLet an administrator make these roles: {names}") from problem
        self.stdout.write(f"roles: {', '.join(ALL_ROLES)}; made now: {', '.join(made) or 'none'}")
