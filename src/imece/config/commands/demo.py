"""`./imece demo`: the whole platform on this machine, with a synthetic cast to sign in as.

Keeps its data between starts; `--reset` begins anew; `--check` walks the main job in a throw-away folder.
"""

import argparse
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from imece.config.demo_server import Demo, demo_home, free_port
from imece.config.environment import Environment

DEFAULT_PORT = 8000
STOPPED = threading.Event()


def main(arguments: list[str]) -> int:
    options = _parse(arguments)
    _stop_on_signals()
    if options.check:
        return check()
    wanted = options.port
    port = free_port(wanted) if wanted is not None else free_port(DEFAULT_PORT, tries=50)
    demo = Demo(demo_home(Environment()), port, tell)
    if wanted is None and port != DEFAULT_PORT:
        tell(f"port {DEFAULT_PORT} is taken; taking {port}")
    return run(demo, lambda: greet(demo) or watch(demo), reset=options.reset)


def tell(line: str) -> None:
    print(line, flush=True)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./imece demo", description=__doc__)
    parser.add_argument("--port", type=int, help=f"default {DEFAULT_PORT}, or the next that is free")
    parser.add_argument("--reset", action="store_true", help="remove the demo's data first")
    parser.add_argument(
        "--check", action="store_true", help="walk the main job once, in a throw-away folder, and end"
    )
    return parser.parse_args(arguments)


def _stop_on_signals() -> None:
    """The first Ctrl-C or SIGTERM stops in order, wherever we are; the start itself is left by KeyboardInterrupt."""

    def stop(number: int, frame: object) -> None:
        already = STOPPED.is_set()
        STOPPED.set()
        if not already:
            raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def run(demo: Demo, then: Callable[[], int], *, reset: bool = False) -> int:
    """Start, do `then`, stop; also when interrupted half-way through the start."""
    demo.claim()
    began = time.monotonic()
    try:
        if reset:
            demo.reset()
        tell(f"İmece demo in {demo.home}")
        demo.start()
        tell(f"ready after {time.monotonic() - began:.1f} s")
        return then()
    except KeyboardInterrupt:
        return 0
    finally:
        tell("stopping ...")
        demo.stop()
        tell("stopped")


def greet(demo: Demo) -> int:
    tell("")
    tell(f"    {demo.address}")
    tell("")
    if demo.people:
        tell("Sign in as one of these synthetic people (nobody real; the passwords are this folder's own):")
        widths = [
            max(len(getattr(person, name)) for person in demo.people) for name in ("role", "name", "login")
        ]
        for person in demo.people:
            columns = zip((person.role, person.name, person.login), widths, strict=True)
            tell("    " + "  ".join(text.ljust(width) for text, width in columns) + f"  {person.password}")
    tell(f"mail, SMS and letters go to files in {demo.home / 'outbox'}; logs are in {demo.home / 'logs'}")
    tell("Ctrl-C stops; the data are kept for the next start.")
    return 0


def watch(demo: Demo) -> int:
    """Until a signal; a child that dies ends the demo with its last words."""
    while not STOPPED.wait(0.5):
        if dead := demo.dead_child():
            tell(f"the {dead.name} process died; its last lines:\n{dead.last_lines()}")
            return 1
    return 0


def check() -> int:
    """Walk the main job over HTTP as the demo people; 0, or the name of the step that failed."""
    from imece.config.commands.demo_walk import walk

    with tempfile.TemporaryDirectory(prefix="imece-demo-check-") as folder:
        Path(folder).chmod(0o711)
        demo = Demo(Path(folder) / "home", free_port(0), tell)
        outcome = ["interrupted"]

        def walk_once() -> int:
            outcome[0] = walk(demo, tell)
            return 0

        run(demo, walk_once)
        tell(f"demo --check: {outcome[0] or 'every step passed'}")
        return 1 if outcome[0] else 0
