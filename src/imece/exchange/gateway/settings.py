"""What the gateway is told at its start. `config` fills it: nothing here reads the environment or a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from imece.exchange.gateway.upstream import Upstream

BATCH: Final = 256  # rows in one statement at the most
QUEUE: Final = 4096  # questions that wait; more are sent away with Retry-After (X7.4)
STALE_SECONDS: Final = 3.0  # no look at the generation for so long: nobody is answered (fail closed)
LOOK_SECONDS: Final = 0.25  # how often the generation is looked at, beside being told
TOKEN_SECONDS: Final = 600
SKEW_SECONDS: Final = 60  # between an asker's clock and ours
REPEAT_SECONDS: Final = 300  # the same request number within it is the same question


@dataclass(frozen=True)
class GatewaySettings:
    """`shards`: which logs this process writes, none named means all. `proxies`: peers whose word about the caller's
    address and certificate is believed. `checkpoints`: the folder where the sealer leaves them.
    """

    conninfo: str
    ledger_key: str
    token_key: str
    audience: str  # what an assertion must name: the address of the token endpoint
    checkpoints: Path | None = None
    shards: tuple[int, ...] = ()
    proxies: frozenset[str] = frozenset()
    upstreams: Mapping[str, Upstream] = field(default_factory=dict)  # by the house that owns the service
    takes_over: bool = False
    address: str = ""  # where the road is reached from outside, for its contracts
    serves_kps_v2: bool = False
    takes_legacy_signatures: bool = False  # SHA-1, of KPS v2 alone
    fold_after: int = (
        60  # identical refusals a minute that are written one by one; more are counted in one row
    )
