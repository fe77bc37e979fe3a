from imece.core import rooms


class DataRightsConfig(rooms.Room):
    name = "imece.employment.data_rights"
    label = "data_rights"
