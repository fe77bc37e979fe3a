"""**Ek-1**, web service definition form: plain data for the typst piece `exchange/catalogue/annex` (X2.1, PRO-01)."""

from collections.abc import Collection
from typing import Any

from imece.exchange.contract import Service
from imece.exchange.services.annex import Row, granted_rows, input_rows
from imece.exchange.services.words import words_in


def annex_data(service: Service, granted: Collection[str], *, language: str = "tr") -> dict[str, Any]:
    """One service of the annex. A protocol prints several: `import "/exchange/catalogue/typst/annex.typ": annex`."""
    return {
        "name": f"{service.name} v{service.version}",
        "title": words_in(service.title, language),
        "meaning": words_in(service.meaning, language),
        "purpose": words_in(service.purpose, language),
        "inputs": [_plain(row) for row in input_rows(service, language)],
        "fields": [_plain(row) for row in granted_rows(service, language, granted)],
    }


def _plain(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "title": row.title,
        "kind": row.kind,
        "meaning": row.meaning,
        "depth": row.depth,
        "is_special": row.is_special,
        "is_required": row.is_required,
    }
