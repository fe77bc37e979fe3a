"""The hazard class that hangs on a workplace's activity (ID-27; 6331 md. 9)."""

from dataclasses import dataclass
from datetime import date

from imece.reference.enums import HazardClass
from imece.reference.models import HazardList, NaceActivity


@dataclass(frozen=True)
class Hazard:
    """`hazard_class` is None where the list does not know the code, `list_from` where no list holds on the day."""

    hazard_class: HazardClass | None
    list_from: date | None


def hazard_class_of(nace_code: str, on: date) -> Hazard:
    """By the list in force on the day; which list that is belongs to the answer."""
    list_from = HazardList.objects.filter(valid_from__lte=on).values_list("valid_from", flat=True).first()
    line = NaceActivity.objects.valid_on(on).filter(code=nace_code).first()
    return Hazard(HazardClass(line.hazard_class) if line else None, list_from)
