"""Why an application is incomplete, or not taken into process: each reason a sentence (X1.1, X1.3, KPS-01, KPS-03)."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.exchange.agreements.domain.rules import may_sign
from imece.exchange.agreements.enums import FileKind, LetterWay
from imece.exchange.agreements.models import Application
from imece.exchange.parties.enums import InstitutionKind

LEGAL_PERSONS = frozenset({InstitutionKind.BANK, InstitutionKind.INSURER, InstitutionKind.PRIVATE})
PAPERS_OF_LEGAL_PERSONS = (FileKind.SIGNATURE_CIRCULAR, FileKind.TRADE_GAZETTE, FileKind.IDENTITY_COPY)


def reasons_not_to_send(
    *,
    institution_kind: str,
    is_letter_signed: bool,
    ranks: Iterable[str],
    grounds: Iterable[str],
    file_kinds: Iterable[str],
) -> list[Text]:
    """What the applicant himself can mend before he sends."""
    kinds, ranks, grounds = set(file_kinds), list(ranks), list(grounds)
    reasons: list[Text] = []
    if FileKind.LETTER not in kinds:
        reasons.append(_("The scanned application letter is missing."))
    if not is_letter_signed:
        reasons.append(_("The letter bears no signature."))
    if not ranks:
        reasons.append(_("No signatory is named."))
    elif not any(may_sign(rank) for rank in ranks):
        reasons.append(_("No signatory is head of department or above."))
    if not grounds or any(not ground.strip() for ground in grounds):
        reasons.append(_("The legal ground is missing for a service."))
    if institution_kind in LEGAL_PERSONS:
        reasons += [_missing(kind) for kind in PAPERS_OF_LEGAL_PERSONS if kind not in kinds]
    return reasons


def _missing(kind: FileKind) -> Text:
    return {
        FileKind.SIGNATURE_CIRCULAR: _("The signature circular is missing."),
        FileKind.TRADE_GAZETTE: _("The trade registry gazette is missing."),
        FileKind.IDENTITY_COPY: _("The copies of the identity cards are missing."),
    }[kind]


def reasons_not_to_take(application: Application) -> list[Text]:
    """The same again, and that the original has arrived: registry number and day, or the KEP message."""
    services = list(application.services.all())
    reasons = reasons_not_to_send(
        institution_kind=application.institution.kind,
        is_letter_signed=application.is_letter_signed,
        ranks=[one.rank for one in application.signatories.all()],
        grounds=[one.legal_ground for one in services],
        file_kinds=application.files.values_list("kind", flat=True),
    )
    is_registered = bool(application.registry_number and application.registered_on)
    if application.letter_way == LetterWay.POST and not is_registered:
        reasons.append(_("The registry number and date of the posted original are not entered."))
    if application.letter_way == LetterWay.KEP and not application.kep_message_id:
        reasons.append(_("The number of the KEP message that brought the e-signed letter is not entered."))
    return reasons
