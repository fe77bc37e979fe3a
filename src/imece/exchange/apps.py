from imece.core.rooms import Room


class ExchangeConfig(Room):
    name = "imece.exchange"
    label = "exchange"
