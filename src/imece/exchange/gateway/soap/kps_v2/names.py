"""Namespaces and addresses of the profile: SOAP 1.2, WS-Addressing 1.0, WS-Security 1.1, WS-Trust 1.3, SAML 1.1."""

from typing import Final

ADDRESSING: Final = "http://www.w3.org/2005/08/addressing"
SECURITY: Final = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
SECURITY_11: Final = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd"
UTILITY: Final = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
TRUST: Final = "http://docs.oasis-open.org/ws-sx/ws-trust/200512"
POLICY: Final = "http://schemas.xmlsoap.org/ws/2004/09/policy"
SAML: Final = "urn:oasis:names:tc:SAML:1.0:assertion"
SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"
EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
HMAC_SHA1: Final = f"{SIGNATURE}hmac-sha1"
HMAC_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"
SHA1: Final = f"{SIGNATURE}sha1"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
ISSUE: Final = f"{TRUST}/RST/Issue"
ISSUED: Final = f"{TRUST}/RSTRC/IssueFinal"
SYMMETRIC: Final = f"{TRUST}/SymmetricKey"
SAML_TOKEN: Final = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1"  # noqa: S105
SAML_KEY: Final = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.0#SAMLAssertionID"
PASSWORD_TEXT: Final = (
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText"  # noqa: S105
)
KPS: Final = "http://kps.nvi.gov.tr"
PREFIXES: Final = {
    "a": ADDRESSING, "o": SECURITY, "k": SECURITY_11, "u": UTILITY, "t": TRUST, "p": POLICY, "saml": SAML,
    "d": SIGNATURE,
}  # fmt: skip
