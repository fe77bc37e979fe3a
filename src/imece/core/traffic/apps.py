from imece.core import rooms


class TrafficConfig(rooms.Room):
    name = "imece.core.traffic"
    label = "traffic"
