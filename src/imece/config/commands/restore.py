"""`./imece restore BACKUP`: into the empty data folder of IMECE_HOME (and, if DATABASE_URL is set, its empty database).

Overwrites nothing. Ends by counting every table against the backup's manifest.
"""

import argparse
from pathlib import Path

from imece.config.backups import (
    BackupProblem,
    differences_to,
    place_secrets_and_files,
    read_manifest,
    restore_database,
)
from imece.config.database import Installation
from imece.config.environment import Environment, SettingsProblem
from imece.config.readiness import database_running


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./imece restore", description=__doc__)
    parser.add_argument("backup", type=Path, help="the folder of one backup")
    backup = parser.parse_args(arguments).backup.resolve()
    try:
        manifest = read_manifest(backup)
        environment = Environment()
        place_secrets_and_files(backup, environment.home())
        installation = Installation(environment)
        with database_running(installation):
            restore_database(backup, installation.url("owner"))
            differences = differences_to(manifest, installation.url("owner"))
            if differences:
                raise BackupProblem("; ".join(differences))
            _bring_up_to_date()
    except (BackupProblem, OSError) as problem:
        raise SettingsProblem(f"not restored: {problem}") from problem
    rows = sum(manifest["tables"].values())
    print(f"restored {backup.name}: {rows} rows in {len(manifest['tables'])} tables, each count as in the backup")
    return 0


def _bring_up_to_date() -> None:
    """Roles with the passwords of the restored keys, newer migrations, triggers and rights."""
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("setup_roles")
    connections.close_all()
