"""`./imece database`: our own PostgreSQL, kept running until stopped; started anew when it dies.

It belongs to no other process then: one that is stopped takes nothing from the rest. With DATABASE_URL it ends at once.
"""

import argparse
import os
import signal
import socket
import threading

from imece.config.database import Installation
from imece.config.environment import Environment
from imece.config.readiness import database_running

LOOKED_EVERY = 2.0  # seconds


def main(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./imece database", description=__doc__).parse_args(arguments)
    installation, stopped = Installation(Environment()), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: stopped.set())
    with database_running(installation):
        _tell_ready()
        while installation.external_url is None and not stopped.wait(LOOKED_EVERY):
            with installation.cluster().running():  # starts one that is gone
                pass
    return 0


def _tell_ready() -> None:
    """To systemd, where it waits for that (sd_notify)."""
    if address := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.sendto(b"READY=1", address.replace("@", "\0", 1))
