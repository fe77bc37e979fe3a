"""What the hits have in common: counts by criterion beside a result, and which criterion narrows most (P0.3, P2.3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.employment.employers.enums import Sector
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search.criteria import SearchCriteria, WorkPlace
from imece.employment.vacancies.domain.search.names import district_names, occupations_by_key, province_names
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.enums import Position, WorkArea, WorkKind

CEILING: Final = 1_000
"""Hits counted for the facets: as many as a search lists. Beyond, every count is a lower bound and says so with a plus,
as the number of hits does."""
SHOWN: Final = 8
"""Values of one facet on the page."""
Labels = Mapping[Any, Any]
"""By the table's value: the words for it, or (what criteria call it, the words)."""


@dataclass(frozen=True)
class Kind:
    """One facet: `name` is the criterion's, `column` the narrow table's."""

    name: str
    label: Text
    column: str
    labels: Callable[[Iterable[Any]], Labels]


def _choices(choices: Any) -> Callable[[Iterable[Any]], Labels]:
    return lambda values: {value: choices(value).label for value in values}


def _work_places(values: Iterable[bool]) -> Labels:
    places = {value: WorkPlace.ABROAD if value else WorkPlace.DOMESTIC for value in values}
    return {value: (place.value, place.label) for value, place in places.items()}


KINDS: Final = (
    Kind("provinces", _("Province"), "province_id", province_names),
    Kind("districts", _("District"), "district_id", district_names),
    Kind("occupations", _("Occupation"), "occupation_id", occupations_by_key),
    Kind("work_kinds", _("Kind of work"), "work_kind", _choices(WorkKind)),
    Kind("work_areas", _("Work area"), "work_area", _choices(WorkArea)),
    Kind("positions", _("Position"), "position", _choices(Position)),
    Kind("sectors", _("Kind of workplace"), "sector", _choices(Sector)),
    Kind("work_places", _("Place of work"), "is_abroad", _work_places),
    Kind("personal_statuses", _("Personal status"), "personal_status", _choices(PersonalStatus)),
)
GROUPED: Final = """select grouping({columns}), {columns}, count(*) from ({hits}) hits
group by grouping sets ({sets})"""
"""One pass over the hits for all facets; `hits` is the statement the ORM makes, its values stay parameters."""


@dataclass(frozen=True)
class Value:
    """`value` as criteria hold it; `count_text` ends in a plus where not all hits were counted."""

    value: Any
    label: str
    count: int
    count_text: str


@dataclass(frozen=True)
class Facet:
    kind: Kind
    values: tuple[Value, ...]
    left_on_average: int

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def label(self) -> Text:
        return self.kind.label

    def shown(self) -> tuple[Value, ...]:
        return self.values[:SHOWN]


def counts_of(search: Search) -> tuple[dict[str, dict[Any, int]], bool]:
    """Per criterion value → number of hits, as the table holds values; and whether all hits were counted.

    Only of criteria that may still divide the hits.
    """
    kinds = [kind for kind in KINDS if _is_open(kind, search.criteria)]
    inner = search.rows.values(*(kind.column for kind in kinds))[:CEILING]
    if search.is_barred or not kinds:
        return {}, True
    text, values = inner.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_grouped(kinds, text), values)
        rows = cursor.fetchall()
    places = {_mask(place, len(kinds)): place for place in range(len(kinds))}
    found: dict[str, dict[Any, int]] = {kind.name: {} for kind in kinds}
    total = 0
    for mask, *keys, count in rows:
        place = places[mask]
        total += 0 if place else count
        if keys[place] not in ("", None):
            found[kinds[place].name][keys[place]] = count
    return found, total < CEILING


def _grouped(kinds: Sequence[Kind], hits: str) -> str:
    columns = ", ".join(kind.column for kind in kinds)
    sets = ", ".join(f"({kind.column})" for kind in kinds)
    return GROUPED.format(columns=columns, sets=sets, hits=hits)


def _mask(place: int, count: int) -> int:
    """What `grouping` answers: exactly one column is grouped by, and its bit is 0, counted from the left."""
    return (1 << count) - 1 - (1 << (count - 1 - place))


def facets_of(search: Search) -> list[Facet]:
    """Those that divide the hits, in the order of the page, values most frequent first; districts of one province."""
    counts, is_whole = counts_of(search)
    wanted = [kind for kind in KINDS if len(counts.get(kind.name, {})) > 1]
    return [_facet(kind, counts[kind.name], is_whole=is_whole) for kind in wanted]


def narrowing_most(search: Search, allowed: Iterable[str]) -> Facet | None:
    """VAC-09: of the criteria still open in this way of searching, the one that leaves fewest hits on average."""
    names = set(allowed)
    facets = [facet for facet in facets_of(search) if facet.name in names]
    return min(facets, key=lambda one: one.left_on_average, default=None)


def _is_open(kind: Kind, criteria: SearchCriteria) -> bool:
    if kind.name == "districts" and (len(criteria.provinces) != 1 or criteria.is_widened):
        return False
    return not getattr(criteria, kind.name)


def _facet(kind: Kind, counts: Mapping[Any, int], *, is_whole: bool) -> Facet:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))
    labels = kind.labels([key for key, _count in ordered[: SHOWN * 3]])
    total = sum(counts.values())
    named = {key: label if isinstance(label, tuple) else (key, label) for key, label in labels.items()}
    values = tuple(
        Value(named[key][0], str(named[key][1]), count, str(count) if is_whole else f"{count}+")
        for key, count in ordered
        if key in named
    )
    return Facet(kind, values, sum(count * count for count in counts.values()) // max(total, 1))
