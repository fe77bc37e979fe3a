"""The demo's cast: who can sign in, as what, with which password. Synthetic people, printed at each start.

`load_demo` asks `password_for` (random, kept) and ends with `write_people`; the file is 0600 in the data folder.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from imece.core.secrets_file import save_secrets

NAME = "demo-people.json"


@dataclass(frozen=True)
class DemoPerson:
    """`login` is what he signs in with, `role` what he is for a reader of the list, `page` where he begins."""

    key: str
    role: str
    name: str
    login: str
    password: str
    page: str = "/"


def read_people(home: Path) -> list[DemoPerson]:
    return [DemoPerson(**person) for person in _stored(home).get("people", [])]


def password_for(home: Path, key: str) -> str:
    """The password of this person: made at the first question, the same ever after. Three groups that can be typed."""
    stored = _stored(home)
    passwords = stored.setdefault("passwords", {})
    if key not in passwords:
        passwords[key] = "-".join(secrets.token_hex(3) for _group in range(3))
        save_secrets(home / NAME, stored)
    return str(passwords[key])


def write_people(home: Path, people: list[DemoPerson]) -> None:
    save_secrets(home / NAME, _stored(home) | {"people": [asdict(person) for person in people]})


def _stored(home: Path) -> dict[str, Any]:
    path = home / NAME
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
