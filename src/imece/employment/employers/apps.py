from imece.core import rooms


class EmployersConfig(rooms.Room):
    name = "imece.employment.employers"
    label = "employers"
