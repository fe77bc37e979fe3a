"""The law on workers for public bodies (VAC-23 to VAC-27): five days, who takes part, lists and the draw."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.jobseekers.public import Birth, age_on
from imece.employment.vacancies.enums import Exclusion, ListKind
from imece.reference.public import Holidays, period_of_days, public_holidays

ARTICLE = "RG 27314"
ALGORITHM = "sha256-order-1"
SHOWN_DRAWN = 1000


def public_last_day(published_on: date, parameters: Parameters, holidays: Holidays) -> date:
    """VAC-23, T-VAC-04: whether the first day counts is a switch; an end on a day off rolls to the next working day."""
    days, first_counts = public_period(parameters)
    return period_of_days(published_on, days - first_counts, holidays=holidays)


def public_period(parameters: Parameters) -> tuple[int, bool]:
    """For how many days it is open, and whether the first one is one of them."""
    return parameters.integer("public_vacancy_days"), parameters.flag("public_vacancy_first_day_counts")


@dataclass(frozen=True)
class Sizes:
    """How many places a list has: asil, yedek."""

    principal: int
    reserve: int


def list_sizes(kind: ListKind, post_count: int, factor: int) -> Sizes:
    """VAC-25: method A as many as posts and `factor` times as reserve; B `factor` times each; else one list."""
    many = factor * post_count
    if kind == ListKind.DIRECT_DRAW:
        return Sizes(post_count, many)
    return Sizes(many, many if kind == ListKind.DRAW_THEN_EXAM else 0)


def draw_order(seed: str, number: str, sequences: Iterable[int]) -> list[int]:
    """`sha256-order-1`: by the SHA-256 of `seed:number:sequence`, smallest first; anybody can repeat it."""
    return sorted(sequences, key=lambda one: (draw_key(seed, number, one), one))


def draw_key(seed: str, number: str, sequence: int) -> str:
    return hashlib.sha256(f"{seed}:{number}:{sequence}".encode()).hexdigest()


def fingerprint_of(participants: Sequence[tuple[int, str]]) -> str:
    """SHA-256 over `sequence:reference` lines: fixes who takes part before the number is drawn."""
    lines = "\n".join(f"{sequence}:{reference}" for sequence, reference in participants)
    return hashlib.sha256(lines.encode()).hexdigest()


@dataclass(frozen=True)
class Applicant:
    """What a public list knows of somebody; `points` are the best that count on the last application date."""

    birth: Birth
    is_citizen: bool
    points: Decimal | None = None
    has_blue_card: bool = False
    is_resident: bool = True


def why_excluded(
    applicant: Applicant, *, on: date, lowest_age: int, lowest_points: Decimal | None
) -> Exclusion | None:
    """VAC-24, VAC-27, as of the last application date; None: takes part. Convictions are proved on paper later.

    The posts are workers', so a former citizen's blue card opens them too (ID-08; 5901 md. 28).
    """
    if age_on(applicant.birth, on) < lowest_age:
        return Exclusion.UNDER_AGE
    if not (applicant.is_citizen or applicant.has_blue_card):
        return Exclusion.NOT_CITIZEN
    if not applicant.is_resident:
        return Exclusion.NOT_RESIDENT
    if lowest_points is not None and (applicant.points is None or applicant.points < lowest_points):
        return Exclusion.NO_POINTS
    return None


# ------------------------------------------------------------------------------------------ askable
class PeriodInput(msgspec.Struct):
    published_on: date


@rule(
    "VAC-23",
    title=_("Last application date of a public vacancy"),
    article=ARTICLE,
    input_type=PeriodInput,
    example={"published_on": "2026-02-02"},
)
def reckon_public_period(asked: PeriodInput, parameters: Parameters) -> Outcome:
    days, first_counts = public_period(parameters)
    last = public_last_day(asked.published_on, parameters, public_holidays())
    steps = (
        Step(_("Days that it is open"), days),
        Step(_("The first day is counted"), first_counts),
        Step(_("Last application date"), last),
    )
    return Outcome(last, steps)


class ListInput(msgspec.Struct):
    post_count: Annotated[int, msgspec.Meta(ge=1, le=5000)]
    kind: ListKind = ListKind.DIRECT_DRAW
    number: Annotated[str, msgspec.Meta(max_length=20)] = ""
    seed: Annotated[str, msgspec.Meta(max_length=60)] = ""
    participant_count: Annotated[int, msgspec.Meta(ge=0, le=20_000)] = 0


@rule(
    "VAC-25",
    title=_("Lists of a public vacancy, and its draw repeated"),
    article=ARTICLE,
    input_type=ListInput,
    example={"post_count": 8, "number": "00000000017", "seed": "4711", "participant_count": 60},
)
def reckon_lists(asked: ListInput, parameters: Parameters) -> Outcome:
    """With number, seed and count from the paper it repeats the draw: the sequence numbers in the order drawn."""
    factor = parameters.integer("public_list_factor")
    sizes = list_sizes(asked.kind, asked.post_count, factor)
    steps = [
        Step(_("Open posts"), asked.post_count),
        Step(_("Times the posts"), factor),
        Step(_("Principal places"), sizes.principal),
        Step(_("Reserve places"), sizes.reserve),
    ]
    if asked.seed and asked.participant_count:
        order = draw_order(asked.seed, asked.number, range(1, asked.participant_count + 1))
        drawn, spare = order[: sizes.principal], order[sizes.principal : sizes.principal + sizes.reserve]
        steps.append(
            Step(_("Drawn as principals, by number in the list"), ", ".join(map(str, drawn[:SHOWN_DRAWN])))
        )
        steps.append(Step(_("Drawn as reserves"), ", ".join(map(str, spare[:SHOWN_DRAWN]))))
    return Outcome({"principal": sizes.principal, "reserve": sizes.reserve}, tuple(steps))


class ApplicantInput(msgspec.Struct):
    on: date
    birth_year: int
    birth_month: int | None = None
    birth_day: int | None = None
    is_citizen: bool = True
    has_blue_card: bool = False
    is_resident: bool = True


@rule(
    "VAC-24",
    title=_("Who may take part in a public vacancy"),
    article=ARTICLE,
    input_type=ApplicantInput,
    example={"on": "2026-05-10", "birth_year": 2008, "birth_month": 5, "birth_day": 10},
)
def check_public_applicant(asked: ApplicantInput, parameters: Parameters) -> Outcome:
    birth = Birth(asked.birth_year, asked.birth_month, asked.birth_day)
    lowest_age = parameters.integer("public_lowest_age")
    reason = why_excluded(
        Applicant(birth, asked.is_citizen, has_blue_card=asked.has_blue_card, is_resident=asked.is_resident),
        on=asked.on,
        lowest_age=lowest_age,
        lowest_points=None,
    )
    steps = [Step(_("Age on that day"), age_on(birth, asked.on)), Step(_("Lowest age"), lowest_age)]
    if reason is not None:
        steps.append(Step(_("Left out because"), reason.label))
    return Outcome(reason is None, tuple(steps))
