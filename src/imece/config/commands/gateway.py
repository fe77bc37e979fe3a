"""`./imece gateway [--host H] [--port P] [--shards 0,1] [--take-over]`: the road's query path, until stopped.

Its own process and its own database role. Without DATABASE_URL our own PostgreSQL runs as long as this does.
"""

import argparse
import asyncio
import logging
import os
import sys

import psycopg
import uvloop

from imece.config.database import Installation
from imece.config.environment import Environment
from imece.config.readiness import database_running
from imece.config.road import DEFAULT_PORT, gateway_settings
from imece.exchange.gateway.server import CannotWrite, Fenced, PortTaken, serve


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./imece gateway", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="behind a proxy leave it at 127.0.0.1")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument(
        "--shards", default="", help="which logs this process writes, with commas; default all"
    )
    parser.add_argument(
        "--take-over", action="store_true", help="raise the epoch though another writes: it is shut out"
    )
    options = parser.parse_args(arguments)
    os.environ["IMECE_DATABASE_ROLE"] = "gateway"
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    installation = Installation(Environment())
    shards = tuple(int(part) for part in options.shards.split(",") if part.strip())
    with database_running(installation):
        settings = gateway_settings(installation, shards=shards, takes_over=options.take_over)
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(serve(settings, options.host, options.port))
        except (PortTaken, CannotWrite, Fenced, psycopg.Error) as problem:
            print(f"imece: {problem}", file=sys.stderr)
            return 3
    return 0
