"""NDR-06, VAC-33: which words of a text ask for what may not be asked. Pure: a text goes in, findings come out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from imece.core.remembering import remembered
from imece.employment.vacancies.domain.fairness.folding import Folded, fold_text, mend_words
from imece.employment.vacancies.domain.fairness.phrases import Phrase, PhraseList, Span, phrase_list


@dataclass(frozen=True)
class Finding:
    """One hit. `start` and `end` are places in the text as typed; `sentence` is folded: what an approval covers."""

    topic: str
    phrase: str
    place: str
    start: int
    end: int
    words: str
    sentence: str
    article: str
    instead: Mapping[str, str]

    @property
    def signature(self) -> tuple[str, str, str]:
        return self.place, self.topic, self.sentence

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def scan_texts(texts: Mapping[str, str], personal_status: str = "") -> list[Finding]:
    """Every finding of every text, in their order; a category vacancy is a positive measure (NDR-07)."""
    return [
        finding
        for place, text in texts.items()
        for finding in scan_text(text, place=place, personal_status=personal_status)
    ]


@remembered
def scan_text(text: str, *, place: str = "", personal_status: str = "") -> list[Finding]:
    known = phrase_list()
    folded = mend_words(fold_text(text), known.guarded)
    hits: list[Finding] = []
    for phrase in known.phrases:
        if personal_status in phrase.positive_for:
            continue
        spans = phrase.expressions.spans(folded.text)
        lawful = _harmless_spans(known, folded, phrase.topic) if spans else []
        asking = _longest(span for span in spans if not _touches(span, lawful))
        hits += [_finding(phrase, folded, span, place) for span in asking]
    return sorted(_once_a_topic(hits), key=lambda hit: (hit.start, hit.end))


def _harmless_spans(known: PhraseList, folded: Folded, topic: str) -> list[Span]:
    wanted = (expressions for topics, expressions in known.harmless if topics & {topic, "*"})
    return [span for expressions in wanted for span in expressions.spans(folded.text)]


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _longest(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap the longest, from left to right."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0] - one[1], one[0])):
        if not _touches(span, kept):
            kept.append(span)
    return kept


def _once_a_topic(hits: Iterable[Finding]) -> Iterator[Finding]:
    """Two phrases of one topic over the same words are one finding."""
    taken: dict[str, list[Span]] = {}
    for hit in sorted(hits, key=lambda one: one.start - one.end):
        spans = taken.setdefault(hit.topic, [])
        if not _touches((hit.start, hit.end), spans):
            spans.append((hit.start, hit.end))
            yield hit


def _finding(phrase: Phrase, folded: Folded, span: Span, place: str) -> Finding:
    start, end, words = folded.words(*span)
    return Finding(
        topic=phrase.topic,
        phrase=phrase.id,
        place=place,
        start=start,
        end=end,
        words=words,
        sentence=folded.sentence(*span),
        article=phrase.article,
        instead=phrase.instead,
    )
