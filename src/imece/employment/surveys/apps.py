from imece.core import rooms


class SurveysConfig(rooms.Room):
    name = "imece.employment.surveys"
    label = "surveys"
