from imece.core import rooms


class WorkforceConfig(rooms.Room):
    name = "imece.employment.workforce"
    label = "workforce"
