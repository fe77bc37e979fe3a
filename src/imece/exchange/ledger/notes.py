"""Signed notes and checkpoints as C2SP writes them (signed-note, tlog-checkpoint), signed with Ed25519.

A note may carry several signatures, so that keys roll over with both valid for a while. A verifier key is one line,
`name+hash+base64`; it is all that whoever checks the log needs.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = b"\x01"
DASH: Final = "— "


class BadNote(ValueError):
    """Not a signed note, or not signed by a key we were given."""


@dataclass(frozen=True)
class Verifier:
    """`name` is the log's origin, or whoever signs."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_hash.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    @classmethod
    def parse(cls, line: str) -> Self:
        """Raises BadNote for a line that is no Ed25519 verifier key."""
        try:
            name, _, rest = line.strip().partition("+")
            hashed, _, coded = rest.partition("+")
            key = base64.b64decode(coded, validate=True)
            verifier = cls(name, key[1:])
            Ed25519PublicKey.from_public_bytes(verifier.public)
        except (ValueError, binascii.Error) as error:
            raise BadNote(f"'{line.strip()}' is no verifier key (name+hash+base64)") from error
        if key[:1] != ED25519 or verifier.key_hash.hex() != hashed:
            raise BadNote(f"'{line.strip()}' is no Ed25519 verifier key, or was changed")
        return verifier


@dataclass(frozen=True)
class Signer:
    name: str
    seed: bytes  # 32 bytes

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._key().public_key().public_bytes_raw())

    def signature_line(self, text: str) -> str:
        signature = self._key().sign(text.encode())
        return f"{DASH}{self.name} {base64.b64encode(self.verifier.key_hash + signature).decode()}\n"

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def sign_note(text: str, signers: Iterable[Signer]) -> str:
    """`text` ends with a line feed and holds no empty line of its own at its end."""
    return text + "\n" + "".join(signer.signature_line(text) for signer in signers)


def open_note(note: str, verifiers: Sequence[Verifier]) -> str:
    """The note's text. Raises BadNote unless one of `verifiers` signed it, and every signature of theirs is good."""
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise BadNote("not a signed note")
    text += "\n"
    if not [line for line in signatures.splitlines() if _is_signed_by(line, text, verifiers)]:
        names = ", ".join(f"{verifier.name}+{verifier.key_hash.hex()}" for verifier in verifiers)
        raise BadNote(f"the note is not signed with {names or 'any key'}")
    return text


def _is_signed_by(line: str, text: str, verifiers: Sequence[Verifier]) -> bool:
    """False for another's signature; BadNote for a false one under a name and key hash of ours."""
    name, _, coded = line.removeprefix(DASH).rpartition(" ")
    try:
        raw = base64.b64decode(coded, validate=True)
    except (ValueError, binascii.Error) as error:
        raise BadNote(f"'{line}' is no signature line") from error
    for verifier in verifiers:
        if verifier.name == name and verifier.key_hash == raw[:4]:
            try:
                Ed25519PublicKey.from_public_bytes(verifier.public).verify(raw[4:], text.encode())
            except InvalidSignature as error:
                raise BadNote(f"the signature of {name} is false: the note was changed") from error
            return True
    return False


@dataclass(frozen=True)
class Checkpoint:
    """A log's state: the first `size` entries have this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNote."""
        lines = text.split("\n")
        try:
            size = int(lines[1])
            checkpoint = cls(lines[0], size, base64.b64decode(lines[2], validate=True))
        except (IndexError, ValueError, binascii.Error) as error:
            raise BadNote("not a checkpoint") from error
        if str(size) != lines[1] or size < 0 or len(checkpoint.root) != 32 or not checkpoint.origin:
            raise BadNote("not a checkpoint")
        return checkpoint


def open_checkpoint(note: str, verifiers: Sequence[Verifier]) -> Checkpoint:
    """Raises BadNote unless signed by one of `verifiers` in whose name the log stands."""
    checkpoint = Checkpoint.parse(open_note(note, verifiers))
    if checkpoint.origin not in {verifier.name for verifier in verifiers}:
        raise BadNote(f"the checkpoint is of {checkpoint.origin}, the key of another log")
    return checkpoint


def read_verifiers(lines: str) -> list[Verifier]:
    """A key file: one verifier key a line; empty lines and those that begin with # are passed over."""
    return [Verifier.parse(line) for line in lines.splitlines() if line.strip() and not line.startswith("#")]
