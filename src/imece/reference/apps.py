from imece.core import rooms


class ReferenceConfig(rooms.Room):
    name = "imece.reference"
    label = "reference"
