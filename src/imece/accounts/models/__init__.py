from imece.accounts.models.api_token import ApiToken
from imece.accounts.models.membership import Membership
from imece.accounts.models.organisation import Organisation
from imece.accounts.models.person import Person, PersonAlias
from imece.accounts.models.security import Attempt, KeptForm, OneTimeCode
from imece.accounts.models.terms import TermsAcceptance, TermsVersion
from imece.accounts.models.waiting import WaitingIdentity

__all__ = [
    "ApiToken",
    "Attempt",
    "KeptForm",
    "Membership",
    "OneTimeCode",
    "Organisation",
    "Person",
    "PersonAlias",
    "TermsAcceptance",
    "TermsVersion",
    "WaitingIdentity",
]
