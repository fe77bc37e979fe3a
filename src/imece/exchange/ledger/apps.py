from imece.core import rooms


class LedgerConfig(rooms.Room):
    name = "imece.exchange.ledger"
    label = "ledger"
