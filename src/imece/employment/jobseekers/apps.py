from imece.core import rooms


class JobseekersConfig(rooms.Room):
    name = "imece.employment.jobseekers"
    label = "jobseekers"
