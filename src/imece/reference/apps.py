from imece.core.rooms import Room


class ReferenceConfig(Room):
    name = "imece.reference"
    label = "reference"
