from imece.core import rooms


class HomeConfig(rooms.Room):
    name = "imece.employment.home"
    label = "home"
