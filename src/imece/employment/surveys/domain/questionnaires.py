"""Questions as data: each version stands for ever in `data/questionnaires.json`, so old answers keep their questions.

A course's survey takes its own kind from the same file; forms, the page of answers and the charts come from it alike.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import msgspec
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from imece.employment.surveys.enums import QuestionKind, SurveyKind

FILE: Final = Path(__file__).parent.parent / "data" / "questionnaires.json"


class Question(msgspec.Struct, frozen=True):
    """`text` and the options' labels by language; `options` are pairs of the stored value and its label."""

    code: str
    kind: QuestionKind
    text: dict[str, str]
    options: list[tuple[str, dict[str, str]]] = []
    required: bool = True

    @property
    def label(self) -> Promise:
        return said(self.text)

    @property
    def choices(self) -> list[tuple[str, Promise]]:
        return [(value, said(label)) for value, label in self.options]

    @property
    def is_drawn(self) -> bool:
        """Free texts are read, not drawn."""
        return self.kind != QuestionKind.TEXT

    def told(self, answer: Any) -> str:
        """An answer in words."""
        labels = {value: str(label) for value, label in self.choices}
        if isinstance(answer, list):
            return ", ".join(labels.get(one, str(one)) for one in answer)
        return labels.get(str(answer), "" if answer is None else str(answer))


class Section(msgspec.Struct, frozen=True):
    slug: str
    title: dict[str, str]
    questions: list[Question]

    @property
    def label(self) -> Promise:
        return said(self.title)


class Questionnaire(msgspec.Struct, frozen=True):
    kind: SurveyKind
    version: int
    sections: list[Section]

    @property
    def questions(self) -> list[Question]:
        return [question for section in self.sections for question in section.questions]


def _in_language(text: dict[str, str]) -> str:
    return text.get((get_language() or "tr")[:2], text["tr"])


def said(text: dict[str, str]) -> Promise:
    """The text in the reader's language, Turkish where there is none."""
    return cast("Promise", lazy(lambda: _in_language(text), str)())


@cache
def questionnaires() -> dict[tuple[SurveyKind, int], Questionnaire]:
    known = msgspec.convert(json.loads(FILE.read_text("utf-8")), list[Questionnaire])
    return {(one.kind, one.version): one for one in known}


def questionnaire(kind: SurveyKind, version: int) -> Questionnaire:
    """The questions that were asked then. Raises KeyError for a version that never was."""
    return questionnaires()[kind, version]


def newest_questionnaire(kind: SurveyKind) -> Questionnaire:
    return max((one for one in questionnaires().values() if one.kind == kind), key=lambda one: one.version)
