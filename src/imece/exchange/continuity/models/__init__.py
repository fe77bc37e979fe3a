from imece.exchange.continuity.models.breach import AffectedListing, Breach, BreachNotice
from imece.exchange.continuity.models.interruption import Interruption, PaperQuestion, PaperRequest
from imece.exchange.continuity.models.material import Material
from imece.exchange.continuity.models.status import ServiceProbe, StatusSubscription, UptimeMonth

__all__ = [
    "AffectedListing",
    "Breach",
    "BreachNotice",
    "Interruption",
    "Material",
    "PaperQuestion",
    "PaperRequest",
    "ServiceProbe",
    "StatusSubscription",
    "UptimeMonth",
]
