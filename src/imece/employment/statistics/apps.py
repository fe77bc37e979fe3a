from imece.core import rooms


class StatisticsConfig(rooms.Room):
    name = "imece.employment.statistics"
    label = "statistics"
