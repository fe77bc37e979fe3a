from imece.core import rooms


class CommunityWorkConfig(rooms.Room):
    name = "imece.employment.community_work"
    label = "community_work"
