"""Personal fields of a ledger row under the key of its month (X5.1, KVK-06). Knows neither Django nor the database.

    ledger key (secrets file) ── wraps ──► a month's data key, 32 bytes, random (`MonthKey.wrapped`)
                                                │ HKDF
                  ┌─────────────────────────────┼──────────────────────────┐
             sealing key                  pseudonym key                user key
                  │ HMAC-SHA512 of              │ HMAC-SHA256 of           │ HMAC-SHA256 of institution
                  │ the row's fixed head        │ the subject              │ and end user
          row key and nonce           `subject_key`, 16 bytes      `user_key`, 8 bytes

`sealed` is a commitment to the row key (16 bytes), then AES-256-GCM of msgpack `[subject, user, unit, file]` bound to
the fixed head. One row's key opens that row alone and can be handed out as evidence; the commitment keeps whoever
hands it out from having prepared a second key that opens the same bytes to another content. When a month's data key
is destroyed all of it is unreadable for good, and the tree over the rows still verifies.
"""

import hashlib
import hmac
import os
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_LENGTH: Final = 32
NONCE_LENGTH: Final = 12
DERIVED_LENGTH: Final = KEY_LENGTH + NONCE_LENGTH
COMMITMENT_LENGTH: Final = 16
SUBJECT_KEY_LENGTH: Final = 16
USER_KEY_LENGTH: Final = 8
MOST_USER_KEYS: Final = 20_000  # that are remembered: end users ask again and again, subjects do not


class Content(NamedTuple):
    """What is sealed of a row; an empty text means that the question named none."""

    subject: str
    user: str
    unit: str
    file: str


NOTHING: Final = Content("", "", "", "")
_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Content)


class CannotOpen(ValueError):
    """The key is another's, was destroyed, or the bytes are not those that were sealed."""


def month_of(asked_at: int) -> date:
    """The UTC month of an instant in µs since 1970, as its first day: the month whose key seals the row."""
    return datetime.fromtimestamp(asked_at // 1_000_000, UTC).date().replace(day=1)


def make_data_key() -> bytes:
    return os.urandom(KEY_LENGTH)


def wrap(data_key: bytes, month: date, ledger_key: str) -> bytes:
    """What `MonthKey.wrapped` holds: useless in another month's place."""
    nonce = os.urandom(NONCE_LENGTH)
    return nonce + AESGCM(_wrapping_key(ledger_key)).encrypt(nonce, data_key, _place(month))


def unwrap(wrapped: bytes, month: date, ledger_key: str) -> bytes:
    """Raises CannotOpen for a destroyed key (no bytes), another installation's key, or another month's."""
    if not wrapped:
        raise CannotOpen(f"the key of {month:%Y-%m} was destroyed")
    try:
        return AESGCM(_wrapping_key(ledger_key)).decrypt(
            wrapped[:NONCE_LENGTH], wrapped[NONCE_LENGTH:], _place(month)
        )
    except InvalidTag as error:
        raise CannotOpen(f"the key of {month:%Y-%m} was wrapped by another ledger key") from error


def _commitment(key_and_nonce: bytes) -> bytes:
    return hashlib.sha256(b"imece ledger row\x00" + key_and_nonce).digest()[:COMMITMENT_LENGTH]


class RowKey(NamedTuple):
    """Opens one row and no other."""

    key: bytes
    nonce: bytes

    @property
    def commitment(self) -> bytes:
        return _commitment(self.key + self.nonce)

    def open(self, fixed_head: bytes, sealed: bytes) -> Content:
        """Raises CannotOpen."""
        if not hmac.compare_digest(sealed[:COMMITMENT_LENGTH], self.commitment):
            raise CannotOpen("the row was not sealed with this key")
        try:
            plain = AESGCM(self.key).decrypt(self.nonce, sealed[COMMITMENT_LENGTH:], fixed_head)
            return _DECODER.decode(plain)
        except (InvalidTag, msgspec.MsgspecError) as error:
            raise CannotOpen("the sealed bytes were changed or belong to another row") from error


class Mac:
    """HMAC (RFC 2104) whose key is worked in once: half the time of `hmac.digest` on each row of the query path."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes, algorithm: str) -> None:
        block = hashlib.new(algorithm).block_size
        padded = key.ljust(block, b"\x00")
        self._inner = hashlib.new(algorithm, bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.new(algorithm, bytes(byte ^ 0x5C for byte in padded))

    def digest(self, message: bytes) -> bytes:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()


class MonthKeys:
    """The keys of a month; make them once a month, not once a row."""

    def __init__(self, data_key: bytes, month: date) -> None:
        self.month = month
        self._sealing = Mac(_derive(data_key, b"imece ledger sealing 1"), "sha512")
        self._pseudonym = Mac(_derive(data_key, b"imece ledger pseudonym 1"), "sha256")
        self._user = Mac(_derive(data_key, b"imece ledger user 1"), "sha256")
        self._user_keys: dict[tuple[int, str], bytes] = {}

    def subject_key(self, subject: str) -> bytes:
        """Finds the rows about one person or record within this month; nothing for nobody."""
        return self._pseudonym.digest(subject.encode())[:SUBJECT_KEY_LENGTH] if subject else b""

    def user_key(self, institution: int, user: str) -> bytes:
        """Finds the rows that one end user of an institution asked within this month."""
        if not user:
            return b""
        key = self._user_keys.get((institution, user))
        if key is None:
            if len(self._user_keys) >= MOST_USER_KEYS:
                self._user_keys.clear()
            key = self._user.digest(f"{institution}:{user}".encode())[:USER_KEY_LENGTH]
            self._user_keys[institution, user] = key
        return key

    def row_key(self, fixed_head: bytes) -> RowKey:
        """`fixed_head` is `format.fixed_of(…)`, or the first `format.HEAD.size` bytes of an entry."""
        derived = self._sealing.digest(fixed_head)
        return RowKey(derived[:KEY_LENGTH], derived[KEY_LENGTH : KEY_LENGTH + NONCE_LENGTH])

    def seal(self, fixed_head: bytes, content: Content) -> bytes:
        """No bytes when there is nothing to seal."""
        if content == NOTHING:
            return b""
        derived = self._sealing.digest(fixed_head)[:DERIVED_LENGTH]  # the row key, without its object
        sealed = AESGCM(derived[:KEY_LENGTH]).encrypt(
            derived[KEY_LENGTH:], _ENCODER.encode(content), fixed_head
        )
        return _commitment(derived) + sealed

    def open(self, fixed_head: bytes, sealed: bytes) -> Content:
        """Raises CannotOpen."""
        return self.row_key(fixed_head).open(fixed_head, sealed) if sealed else NOTHING


def month_keys(data_key: bytes, month: date) -> MonthKeys:
    return MonthKeys(data_key, month)


def open_month(wrapped: bytes, month: date, ledger_key: str) -> MonthKeys:
    """From a row of `MonthKey`. Raises CannotOpen."""
    return MonthKeys(unwrap(bytes(wrapped), month, ledger_key), month)


def _wrapping_key(ledger_key: str) -> bytes:
    return _derive(ledger_key.encode(), b"imece ledger month key 1")


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_LENGTH, salt=None, info=purpose).derive(secret)


def _place(month: date) -> bytes:
    return f"{month:%Y-%m}".encode()
