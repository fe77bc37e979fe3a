from imece.registry.models.registered_person import CivilEvent, RegisteredPerson

__all__ = ["CivilEvent", "RegisteredPerson"]
