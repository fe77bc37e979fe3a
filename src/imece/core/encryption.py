"""Special-category data (KVK-03) is encrypted in its column: AES-256-GCM, bound to table, column and nothing else.

The key is derived from `field_encryption_key` of the secrets file. The database, its dumps and its operators see
only bytes; who may ask the application for the plain value is decided by a permission of its own.
"""

import os
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

NONCE_LENGTH = 12
BLOCK = 32


@lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    key = HKDF(SHA256(), 32, salt=None, info=b"imece field encryption 1").derive(secret.encode())
    return AESGCM(key)


def encrypt(text: str, context: str) -> bytes:
    """`context` names the column; a value copied to another column does not open."""
    nonce = os.urandom(NONCE_LENGTH)
    cipher = _cipher(settings.INSTALLATION.secrets["field_encryption_key"])
    return nonce + cipher.encrypt(nonce, text.encode(), context.encode())


def decrypt(sealed: bytes, context: str) -> str:
    """Raises cryptography.exceptions.InvalidTag when the key is another, or the bytes were moved or changed."""
    sealed = bytes(sealed)
    cipher = _cipher(settings.INSTALLATION.secrets["field_encryption_key"])
    return cipher.decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], context.encode()).decode()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text that stands encrypted in its column (bytea): it can be read and written, not searched or sorted.

    It is filled up to whole blocks: of a few known words the length alone would tell which.
    """

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes:
        return self._seal(value) if value else b""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return decrypt(value, self._context()).rstrip("\0") if value else ""

    def get_lookup(self, lookup_name: str) -> Any:
        """None: a comparison could never be true, since each writing has a fresh nonce."""
        return None if lookup_name != "isnull" else super().get_lookup(lookup_name)

    def _seal(self, text: str) -> bytes:
        return encrypt(text + "\0" * (BLOCK - len(text.encode()) % BLOCK), self._context())

    def _context(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"


class EncryptedNumberField(EncryptedTextField):
    """A whole number or none, sealed either way: that there is one may tell as much as the number."""

    _pyi_private_set_type: Any  # for the type checker: no text
    _pyi_private_get_type: Any

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes:
        return self._seal("" if value is None else str(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.to_python(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Any:
        return int(value) if value not in (None, "") else None
