"""The ledger's outcomes in words, with the code that the asker got: the reason stands in his own list, not outside."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.exchange.gateway import problems
from imece.exchange.ledger.enums import Outcome

WORDS: Final[dict[Outcome, Text]] = {
    Outcome.FOUND: _("Answered: found"),
    Outcome.NOT_FOUND: _("Answered: nobody known"),
    Outcome.REPEATED: _("Answered again (same request number)"),
    Outcome.INTENDED: _("Passed on to the institution that answers"),
    Outcome.TOKEN_REFUSED: _("Refused: client, password or signature is wrong"),
    Outcome.TOKEN_EXPIRED: _("Refused: the token had run out"),
    Outcome.ADDRESS_REFUSED: _("Refused: not your static IP address"),
    Outcome.CERTIFICATE_REFUSED: _("Refused: another TLS certificate than the registered one"),
    Outcome.CREDENTIAL_CLOSED: _("Refused: the credential is not active"),
    Outcome.NO_GRANT: _("Refused: no right in force for this service"),
    Outcome.SUSPENDED: _("Refused: suspended"),
    Outcome.PURPOSE_REFUSED: _("Refused: the purpose is not agreed"),
    Outcome.USER_REFUSED: _("Refused: unknown user, or no valid undertaking"),
    Outcome.UNIT_REFUSED: _("Refused: unknown unit"),
    Outcome.FILE_MISSING: _("Refused: no file number"),
    Outcome.INPUT_REFUSED: _("Refused: an input is wrong"),
    Outcome.RATE_EXCEEDED: _("Refused: too many a second"),
    Outcome.DAY_EXCEEDED: _("Refused: the day's ceiling is reached"),
    Outcome.UPSTREAM_FAILED: _("Failed: the institution that answers could not"),
    Outcome.UPSTREAM_SILENT: _("Failed: the institution that answers was silent"),
    Outcome.TOKEN_GIVEN: _("A token was given"),
}
CODES: Final[dict[Outcome, str]] = {
    Outcome.TOKEN_REFUSED: problems.UNAUTHENTICATED.code,
    Outcome.TOKEN_EXPIRED: problems.TOKEN_EXPIRED.code,
    Outcome.ADDRESS_REFUSED: problems.UNAUTHENTICATED.code,
    Outcome.CERTIFICATE_REFUSED: problems.UNAUTHENTICATED.code,
    Outcome.CREDENTIAL_CLOSED: problems.CREDENTIAL_CLOSED.code,
    Outcome.NO_GRANT: problems.NO_GRANT.code,
    Outcome.SUSPENDED: problems.SUSPENDED.code,
    Outcome.PURPOSE_REFUSED: problems.PURPOSE.code,
    Outcome.USER_REFUSED: problems.USER.code,
    Outcome.UNIT_REFUSED: problems.UNIT.code,
    Outcome.FILE_MISSING: problems.FILE.code,
    Outcome.INPUT_REFUSED: problems.INPUT.code,
    Outcome.RATE_EXCEEDED: problems.RATE.code,
    Outcome.DAY_EXCEEDED: problems.DAY.code,
    Outcome.UPSTREAM_FAILED: problems.FAILED.code,
    Outcome.UPSTREAM_SILENT: problems.SILENT.code,
}


def outcome_words(number: int) -> Text:
    """An outcome of a later release is told by its number."""
    try:
        return WORDS[Outcome(number)]
    except (ValueError, KeyError):
        return str(number)


def outcome_code(number: int) -> str:
    return CODES.get(Outcome(number), "") if number in Outcome.__members__.values() else ""
