from imece.core.rooms import Room


class SelectionConfig(Room):
    name = "imece.employment.selection"
    label = "selection"
