"""The words of the Gizlilik Taahhütnamesi (Ek-2) in their versions; a paper keeps the version it was signed in."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "undertaking_texts.json"


@dataclass(frozen=True)
class UndertakingText:
    """`paragraphs` with {name}, {institution} to be filled in; Turkish, as the protocol's annexes are."""

    version: int
    valid_from: date
    title: str
    paragraphs: tuple[str, ...]

    def body(self, **values: str) -> str:
        return "\n\n".join(paragraph.format(**values) for paragraph in self.paragraphs)


@cache
def undertaking_texts() -> tuple[UndertakingText, ...]:
    """Oldest first."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    texts = [
        UndertakingText(
            row["version"], date.fromisoformat(row["valid_from"]), row["title"], tuple(row["paragraphs"])
        )
        for row in rows
    ]
    return tuple(sorted(texts, key=lambda text: text.version))


def text_in_force(day: date) -> UndertakingText:
    """The newest whose day has come; before the first one the first."""
    begun = [text for text in undertaking_texts() if text.valid_from <= day]
    return begun[-1] if begun else undertaking_texts()[0]
