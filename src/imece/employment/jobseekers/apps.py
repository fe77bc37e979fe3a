from imece.core.rooms import Room


class JobseekersConfig(Room):
    name = "imece.employment.jobseekers"
    label = "jobseekers"
