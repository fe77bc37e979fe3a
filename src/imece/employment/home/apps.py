from imece.core.rooms import Room


class HomeConfig(Room):
    name = "imece.employment.home"
    label = "home"
