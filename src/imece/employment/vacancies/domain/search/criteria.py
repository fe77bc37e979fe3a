"""What somebody looks for, as a value: the seven ways of the manual and the one box share it (VAC-08, P2.3)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

RADII_KM: Final = (50, 100, 200, 400)
"""Road km offered around a province; `EVERYWHERE_KM` lists all of Türkiye, nearest first."""
EVERYWHERE_KM: Final = 2_500
WORDS_LENGTH: Final = 100
MANY: Final = 20
"""Values taken of one criterion; more come from no page of ours."""


class Mode(TextChoices):
    """The one box, and VAC-08's seven ways; the value stands in the address."""

    BOX = "", _("One box")
    PLACE = "il-ilce", _("By province and district")
    OCCUPATION = "il-meslek", _("By province and occupation")
    STATUS = "il-meslek-durum", _("By province, occupation and personal status")
    QUICK = "hizli", _("Quick search")
    DETAILED = "detayli", _("Detailed search")
    NUMBER = "talep-no", _("By vacancy number")
    KEYWORD = "anahtar-kelime", _("By keyword")


class Sort(StrEnum):
    """RELEVANCE: hits in the heading or occupation first, then the newest."""

    RELEVANCE = "relevance"
    DATE = "date"
    DISTANCE = "distance"


class WorkPlace(TextChoices):
    """Çalışma Yeri."""

    DOMESTIC = "domestic", _("In Türkiye")
    ABROAD = "abroad", _("Abroad")


@dataclass(frozen=True)
class SearchCriteria:
    """Empty means any; of several values of one criterion, one must fit. Equal searches are equal values.

    `occupations` are codes of the dictionary, `districts` our codes (`06-12`), `education` the highest school
    somebody has finished, `min_wage` lira a month, `days` the age of the announcement at most. `radius_km` widens
    a single province by road; with several provinces, or none, it says nothing.
    """

    mode: Mode = Mode.BOX
    words: str = ""
    number: str = ""
    employer: str = ""
    occupations: tuple[str, ...] = ()
    provinces: tuple[int, ...] = ()
    districts: tuple[str, ...] = ()
    radius_km: int = 0
    personal_statuses: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    work_places: tuple[str, ...] = ()
    work_kinds: tuple[str, ...] = ()
    work_areas: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    education: str = ""
    min_wage: int = 0
    days: int = 0
    sort: Sort | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was asked: neither mode nor order is a criterion."""
        return self == SearchCriteria(mode=self.mode, sort=self.sort)

    @property
    def origin(self) -> int | None:
        """The province that distances are reckoned from."""
        return self.provinces[0] if len(self.provinces) == 1 else None

    @property
    def is_widened(self) -> bool:
        return self.origin is not None and self.radius_km > 0 and not self.districts

    @property
    def possible_sorts(self) -> tuple[Sort, ...]:
        """Relevance needs words, distance a province and km around it; the first is taken unless one is chosen."""
        sorts = [Sort.RELEVANCE] if self.words else []
        sorts.append(Sort.DATE)
        return (*sorts, Sort.DISTANCE) if self.is_widened else tuple(sorts)

    @property
    def order(self) -> Sort:
        return self.sort if self.sort in self.possible_sorts else self.possible_sorts[0]

    def with_(self, **changes: Any) -> "SearchCriteria":
        return replace(self, **changes)

    def toggled(self, name: str, value: Any) -> "SearchCriteria":
        """With one value of a criterion more, or less if it was there."""
        values: tuple[Any, ...] = getattr(self, name)
        changed = tuple(one for one in values if one != value) if value in values else (*values, value)
        return self.with_(**{name: changed})

    def without(self, name: str) -> "SearchCriteria":
        """Free of one criterion; a district falls with its province, km with the place they are counted from."""
        blank = SearchCriteria()
        names = {"provinces": ("provinces", "districts", "radius_km")}.get(name, (name,))
        return self.with_(**{one: getattr(blank, one) for one in names})


FILTERS: Final = (
    "occupations",
    "districts",
    "provinces",
    "personal_statuses",
    "sectors",
    "work_places",
    "work_kinds",
    "work_areas",
    "positions",
    "education",
    "min_wage",
    "days",
    "employer",
    "number",
)
"""Every criterion beside the words, in the order in which they are told."""
