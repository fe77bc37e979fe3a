"""Outcomes of a question, as they stand in the ledger. Numbers are for ever: a change would make old rows lie."""

from enum import IntEnum


class Outcome(IntEnum):
    """100s: answered; 200s: refused by the gate; 300s: failed. Told apart for charging by `is_charged` (X6.1)."""

    FOUND = 100
    NOT_FOUND = 101
    REPEATED = 102  # the same request number again: answered, not charged
    INTENDED = 110  # an upstream is about to be asked; its outcome is a row of its own
    TOKEN_REFUSED = 200  # unknown institution, wrong password, bad signature: alike from outside
    TOKEN_EXPIRED = 201
    ADDRESS_REFUSED = 202
    CERTIFICATE_REFUSED = 203
    CREDENTIAL_CLOSED = 204
    NO_GRANT = 210
    SUSPENDED = 211
    PURPOSE_REFUSED = 212
    USER_REFUSED = 213  # unknown end user or no valid undertaking (PRO-08)
    UNIT_REFUSED = 214
    FILE_MISSING = 215
    INPUT_REFUSED = 216
    RATE_EXCEEDED = 220
    DAY_EXCEEDED = 221
    UPSTREAM_FAILED = 300
    UPSTREAM_SILENT = 301
    TOKEN_GIVEN = 400  # not a question: a token was handed out


ANSWERED = frozenset({Outcome.FOUND, Outcome.NOT_FOUND, Outcome.REPEATED})
