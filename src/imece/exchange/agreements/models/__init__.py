from imece.exchange.agreements.models.agreement import Agreement, AgreementTerm
from imece.exchange.agreements.models.grant import Grant, Purpose
from imece.exchange.agreements.models.suspension import Suspension

__all__ = ["Agreement", "AgreementTerm", "Grant", "Purpose", "Suspension"]
