"""The gate's rules under their ids, askable as JSON (`./imece rule NDR-06 '{…}'`) and on the page Hesapla."""

from datetime import date
from typing import Annotated, Any

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.fairness.contact import find_contact_data
from imece.employment.vacancies.domain.fairness.gate import ARTICLE, kinds_for, working_age_name
from imece.employment.vacancies.domain.fairness.scan import Finding, scan_text
from imece.employment.vacancies.domain.fairness.telling import FEE, tell_instead, tell_topic
from imece.employment.vacancies.enums import ExceptionKind, FairnessGround, Sex

Text = Annotated[str, msgspec.Meta(max_length=4000)]


class ExceptionInput(msgspec.Struct, forbid_unknown_fields=True):
    ground: FairnessGround
    kind: ExceptionKind
    reason: Text
    is_approved: bool = False


class GroundInput(msgspec.Struct, forbid_unknown_fields=True):
    ground: FairnessGround
    kind: ExceptionKind


@rule(
    "NDR-04",
    title=_("Which exceptions of the law can be meant on a ground?"),
    article="6701 md. 7",
    input_type=GroundInput,
    example={"ground": "sex", "kind": "one_sex"},
)
def possible_exceptions(asked: GroundInput, parameters: Parameters) -> Outcome:
    kinds = kinds_for(asked.ground)
    steps = tuple(Step(kind.label, kind in kinds) for kind in ExceptionKind)
    return Outcome(asked.kind in kinds, steps)


@rule(
    "NDR-05",
    title=_("May a criterion of sex, age, looks … stand in a vacancy?"),
    article=ARTICLE,
    input_type=ExceptionInput,
    example={
        "ground": "sex",
        "kind": "occupational",
        "reason": "Kadın konukevinin gece nöbeti için gereklidir.",
        "is_approved": True,
    },
)
def check_exception_input(asked: ExceptionInput, parameters: Parameters) -> Outcome:
    least = parameters.integer("exception_reason_min_length")
    length = len(" ".join(asked.reason.split()))
    fits = asked.kind in kinds_for(asked.ground)
    steps = (
        Step(_("The kind of exception fits the ground (NDR-04)"), fits),
        Step(_("Least length of the reason, in letters"), least),
        Step(_("Length of the reason"), length),
        Step(_("Approved by the unit"), asked.is_approved),
    )
    return Outcome(fits and length >= least and asked.is_approved, steps)


class TextInput(msgspec.Struct, forbid_unknown_fields=True):
    text: Text
    personal_status: PersonalStatus = PersonalStatus.NORMAL


@rule(
    "NDR-06",
    title=_("Which words of an announcement must be reviewed?"),
    article="4857 md. 5; 6701 md. 3, 6",
    input_type=TextInput,
    example={"text": "BAYAN ELEMAN ARANIYOR"},
)
def check_text(asked: TextInput, parameters: Parameters) -> Outcome:
    found = [
        hit for hit in scan_text(asked.text, personal_status=asked.personal_status) if hit.topic != "fee"
    ]
    return Outcome([hit.words for hit in found], tuple(_step(hit) for hit in found))


@rule(
    "VAC-33",
    title=_("Does a text ask a fee of the job seeker?"),
    article="4857 md. 90; 4904 md. 19",
    input_type=TextInput,
    example={"text": "Kayıt ücreti adaydan tahsil edilir."},
)
def check_fee(asked: TextInput, parameters: Parameters) -> Outcome:
    found = [hit for hit in scan_text(asked.text) if hit.topic == "fee"]
    steps = tuple(Step(FEE, f"«{hit.words}» – {tell_instead(hit)}") for hit in found)
    return Outcome([hit.words for hit in found], steps)


@rule(
    "P3.8",
    title=_("Does a text hold contact data?"),
    article="P3.8",
    input_type=TextInput,
    example={"text": "Başvuru: 0532 123 45 67"},
)
def check_contact_data(asked: TextInput, parameters: Parameters) -> Outcome:
    found = find_contact_data(asked.text)
    return Outcome([one.words for one in found], tuple(Step(one.kind, one.words) for one in found))


class AgeInput(msgspec.Struct, forbid_unknown_fields=True):
    min_age: Annotated[int, msgspec.Meta(ge=0, le=120)]
    is_underground_or_underwater: bool = False
    is_light_work: bool = False
    sex: Sex | None = None


@rule(
    "VAC-29",
    title=_("Lowest age, and who may work underground or under water"),
    article="4857 md. 71, 72",
    input_type=AgeInput,
    example={"min_age": 14},
)
def check_age(asked: AgeInput, parameters: Parameters) -> Outcome:
    lowest = parameters.integer(working_age_name(asked.is_underground_or_underwater, asked.is_light_work))
    women = asked.is_underground_or_underwater and asked.sex == Sex.FEMALE
    steps: tuple[Any, ...] = (
        Step(_("Lowest age that the law lets do this work"), lowest),
        Step(_("Women are asked for where the law lets none work"), women),
    )
    return Outcome(asked.min_age >= lowest and not women, steps)


FINE = ("equality_fine_lowest", "equality_fine_highest")


class BreachInput(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing but the day, which every rule is asked with: the fine is that of the year of the breach."""


@rule(
    "NDR-08",
    title=_("What does unequal treatment cost?"),
    article="6701 md. 25",
    input_type=BreachInput,
    example={},
)
def reckon_fine_range(asked: BreachInput, parameters: Parameters) -> Outcome:
    """The range within which TİHEK sets the fine, in lira; revalued each year, fractions dropped (QUO-16)."""
    lowest, highest = (parameters.integer(name) for name in FINE)
    steps = (Step(_("Lowest fine"), lowest), Step(_("Highest fine"), highest))
    return Outcome({"lowest": lowest, "highest": highest}, steps)


def fine_rows(day: date) -> list[dict[str, Any]]:
    """The range's dated rows of that day, kept with a decision (GEN-02); empty for a year that is not on record."""
    return [row.as_json() for row in Parameters(day).read(*FINE).used]


def _step(hit: Finding) -> Step:
    return Step(tell_topic(hit.topic), f"«{hit.words}» ({hit.article}) – {tell_instead(hit)}")
