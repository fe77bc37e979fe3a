from imece.core import rooms


class ExchangeConfig(rooms.Room):
    name = "imece.exchange"
    label = "exchange"
