from imece.core import rooms


class ContinuityConfig(rooms.Room):
    name = "imece.exchange.continuity"
    label = "continuity"
