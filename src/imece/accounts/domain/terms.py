"""Genel Koşullar and the information notice: which version holds, and who accepted which (EMP-02, KVK-04)."""

from collections.abc import Collection
from datetime import date, datetime

from imece.accounts.domain.problems import NO_HEADING, TOO_EARLY, UNKNOWN_TEXT
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
    row = TermsAcceptance.objects.create(
        person=person, version=version, at=now, address=actor.address or None
    )
    details = {"kind": version.kind, "number": version.number}
    audit.record(actor, "accounts.terms_accepted", person, details=details)
    return row


def outstanding_terms(person: Person, day: date) -> list[TermsVersion]:
    """The texts in force that this person has not accepted (or, the information notice, not been shown) yet."""
    in_force = [current_terms(kind, day) for kind in (GENERAL, PRIVACY)]
    rows = TermsAcceptance.objects.filter(person=person, version__in=in_force)
    known = set(rows.values_list("version_id", flat=True))
    return [version for version in in_force if version.pk not in known]


@verb
def accept_outstanding_terms(
    *, person: Person, shown: Collection[int], actor: Actor, now: datetime, day: date
) -> list[TermsVersion]:
    """Accept what is outstanding, if that is what was `shown` (their keys). What is left is returned: a version that
    began to hold while the person was reading.
    """
    left = []
    for version in outstanding_terms(person, day):
        if version.pk in shown:
            accept_terms(person=person, version=version, actor=actor, now=now)
        else:
            left.append(version)
    return left


@verb
def publish_terms(
    *, kind: str, text_tr: str, text_en: str, valid_from: date, today: date, actor: Actor
) -> TermsVersion:
    """A newer version, from `valid_from` on. Everybody is asked at the next sign-in. Raises ACC-060, ACC-061."""
    if kind not in (GENERAL, PRIVACY):
        raise UNKNOWN_TEXT(kind=kind)
    rows = TermsVersion.objects.filter(kind=kind)
    last = rows.order_by("-number").first()
    earliest = max(today, last.valid_from) if last else today
    if valid_from < earliest:
        raise TOO_EARLY(day=f"{valid_from:%d.%m.%Y}", earliest=f"{earliest:%d.%m.%Y}")
    for language, text in (("TR", text_tr), ("EN", text_en)):
        if not text.startswith("## "):
            raise NO_HEADING(language=language)
    version = TermsVersion.objects.create(
        kind=kind,
        number=last.number + 1 if last else 1,
        text_tr=text_tr,
        text_en=text_en,
        valid_from=valid_from,
    )
    details = {"kind": kind, "number": version.number, "valid_from": valid_from.isoformat()}
    audit.record(actor, "accounts.terms_published", version, details=details)
    return version
