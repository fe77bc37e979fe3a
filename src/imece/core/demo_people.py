"""The demo's cast: who can sign in, as what, with which password. Synthetic people, printed at each start.

`load_demo` asks `password_for` (random, kept) and ends with `write_people`; the file is 0600 in the data folder.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

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
    path = home / NAME
    if not path.exists():
        return []
    return [DemoPerson(**person) for person in json.loads(path.read_text(encoding="utf-8"))["people"]]


def password_for(home: Path, key: str) -> str:
    """The password this person already has, or a new one: three groups that can be typed."""
    known = {person.key: person.password for person in read_people(home)}
    return known.get(key) or "-".join(secrets.token_hex(3) for _group in range(3))


def write_people(home: Path, people: list[DemoPerson]) -> None:
    save_secrets(home / NAME, {"people": [asdict(person) for person in people]})  # type: ignore[dict-item]
