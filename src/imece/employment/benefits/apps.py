from imece.core import rooms


class BenefitsConfig(rooms.Room):
    name = "imece.employment.benefits"
    label = "benefits"
