from imece.core import rooms


class RegistryConfig(rooms.Room):
    name = "imece.registry"
    label = "registry"
