from imece.core import rooms


class PartiesConfig(rooms.Room):
    name = "imece.exchange.parties"
    label = "parties"
