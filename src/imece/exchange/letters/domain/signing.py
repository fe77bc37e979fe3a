"""The port of electronic signatures (PAdES). A real device is put in with `use_signer`; the demo has a TEST key.

The test key and its self-made certificate say TEST in every name, are made at the first signature and stay in the
installation's own folder. They are worth nothing in law, and every page and paper that shows them says so.
"""

import io
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from imece.exchange.letters.domain.errors import NO_SIGNER
from imece.exchange.letters.enums import SignatureKind

R = TypeVar("R")
FIELD_NAMES = {SignatureKind.PERSON: "Imza", SignatureKind.SEAL: "Muhur"}
TEST_NAMES = {
    SignatureKind.PERSON: "TEST – İmece deneme imzası (geçersiz)",
    SignatureKind.SEAL: "TEST – İmece deneme mührü (geçersiz)",
}
TEST_DAYS = 3650


@dataclass(frozen=True)
class SignatureRequest:
    """What is signed for whom. `reason` stands in the signature; `name` is the official's or the institution's."""

    kind: SignatureKind
    name: str
    reason: str


class Signer(Protocol):
    """A device: a card, a hardware module, a provider. `is_test` is printed on what it signs."""

    is_test: bool

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        """The same PDF with a PAdES signature appended; earlier bytes are not touched."""
        ...

    def trust_roots(self) -> list[asn1_x509.Certificate]: ...


@dataclass(frozen=True)
class SignatureFacts:
    """What a reader may know of one signature: `is_intact` the bytes, `is_trusted` whose it is."""

    signer: str
    at: datetime | None
    is_intact: bool
    is_trusted: bool
    covers_all: bool


_signers: dict[SignatureKind, Callable[[], Signer]] = {}


def use_signer(kind: SignatureKind, make: Callable[[], Signer]) -> None:
    """Put a device in; `config` does it at assembly."""
    _signers[kind] = make


def signer_for(kind: SignatureKind) -> Signer:
    """Raises LET-003 in production without a device: a test signature never leaves a real installation."""
    if kind in _signers:
        return _signers[kind]()
    if settings.MODE == "production":
        raise NO_SIGNER(kind=kind.label)
    return TestSigner(settings.HOME / "test-signing", kind)


def sign_pdf(pdf: bytes, request: SignatureRequest) -> tuple[bytes, bool]:
    """The signed PDF, and whether the signature is a test's."""
    signer = signer_for(request.kind)
    return signer.sign(pdf, request), signer.is_test


def signatures_in(pdf: bytes, kind: SignatureKind) -> list[SignatureFacts]:
    """Every signature in a PDF, judged with the roots of our own device; nothing is fetched from elsewhere."""
    context = ValidationContext(trust_roots=signer_for(kind).trust_roots(), allow_fetching=False)
    reader = PdfFileReader(io.BytesIO(pdf))
    found = []
    for embedded in reader.embedded_signatures:
        status = _apart(partial(validate_pdf_signature, embedded, context))
        found.append(
            SignatureFacts(
                signer=str(embedded.signer_cert.subject.native.get("common_name", "")),
                at=status.signer_reported_dt,
                is_intact=bool(status.intact and status.valid),
                is_trusted=bool(status.trusted),
                covers_all=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
            )
        )
    return found


def _apart(call: Callable[[], R]) -> R:
    """In a thread of its own: the library starts an event loop, and a caller may have one running already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call).result()


class TestSigner:
    """A key of our own that is no official's. Made once an installation, readable by its user alone."""

    __test__ = False  # no test class, whatever its name
    is_test = True

    def __init__(self, folder: Path, kind: SignatureKind) -> None:
        self.path = folder / f"TEST-{kind}.pem"
        self.kind = kind

    def sign(self, pdf: bytes, request: SignatureRequest) -> bytes:
        key, certificate = self._key_and_certificate()
        signer = signers.SimpleSigner(
            signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore()
        )
        details = signers.PdfSignatureMetadata(
            field_name=FIELD_NAMES[request.kind],
            subfilter=fields.SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=f"TEST – {request.name}",
            reason=request.reason,
        )
        output = _apart(
            lambda: signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), details, signer=signer)
        )
        return bytes(output.getbuffer())

    def trust_roots(self) -> list[asn1_x509.Certificate]:
        return [self._key_and_certificate()[1]]

    def _key_and_certificate(self) -> tuple[Any, asn1_x509.Certificate]:
        if not self.path.exists():
            _write_once(self.path, _make_test_pair(TEST_NAMES[self.kind]))
        text = self.path.read_bytes()
        key = serialization.load_pem_private_key(text, password=None)
        certificate = x509.load_pem_x509_certificate(text)
        return (
            asn1_keys.PrivateKeyInfo.load(
                key.private_bytes(
                    serialization.Encoding.DER,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            ),
            asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        )


def _make_test_pair(name: str) -> bytes:
    """Key and self-signed certificate as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begins = datetime.fromisoformat("2024-01-01T00:00:00+00:00")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=TEST_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_only_signing(), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem + certificate.public_bytes(serialization.Encoding.PEM)


def _only_signing() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write_once(path: Path, content: bytes) -> None:
    """Two processes may come first at once: the one that creates the name wins, the other reads it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
