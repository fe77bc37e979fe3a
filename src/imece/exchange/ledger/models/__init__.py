from imece.exchange.ledger.models.checkpoint import SealState, SignedCheckpoint, TimeStamp
from imece.exchange.ledger.models.entry import LedgerEntry
from imece.exchange.ledger.models.keeping import Act, ArchiveFile, DailyStatement, Destruction, LegalHold
from imece.exchange.ledger.models.keys import MonthKey
from imece.exchange.ledger.models.shard import Shard

__all__ = [
    "Act",
    "ArchiveFile",
    "DailyStatement",
    "Destruction",
    "LedgerEntry",
    "LegalHold",
    "MonthKey",
    "SealState",
    "Shard",
    "SignedCheckpoint",
    "TimeStamp",
]
