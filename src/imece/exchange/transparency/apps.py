from imece.core import rooms


class TransparencyConfig(rooms.Room):
    name = "imece.exchange.transparency"
    label = "transparency"
