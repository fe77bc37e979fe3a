"""Which workplace is head office, and of which sector: pure functions under their ids."""

from typing import Final

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.identity_numbers import check_workplace_number
from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.employers.enums import Sector

HEAD_OFFICE_ARTICLE: Final = "İŞKUR işveren kılavuzu 2.1.3.1"


class ProvinceOfEmployer(msgspec.Struct, frozen=True):
    """`head_office` is the employer's in that province (any mark: our number of it), or none."""

    province: int
    head_office: int | None = None


@rule(
    "EMP-08",
    title=_("Head office or branch of a province"),
    article=HEAD_OFFICE_ARTICLE,
    input_type=ProvinceOfEmployer,
    example={"province": 6, "head_office": None},
)
def decide_head_office(place: ProvinceOfEmployer, parameters: Parameters) -> Outcome:
    """EMP-07/08: the first workplace of a province is its head office (None), later ones branches."""
    if place.head_office is None:
        return Outcome(None, (Step(_("The employer has no head office in this province"), place.province),))
    return Outcome(
        place.head_office, (Step(_("Branch of the head office of this province"), place.head_office),)
    )


class Departure(msgspec.Struct, frozen=True):
    """A workplace leaves a province. `branches` are the head office's there, by time of registration."""

    workplace: int
    is_head_office: bool
    branches: list[int] = []


@rule(
    "EMP-09",
    title=_("Head office of the province a workplace leaves"),
    article=HEAD_OFFICE_ARTICLE,
    input_type=Departure,
    example={"workplace": 1, "is_head_office": True, "branches": [2, 3]},
)
def decide_successor(departure: Departure, parameters: Parameters) -> Outcome:
    """EMP-09: when a head office leaves, its longest-registered branch follows; a branch leaves none."""
    if not departure.is_head_office or not departure.branches:
        return Outcome(None, (Step(_("Nobody needs to take its place"), departure.workplace),))
    return Outcome(departure.branches[0], (Step(_("The branch registered first"), departure.branches[0]),))


class WorkplaceNumber(msgspec.Struct, frozen=True):
    """`present` is what is on record, kept where the number says nothing."""

    sgk_number: str = ""
    present: Sector = Sector.PRIVATE


@rule(
    "VAC-20",
    title=_("Public or private workplace"),
    article="4857 md. 30",
    input_type=WorkplaceNumber,
    example={"sgk_number": "52064080866666660146574000"},
)
def decide_sector(workplace: WorkplaceNumber, parameters: Parameters) -> Outcome:
    """The first digit of the SGK number decides (1, 3 public; 2, 4 private); newer kinds say nothing."""
    parts = check_workplace_number(workplace.sgk_number).parts
    nature = parts.get("nature", "")
    known = parts.get("sector") in Sector.values
    sector = Sector(parts["sector"]) if known else workplace.present
    return Outcome(sector, (Step(_("Kind digit of the SGK workplace number"), nature),))
