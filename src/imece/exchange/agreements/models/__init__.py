from imece.exchange.agreements.models.agreement import Agreement, AgreementTerm
from imece.exchange.agreements.models.annex import Annex, AnnexLine, Paper, Signature
from imece.exchange.agreements.models.application import (
    Application,
    ApplicationFile,
    ApplicationService,
    ApplicationSignatory,
    BoardDecision,
)
from imece.exchange.agreements.models.grant import Grant, Purpose
from imece.exchange.agreements.models.notice import FieldDispute, OnwardConsent, OnwardSharing, PartyNotice
from imece.exchange.agreements.models.suspension import Suspension

__all__ = [
    "Agreement",
    "AgreementTerm",
    "Annex",
    "AnnexLine",
    "Application",
    "ApplicationFile",
    "ApplicationService",
    "ApplicationSignatory",
    "BoardDecision",
    "FieldDispute",
    "Grant",
    "OnwardConsent",
    "OnwardSharing",
    "Paper",
    "PartyNotice",
    "Purpose",
    "Signature",
    "Suspension",
]
