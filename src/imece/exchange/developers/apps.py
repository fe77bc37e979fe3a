from imece.core import rooms


class DevelopersConfig(rooms.Room):
    name = "imece.exchange.developers"
    label = "developers"
