from imece.exchange.access.models.credential import ClientKey, Credential, StaticAddress
from imece.exchange.access.models.generation import Generation

__all__ = ["ClientKey", "Credential", "Generation", "StaticAddress"]
