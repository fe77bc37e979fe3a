from imece.registry.models.registered_person import RegisteredPerson

__all__ = ["RegisteredPerson"]
