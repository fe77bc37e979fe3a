"""`./imece backup FOLDER [--keep N]`: database, keys and files, while people go on working.

The folder holds the keys too: keep it encrypted and apart. Restore with `./imece restore BACKUP`.
"""

import argparse
import time
from pathlib import Path

from imece.config.backups import BackupProblem, keep_last, make_backup
from imece.config.database import Installation
from imece.config.environment import Environment, SettingsProblem
from imece.config.readiness import database_running


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./imece backup", description=__doc__)
    parser.add_argument("folder", type=Path, help="where backups are kept; each gets a folder of its own")
    parser.add_argument("--keep", type=int, metavar="N", help="remove all but the newest N")
    options = parser.parse_args(arguments)
    if options.keep is not None and options.keep < 1:
        parser.error("--keep needs at least 1")
    began = time.monotonic()
    installation = Installation(Environment())
    try:
        with database_running(installation):
            backup = make_backup(installation, options.folder.resolve())
        print(f"{backup} ({time.monotonic() - began:.1f} s)")
        for path in keep_last(options.folder.resolve(), options.keep) if options.keep else []:
            print(f"removed {path}")
    except (BackupProblem, OSError) as problem:
        raise SettingsProblem(f"no backup was made: {problem}") from problem
    return 0
