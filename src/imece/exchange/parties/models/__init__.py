from imece.exchange.parties.models.end_user import EndUser, Undertaking, UndertakingScan
from imece.exchange.parties.models.institution import Institution, InstitutionAddress, Official
from imece.exchange.parties.models.sub_unit import SubUnit

__all__ = [
    "EndUser",
    "Institution",
    "InstitutionAddress",
    "Official",
    "SubUnit",
    "Undertaking",
    "UndertakingScan",
]
