from imece.accounts.models.membership import Membership
from imece.accounts.models.organisation import Organisation
from imece.accounts.models.person import Person
from imece.accounts.models.terms import TermsAcceptance, TermsVersion

__all__ = ["Membership", "Organisation", "Person", "TermsAcceptance", "TermsVersion"]
