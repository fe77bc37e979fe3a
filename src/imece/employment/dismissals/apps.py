from imece.core import rooms


class DismissalsConfig(rooms.Room):
    name = "imece.employment.dismissals"
    label = "dismissals"
