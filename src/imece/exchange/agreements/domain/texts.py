"""The fixed Turkish texts of papers: the agreement's eleven articles, the sample letter, the blank form."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from imece.exchange.agreements.enums import AgreementKind

ARTICLES = Path(__file__).resolve().parents[1] / "data" / "articles.json"


@cache
def texts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ARTICLES.read_text(encoding="utf-8"))
    return found


def articles(kind: str, values: dict[str, str]) -> list[dict[str, Any]]:
    """The eleven articles with their values; an **İkili Anlaşma** says so wherever a protocol says Protokol."""
    filled = {**values, "fee": texts()["fee"][kind]}
    sections = []
    for title, paragraphs in texts()["protocol"]:
        worded = [_worded(kind, text).format(**filled) for text in paragraphs]
        sections.append({"title": title, "paragraphs": worded, "header": [], "rows": []})
    return sections


def _worded(kind: str, text: str) -> str:
    if kind == AgreementKind.BILATERAL:
        for protocol, bilateral in texts()["bilateral_words"]:
            text = text.replace(protocol, bilateral)
    return text


def kind_name(kind: str) -> str:
    return str(texts()["names"][kind])
