"""The keys by which the houses of this installation prove themselves on the road; derived from the secrets file.

A house that stands on another machine has its own `house_key` there. Whoever changes it runs
`register_house_access` again: the public halves are in the database.
"""

import base64
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from imece.core.actor import Actor

HOUSE: Final = "employment"  # whose pages these are; the other houses ask nobody yet
SERVICE_USER: Final = "SISTEM"  # on whose behalf a house asks when no person does


def user_number_of(actor: Actor) -> str:
    """On whose behalf is asked: a member of staff is an end user with an undertaking of his own (X3.3); for everybody
    else, who asks about himself or his own applicant, the house's service user.
    """
    return str(actor.person_id) if actor.is_staff and actor.person_id else SERVICE_USER


def house_client_id(house: str) -> str:
    return f"house-{house}"


def house_private_key(house: str) -> Ed25519PrivateKey:
    """For client assertions (EdDSA); the `kid` is `house_key_id`."""
    return Ed25519PrivateKey.from_private_bytes(_derived(f"private key of the house {house}"))


def house_public_jwk(house: str) -> dict[str, str]:
    raw = house_private_key(house).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    x = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "x": x, "alg": "EdDSA", "use": "sig", "kid": f"{house}-{x[:12]}"}


def house_key_id(house: str) -> str:
    return house_public_jwk(house)["kid"]


def demo_secret(client_id: str) -> str:
    """The password of a demo institution's sandbox credential: the same at every start of one installation."""
    return base64.urlsafe_b64encode(_derived(f"demo password of {client_id}")).rstrip(b"=").decode()


def _derived(purpose: str) -> bytes:
    secret = settings.INSTALLATION.secrets["house_key"]
    return HKDF(SHA256(), 32, salt=None, info=f"imece {purpose}".encode()).derive(secret.encode())
