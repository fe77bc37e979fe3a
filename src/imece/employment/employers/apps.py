from imece.core.rooms import Room


class EmployersConfig(Room):
    name = "imece.employment.employers"
    label = "employers"
