"""`./imece web [--host H] [--port P] [--workers N]`: the pages, in the database role web, until stopped.

Without DATABASE_URL our own PostgreSQL runs as long as this or the worker does.
"""

import argparse
import os
import signal
import subprocess

from imece.config.database import Installation
from imece.config.environment import Environment
from imece.config.readiness import database_running
from imece.config.web_server import web_command


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./imece web", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="behind a proxy leave it at 127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    os.environ["IMECE_DATABASE_ROLE"] = "web"
    with database_running(Installation(Environment())):
        return serve(web_command(options.host, options.port, workers=options.workers))


def serve(command: list[str]) -> int:
    """Pass the wish to stop on, and wait: the database must outlive the last request. A stop by signal is a success."""
    process = subprocess.Popen(command, start_new_session=True)
    stopping = False

    def stop(number: int, frame: object) -> None:
        nonlocal stopping
        stopping = True
        process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    code = process.wait()
    return 0 if stopping else code or 1
