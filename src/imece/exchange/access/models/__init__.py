from imece.exchange.access.models.credential import ClientKey, Credential, ExpiryNotice, StaticAddress
from imece.exchange.access.models.form import InformationForm
from imece.exchange.access.models.generation import Generation

__all__ = ["ClientKey", "Credential", "ExpiryNotice", "Generation", "InformationForm", "StaticAddress"]
