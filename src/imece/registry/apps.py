from imece.core.rooms import Room


class RegistryConfig(Room):
    name = "imece.registry"
    label = "registry"
