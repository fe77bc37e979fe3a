"""`./imece restore BACKUP`: into the empty data folder of IMECE_HOME (and, if DATABASE_URL is set, its empty database).

Overwrites nothing. Ends by counting every table against the backup's manifest.
"""

import argparse
from contextlib import nullcontext
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
from imece.config.preparation import prepare
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
            prepare(lambda title: nullcontext())  # roles and rights, newer migrations, static files
    except (BackupProblem, OSError) as problem:
        raise SettingsProblem(f"not restored: {problem}") from problem
    rows = sum(manifest["tables"].values())
    print(
        f"restored {backup.name}: {rows} rows in {len(manifest['tables'])} tables, each count as in the backup"
    )
    return 0
