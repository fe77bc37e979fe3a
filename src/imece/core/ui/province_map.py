"""A map of the provinces, drawn as SVG in Python: `<c-province-map :map="…" />`.

It knows nothing of what it counts. The outlines come from the caller (`reference.public.province_outlines`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from imece.core.errors import Text
from imece.core.formats import format_integer
from imece.core.ui.charts import step_bounds, step_of

BOX = "-4 -4 1008 448"
HIDDEN = "hidden"


@dataclass(frozen=True)
class Place:
    """One province; `value` None is hidden (too few), and `url` leads to what is counted."""

    code: int
    name: str
    value: int | None
    url: str = ""


@dataclass(frozen=True)
class Key:
    """One line of the legend: the colour's class and what it means."""

    step: str
    text: str


@dataclass(frozen=True)
class ProvinceMap:
    """`unit` heads the column of the table; `total` None is hidden or not known; `csv` is the file's address."""

    id: str
    title: Text
    unit: Text
    places: Sequence[Place]
    outlines: Mapping[int, str]
    total: int | None = None
    has_total: bool = True
    threshold: int = 0
    csv: str = ""
    language: str = "tr"

    @cached_property
    def bounds(self) -> list[int]:
        return step_bounds(place.value for place in self.places if place.value)

    @property
    def is_empty(self) -> bool:
        return all(place.value == 0 for place in self.places)

    @property
    def has_links(self) -> bool:
        return any(place.url for place in self.places)

    @property
    def has_hidden(self) -> bool:
        return any(place.value is None for place in self.places)

    @property
    def lines(self) -> list[Place]:
        """The table: who has something, in the caller's order; the rest is one sentence."""
        return [place for place in self.places if place.value != 0]

    @property
    def rest_count(self) -> int:
        return sum(place.value == 0 for place in self.places)

    def text_of(self, value: int | None) -> str:
        if value is not None:
            return format_integer(value, self.language)
        return gettext("hidden")

    @property
    def rows(self) -> list[tuple[Place, str]]:
        return [(place, self.text_of(place.value)) for place in self.lines]

    @property
    def total_text(self) -> str:
        return self.text_of(self.total)

    @property
    def legend(self) -> list[Key]:
        """Colour is never alone: each step with its numbers, and what is hidden with its reason."""
        keys, low = [], min((place.value for place in self.places if place.value), default=0)
        for bound in self.bounds:
            text = self._span(low, bound)
            keys.append(Key(str(step_of(bound, self.bounds)), text))
            low = bound + 1
        if self.has_hidden:
            reason = gettext("hidden, because few people are behind it")
            keys.append(Key(HIDDEN, reason))
        if any(place.value == 0 for place in self.places):
            keys.append(Key("0", gettext("none")))
        return keys

    def _span(self, low: int, high: int) -> str:
        first, last = format_integer(low, self.language), format_integer(high, self.language)
        return last if low == high else f"{first}–{last}"

    @property
    def svg(self) -> SafeString:
        """With links a group of links; without them one picture, described by its title."""
        role = "group" if self.has_links else "img"
        shapes = format_html_join("", "{}", ((self._shape(place),) for place in self.places))
        return format_html(
            '<svg class="province-map" viewBox="{box}" role="{role}" aria-labelledby="{id}-title {id}-desc">'
            '<title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>{pattern}{shapes}</svg>',
            box=BOX,
            role=role,
            id=self.id,
            title=self.title,
            desc=self.description,
            pattern=self._pattern() if self.has_hidden else "",
            shapes=shapes,
        )

    @property
    def description(self) -> str:
        """The sentence for who cannot see it: the most, and where the rest is."""
        known = [(place.value, place.name) for place in self.places if place.value]
        if not known:
            return gettext("No province has any.")
        value, name = max(known, key=lambda pair: pair[0])
        numbers = {"name": name, "value": format_integer(value, self.language), "count": len(self.lines)}
        return gettext(
            "{count} provinces have some; the most has {name} ({value}). The table below lists them."
        ).format(**numbers)

    def _shape(self, place: Place) -> SafeString:
        label = f"{place.name}: {self.text_of(place.value)}"
        path = format_html(
            '<path d="{}" {}><title>{}</title></path>', self.outlines[place.code], self._paint(place), label
        )
        if not place.url:
            return path
        return format_html('<a href="{}" aria-label="{}">{}</a>', place.url, label, path)

    def _paint(self, place: Place) -> SafeString:
        if place.value is None:
            return format_html('class="is-hidden" fill="url(#{}-hidden)"', self.id)
        return format_html('class="step-{}"', step_of(place.value, self.bounds))

    def _pattern(self) -> SafeString:
        """Stripes, so that what is hidden differs by more than its colour."""
        return format_html(
            '<defs><pattern id="{}-hidden" width="7" height="7" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)">{}</pattern></defs>',
            self.id,
            mark_safe(
                '<rect class="hidden-ground" width="7" height="7"/><rect class="hidden-stripe" width="2.5" height="7"/>'
            ),
        )
