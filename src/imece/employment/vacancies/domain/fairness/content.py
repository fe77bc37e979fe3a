"""What the gate looks at in a vacancy: its free texts, and the criteria that NDR-05 keeps off by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from imece.employment.vacancies.enums import FairnessGround, Sex
from imece.employment.vacancies.models import Vacancy

TEXTS = (
    "title",
    "description",
    "other_physical",
    "vocational_document",
    "school",
    "department",
    "exam_name",
    "own_exam_place",
    "work_address",
    "project",
    "interview_place",
    "note",
)
LISTS = ("computer_skills", "certificates")
GATED_FIELDS: Mapping[FairnessGround, tuple[str, ...]] = {
    FairnessGround.SEX: ("sex",),
    FairnessGround.AGE: ("min_age", "max_age"),
    FairnessGround.HEIGHT_WEIGHT: ("min_height_cm", "max_height_cm", "min_weight_kg", "max_weight_kg"),
    FairnessGround.MILITARY: ("military",),
    FairnessGround.OTHER: ("other_physical",),
}
"""The columns behind each ground; marital status, health and photographs have none and can only be written."""


@dataclass(frozen=True)
class Content:
    """Plain values, so that the rules need no database."""

    texts: Mapping[str, str]
    demands: Mapping[FairnessGround, Mapping[str, Any]]
    personal_status: str = ""
    is_underground: bool = False
    is_light: bool = False

    @property
    def sex(self) -> str:
        return str(self.demands.get(FairnessGround.SEX, {}).get("sex", ""))

    @property
    def min_age(self) -> int | None:
        return self.demands.get(FairnessGround.AGE, {}).get("min_age")

    @property
    def asks_women_underground(self) -> bool:
        return self.is_underground and self.sex == Sex.FEMALE


def texts_of(values: Mapping[str, Any]) -> dict[str, str]:
    """The free texts among a vacancy's values, empty ones left out; of a list each entry on its line."""
    texts = {name: values.get(name) or "" for name in TEXTS}
    texts |= {name: "\n".join(values.get(name) or ()) for name in LISTS}
    return {name: text for name, text in texts.items() if text}


def content_of(vacancy: Vacancy) -> Content:
    return Content(
        texts=texts_of({name: getattr(vacancy, name) for name in (*TEXTS, *LISTS)}),
        demands=demands_of(
            {name: getattr(vacancy, name) for names in GATED_FIELDS.values() for name in names}
        ),
        personal_status=str(vacancy.personal_status),
        is_underground=vacancy.is_underground_or_underwater,
        is_light=vacancy.is_light_work,
    )


def demands_of(values: Mapping[str, Any]) -> dict[FairnessGround, dict[str, Any]]:
    """The gated criteria that are on, by ground; what is empty is not asked for."""
    demands = {}
    for ground, names in GATED_FIELDS.items():
        asked = {name: values[name] for name in names if values.get(name) not in (None, "")}
        if asked:
            demands[ground] = asked
    return demands


def snapshot_of(vacancy: Vacancy) -> dict[str, Any]:
    """Every column as it stands, with languages and accepted occupations: the version on record (NDR-08)."""
    columns = {
        field.attname: plain(getattr(vacancy, field.attname)) for field in vacancy._meta.concrete_fields
    }
    names = {
        "workplace": vacancy.workplace.organisation.name,
        "occupation": vacancy.occupation.name,
        "province": vacancy.province.name,
        "district": vacancy.district.name,
    }
    languages = [str(one) for one in vacancy.languages.all()]
    accepted = [one.occupation.name for one in vacancy.accepted_occupations.select_related("occupation")]
    return columns | {"names": names, "languages": languages, "accepted_occupations": accepted}


def plain(value: Any) -> Any:
    """As JSON keeps it, so that today's value and a stored one can be compared."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, (str, Decimal)) else value
