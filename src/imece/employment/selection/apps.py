from imece.core import rooms


class SelectionConfig(rooms.Room):
    name = "imece.employment.selection"
    label = "selection"
