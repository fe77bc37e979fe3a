"""What charts are drawn from: lengths and colour steps, reckoned with whole numbers; the words stay text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WHOLE = Decimal(100)
SPREAD = {1: (4,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""So many steps are needed → these colours, from palest (1) to darkest (5)."""


@dataclass(frozen=True)
class Bar:
    """One line of a bar chart: `length` and, paler behind it, `second` are shares of the longest, 0 to 100."""

    label: str
    text: str
    length: Decimal
    second: Decimal | None = None

    @property
    def svg(self) -> SafeString:
        """Lengths are attributes, since the content security policy refuses styles."""
        lines = [("bar-ground", WHOLE), ("bar-second", self.second), ("bar", self.length)]
        drawn = ((name, length) for name, length in lines if length)
        rects = format_html_join("", '<rect class="{}" width="{}%" height="100%"/>', drawn)
        return format_html('<svg class="bar-line" aria-hidden="true" focusable="false">{}</svg>', rects)


@dataclass(frozen=True)
class Value:
    """What a bar stands for; `number` None is drawn as no bar. `second` is the longer one behind it."""

    label: str
    number: Decimal | int | None
    text: str
    second: Decimal | int | None = None


def bars(values: Iterable[Value]) -> list[Bar]:
    """All on one scale: the longest number fills the line."""
    known = list(values)
    longest = max((Decimal(n) for one in known for n in (one.number, one.second) if n), default=Decimal(0))
    return [
        Bar(
            one.label,
            one.text,
            share(one.number or 0, longest),
            None if one.second is None else share(one.second, longest),
        )
        for one in known
    ]


def share(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Per cent with one place; of nothing, nothing."""
    if not whole:
        return Decimal(0)
    return (Decimal(part) * WHOLE / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def step_bounds(values: Iterable[int], steps: int = len(SPREAD)) -> list[int]:
    """Upper bounds of at most `steps` colour steps, with as many places in each as equal values allow.

    Zeros have a colour of their own and do not count. Equal values never stand in two steps.
    """
    ordered = sorted(value for value in values if value > 0)
    if not ordered:
        return []
    return sorted({ordered[-(-len(ordered) * step // steps) - 1] for step in range(1, steps + 1)})


def step_of(value: int, bounds: Sequence[int]) -> int:
    """The colour: 0 for nothing, else one of `SPREAD`."""
    if value <= 0:
        return 0
    place = next(number for number, bound in enumerate(bounds) if value <= bound)
    return SPREAD[len(bounds)][place]
