from imece.exchange.ledger.models.checkpoint import SealState, SignedCheckpoint, TimeStamp
from imece.exchange.ledger.models.entry import LedgerEntry
from imece.exchange.ledger.models.keys import MonthKey
from imece.exchange.ledger.models.shard import Shard

__all__ = ["LedgerEntry", "MonthKey", "SealState", "Shard", "SignedCheckpoint", "TimeStamp"]
