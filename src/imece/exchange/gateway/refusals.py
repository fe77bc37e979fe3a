"""A question that the gate turns away: what stands in the ledger, and what its asker is told. They may differ."""

from typing import Any

from imece.exchange.gateway.problems import Kind
from imece.exchange.ledger.enums import Outcome


class Refused(Exception):
    """`outcome` is the record's; `kind` with `values` the answer's. `wait`: seconds until it may succeed."""

    def __init__(self, outcome: Outcome, kind: Kind, *, wait: float = 0.0, **values: Any) -> None:
        super().__init__(kind.code)
        self.outcome = outcome
        self.kind = kind
        self.wait = wait
        self.values = values


class NotTaken(Exception):
    """Nothing is recorded, because nothing can be: full queue, unknown rights, no database. Always a 503 or 421."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.code)
        self.kind = kind
