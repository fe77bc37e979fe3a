from imece.core import rooms


class ExchangeHomeConfig(rooms.Room):
    name = "imece.exchange.home"
    label = "exchange_home"
