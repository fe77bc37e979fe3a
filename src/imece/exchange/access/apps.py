from imece.core import rooms


class AccessConfig(rooms.Room):
    name = "imece.exchange.access"
    label = "access"
