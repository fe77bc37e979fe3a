"""`./imece upgrade`: bring the database, the roles, the static files and the reference data to this version.

The first command of a new installation and the first after every new version; it can be repeated.
"""

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from imece.config.database import Installation
from imece.config.environment import Environment
from imece.config.preparation import prepare
from imece.config.readiness import database_running


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./imece upgrade", description=__doc__).parse_args(arguments)
    os.environ["IMECE_DATABASE_ROLE"] = "owner"
    with database_running(Installation(Environment())):
        prepare(step)
    return 0


@contextmanager
def step(title: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"  {title:<40}{time.monotonic() - began:7.1f} s", flush=True)
