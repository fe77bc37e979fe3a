"""The people's pages under granian: one command line for the demo and for production."""

import sys

APPLICATION = "imece.config.wsgi:application"


def web_command(host: str, port: int, *, workers: int = 1, threads: int = 2) -> list[str]:
    """Synchronous Django under WSGI: under ASGI it was three to four times slower."""
    where = ["--interface", "wsgi", "--host", host, "--port", str(port)]
    sizes = [
        "--workers",
        str(workers),
        "--blocking-threads",
        str(threads),
        "--no-ws",
        "--log-level",
        "warning",
    ]
    return [sys.executable, "-m", "granian", *where, *sizes, APPLICATION]
