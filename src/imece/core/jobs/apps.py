from imece.core import rooms


class JobsConfig(rooms.Room):
    name = "imece.core.jobs"
    label = "jobs"
