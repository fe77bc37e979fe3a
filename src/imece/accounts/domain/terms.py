"""Genel Koşullar and the information notice: which version holds, and who accepted which (EMP-02, KVK-04)."""

from datetime import date, datetime

from imece.accounts.models import Person, TermsAcceptance, TermsVersion
from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb

GENERAL, PRIVACY = "general", "privacy"


def current_terms(kind: str, day: date) -> TermsVersion:
    """The newest version that holds on `day`."""
    return TermsVersion.objects.filter(kind=kind, valid_from__lte=day).order_by("-valid_from", "-number")[0]


@verb
def accept_terms(*, person: Person, version: TermsVersion, actor: Actor, now: datetime) -> TermsAcceptance:
    """Keep version, time and address. The privacy notice is kept as shown: it asks for no consent."""
    row = TermsAcceptance.objects.create(person=person, version=version, at=now, address=actor.address or None)
    details = {"kind": version.kind, "number": version.number}
    audit.record(actor, "accounts.terms_accepted", person, details=details)
    return row
