"""Findings as people see them: the text with its marked words, and each line of the rule's trace.

Both read the plain form that a decision keeps, so today's page and a page of last year look alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imece.core import turkish
from imece.core.errors import Text
from imece.employment.vacancies.domain.fairness.contact import ContactData
from imece.employment.vacancies.domain.fairness.scan import Finding, scan_text
from imece.employment.vacancies.domain.fairness.telling import tell_place, tell_topic, tell_value
from imece.employment.vacancies.enums import ExceptionKind, ExceptionState, FairnessGround

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A run of a text; `mark` is the number of the finding it belongs to, 0 outside."""

    text: str
    mark: int = 0


@dataclass(frozen=True)
class MarkedText:
    label: Text
    pieces: list[Piece]


@dataclass(frozen=True)
class TraceLine:
    """Finding, article, input, source, result: what the reviewer judges, and what stays on record."""

    number: int
    topic: Text
    words: str
    place: Text
    article: str
    source: str
    result: str
    advice: str


def mark_texts(texts: Mapping[str, str], findings: Sequence[Plain]) -> list[MarkedText]:
    """Every text with its label; findings keep the numbers of the trace."""
    numbered = list(enumerate(findings, start=1))
    return [
        MarkedText(
            tell_place(place), list(_pieces(text, [(n, f) for n, f in numbered if f["place"] == place]))
        )
        for place, text in texts.items()
    ]


def _pieces(text: str, found: Iterable[tuple[int, Plain]]) -> Iterable[Piece]:
    typed, at = turkish.normalize(text), 0
    for number, finding in sorted(found, key=lambda one: one[1]["start"]):
        if finding["start"] < at:  # two grounds over the same words: the first marks them
            continue
        yield Piece(typed[at : finding["start"]])
        yield Piece(typed[finding["start"] : finding["end"]], number)
        at = finding["end"]
    yield Piece(typed[at:])


def only_marked(texts: Iterable[MarkedText]) -> list[MarkedText]:
    """Those in which something was found: for whoever wrote the rest himself."""
    return [text for text in texts if any(piece.mark for piece in text.pieces)]


def trace_of(judgement: Plain, result: Text = "") -> list[TraceLine]:
    """First the findings in the text, then the criteria with their exceptions; `result` once it is decided."""
    findings, version = judgement["findings"], judgement["phrases"]
    lines = [_text_line(number, row, version, str(result)) for number, row in enumerate(findings, start=1)]
    exceptions = judgement.get("exceptions", ())
    return lines + [_exception_line(number, row) for number, row in enumerate(exceptions, len(lines) + 1)]


def _text_line(number: int, row: Plain, version: str, result: str) -> TraceLine:
    language = (get_language() or "tr").split("-")[0]
    advice = row["instead"].get(language, row["instead"]["tr"])
    source = _("NDR-06, list of phrases {version}, row {phrase}").format(
        version=version, phrase=row["phrase"]
    )
    result = _("approved earlier") if row.get("is_approved") else result or _("to be judged")
    return TraceLine(
        number,
        tell_topic(row["topic"]),
        row["words"],
        tell_place(row["place"]),
        row["article"],
        source,
        result,
        advice,
    )


def _exception_line(number: int, row: Plain) -> TraceLine:
    ground = FairnessGround(row["ground"])
    return TraceLine(
        number,
        ground.label,
        tell_value(row["asked_value"]) or "–",
        _("Criterion"),
        "4857 md. 5; 6701 md. 7",
        _("NDR-05, asked by {name}").format(name=row["asked_by_name"] or "–"),
        str(ExceptionState(row["state"]).label),
        f"{ExceptionKind(row['kind']).label}: {row['reason']}",
    )


def findings_shown(findings: Iterable[Finding]) -> list[Plain]:
    return [finding.as_json() | {"is_approved": False} for finding in findings]


def contacts_told(contacts: Iterable[ContactData]) -> list[str]:
    return [one.words for one in contacts]


def replayed(judgement: Plain, texts: Mapping[str, str], personal_status: str) -> tuple[list[str], list[str]]:
    """What today's list of phrases no longer finds in the kept text, and what it finds beyond it (A4-12)."""
    then = {(row["place"], row["topic"], row["words"]) for row in judgement["findings"]}
    now = {
        (place, hit.topic, hit.words)
        for place, text in texts.items()
        for hit in scan_text(text, place=place, personal_status=personal_status)
    }
    return sorted(words for _p, _t, words in then - now), sorted(words for _p, _t, words in now - then)
