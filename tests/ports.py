"""A port for a server of a test: not one of those the system lends to outgoing connections meanwhile."""

import random
import socket
from typing import Final

BELOW_THE_LENT: Final = range(20_000, 32_000)  # Linux lends from 32768 on, others from 49152 on


def free_port() -> int:
    """Nobody listens on it now, and nobody will who does not choose a port himself."""
    while True:
        port = random.choice(BELOW_THE_LENT)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
