"""A port for a server of a test: not one of those the system lends to outgoing connections meanwhile."""

import random
from typing import Final

from imece.config.demo_server import free_port as first_free

BELOW_THE_LENT: Final = range(20_000, 32_000)  # Linux lends from 32768 on, others from 49152 on


def free_port() -> int:
    """Nobody listens on it now, and nobody will who does not choose a port himself."""
    return first_free(random.choice(BELOW_THE_LENT), tries=500)
