from imece.core import rooms


class NotificationsConfig(rooms.Room):
    name = "imece.core.notifications"
    label = "notifications"
