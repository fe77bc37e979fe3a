"""The licence of everything we install, from the packages' own metadata. One we have not thought about fails."""

import importlib.metadata
import re

from imece.config.checks import ROOT

# Free to use and ship with Apache-2.0 code; the LGPL ones are used as they are, by import.
ALLOWED = re.compile(
    r"^(MIT|MIT-0|MIT-CMU|MIT License|BSD License|BSD-[23]-Clause|0BSD|ISC|ISC License.*|Zlib|Apache-2\.0"
    r"|Apache Software License|Apache License.*|PSF-2\.0|Python Software Foundation License|MPL-2\.0"
    r"|Mozilla Public License 2\.0.*|LGPL-3\.0.*|GNU Lesser General Public License.*|OFL-1\.1"
    r"|SIL Open Font License.*|PostgreSQL|Unlicense|The Unlicense.*|OSI Approved)$"
)
DECIDED = {
    "axe-playwright-python": "MIT (its repository says so, the wheel does not); tests only",
    "text-unidecode": "Artistic License chosen of the two",
    "qrcode": "BSD; «proprietary» is the trademark note on the words QR Code",
}


def licences() -> list[str]:
    faults = []
    for name in sorted(locked_packages()):
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system than this
        licence = licence_of(metadata)
        if name not in DECIDED and not is_allowed(licence):
            faults.append(f"{name}: licence «{licence}» is not on the list (config/checks/licences.py)")
    return faults


def locked_packages() -> set[str]:
    lines = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8").splitlines()
    return {found.group(1) for line in lines if (found := re.match(r"([A-Za-z0-9._-]+)==", line))}


def licence_of(metadata: importlib.metadata.PackageMetadata) -> str:
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    named = [
        text.split(" :: ")[-1]
        for text in metadata.get_all("Classifier") or []
        if text.startswith("License ::")
    ]
    plain = metadata["License"].split("\n")[0] if "License" in metadata else "none named"
    return "; ".join(named) or plain


def is_allowed(licence: str) -> bool:
    """All parts must be on the list; of a choice (OR) one is enough."""
    parts = re.split(r"; | AND ", licence)
    return all(any(ALLOWED.match(choice.strip("() ")) for choice in part.split(" OR ")) for part in parts)
