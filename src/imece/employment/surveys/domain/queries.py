"""Responses, always from the actor's scope, and what they come to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.core.ui.charts import share
from imece.employment.employers.models import Workplace
from imece.employment.surveys.domain.questionnaires import Question, newest_questionnaire, questionnaires
from imece.employment.surveys.enums import QuestionKind, SurveyKind
from imece.employment.surveys.models import SurveyResponse


def responses_in_scope(actor: Actor) -> QuerySet[SurveyResponse]:
    """The head office's own, the unit's province, all for headquarters; newest first."""
    rows = SurveyResponse.objects.select_related("workplace__organisation").order_by(
        "-year", "-saved_at", "-id"
    )
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(workplace__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(workplace__province_id=key(actor.province))
    return rows if actor.kind in {ActorKind.HEADQUARTERS_STAFF, ActorKind.SYSTEM} else rows.none()


def response_of(
    workplace: Workplace, year: int, kind: SurveyKind, subject: str = ""
) -> SurveyResponse | None:
    rows = SurveyResponse.objects.filter(workplace=workplace, year=year, kind=kind, subject=subject)
    return rows.first()


def workers_of(workplace: Workplace) -> int:
    """The head office's and its branches' workers, as their cards say (P11.11: summed)."""
    branches = workplace.branches.filter(closed_on__isnull=True).aggregate(sum=Sum("worker_count"))["sum"]
    return (workplace.worker_count or 0) + (branches or 0)


def years_of(actor: Actor, kind: SurveyKind) -> list[int]:
    rows = responses_in_scope(actor).filter(kind=kind).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


@dataclass(frozen=True)
class AnswerCount:
    """`of_all` is per cent of the responses that answered the question. `total` is set for whole numbers alone."""

    label: str
    count: int
    of_all: Decimal
    total: int | None = None


@dataclass(frozen=True)
class Result:
    question: Question
    answered: int
    lines: list[AnswerCount]


BANDS: tuple[tuple[int, int | None], ...] = ((0, 0), (1, 9), (10, 49), (50, 249), (250, None))


def results_of(actor: Actor, kind: SurveyKind, year: int) -> list[Result]:
    """A year's answers by question. A question keeps its code over versions, so all versions of a year are counted."""
    rows = responses_in_scope(actor).filter(kind=kind, year=year).order_by("id")
    answers = list(rows.values_list("answers", flat=True))
    return [
        _result(
            question,
            [given[question.code] for given in answers if given.get(question.code) not in (None, "", [])],
        )
        for question in _drawn_questions(kind)
    ]


def _drawn_questions(kind: SurveyKind) -> list[Question]:
    """Of the newest version first, then those that only older ones asked."""
    newest = newest_questionnaire(kind)
    older = [one for one in questionnaires().values() if one.kind == kind and one.version != newest.version]
    found = {question.code: question for one in [newest, *older] for question in one.questions[::-1]}
    order = [question.code for one in [newest, *older] for question in one.questions]
    return [found[code] for code in dict.fromkeys(order) if found[code].is_drawn]


def _result(question: Question, given: list[object]) -> Result:
    if question.kind == QuestionKind.COUNT:
        return Result(question, len(given), _bands([int(str(one)) for one in given]))
    chosen = Counter(value for one in given for value in (one if isinstance(one, list) else [one]))
    lines = [
        AnswerCount(str(label), chosen[value], share(chosen[value], len(given)))
        for value, label in question.choices
    ]
    return Result(question, len(given), lines)


def _bands(numbers: Iterable[int]) -> list[AnswerCount]:
    """Whole numbers in bands, each with the sum of what stands in it."""
    known = list(numbers)
    lines = []
    for first, last in BANDS:
        inside = [one for one in known if one >= first and (last is None or one <= last)]
        label = f"{first}" if first == last else f"{first}–{last}" if last is not None else f"{first}+"
        lines.append(AnswerCount(label, len(inside), share(len(inside), len(known)), sum(inside)))
    return lines
