"""Small cells are hidden so that nobody is recognised, and so that no hidden one can be reckoned from the rest (P15.1).

A published table is a tree: a total with its cells, each of which may be a total with cells of its own. Totals that
cross it (an occupation over all provinces beside a province over all occupations) are never published, so what is
hidden can be sought only within one total. There a reader knows: the total, the cells shown (also every zero), that a
hidden cell is at least 1, the threshold, and this very program. He is still left with at least two values for each:

* among cells that are all below the threshold the sum is neither the least nor the most possible;
* otherwise the smallest shown cells join the hidden (all of equal size together, so that their order tells nothing),
  and a small and a large one might be exchanged;
* if no cell is left to join, the total is hidden as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")
L = TypeVar("L")


@dataclass(frozen=True)
class Published(Generic[K]):
    """None stands for hidden."""

    cells: dict[K, int | None]
    total: int | None

    @property
    def has_hidden(self) -> bool:
        return self.total is None or None in self.cells.values()


def hide_small(cells: Mapping[K, int], threshold: int, also: frozenset[K] = frozenset()) -> Published[K]:
    """One total with its cells. `also` must be hidden whatever their size (their own cells could not be protected)."""
    hidden = {key for key, count in cells.items() if 0 < count < threshold} | also
    if not hidden:
        return Published(dict(cells), sum(cells.values()))
    joining = _by_size(cells, hidden)
    while not _is_safe([cells[key] for key in hidden], threshold) and joining:
        hidden |= joining.pop(0)
    is_safe = _is_safe([cells[key] for key in hidden], threshold)
    shown = {key: None if key in hidden else count for key, count in cells.items()}
    return Published(shown, sum(cells.values()) if is_safe else None)


def _by_size(cells: Mapping[K, int], hidden: set[K]) -> list[set[K]]:
    """The shown cells that are not zero, smallest first, equal ones together."""
    sizes: dict[int, set[K]] = {}
    for key, count in cells.items():
        if count and key not in hidden:
            sizes.setdefault(count, set()).add(key)
    return [sizes[size] for size in sorted(sizes)]


def _is_safe(counts: Sequence[int], threshold: int) -> bool:
    """Could each be another number, as far as somebody knows who knows their sum and the threshold?"""
    number, total = len(counts), sum(counts)
    if number < 2 or total == number:
        return False
    if max(counts) >= threshold:
        return min(counts) < max(counts)  # two of them might be exchanged
    return total < number * (threshold - 1)


@dataclass(frozen=True)
class PublishedTree(Generic[K, L]):
    """The grand total, the totals below it, and the cells below those; below a hidden total there are none."""

    total: int | None
    totals: dict[K, int | None]
    cells: dict[K, dict[L, int | None]]


def hide_small_in_tree(cells: Mapping[K, Mapping[L, int]], threshold: int) -> PublishedTree[K, L]:
    """Two levels. Below a hidden total not even a zero is shown: its cells would add up to it."""
    below = {key: hide_small(inner, threshold) for key, inner in cells.items()}
    sums = {key: sum(inner.values()) for key, inner in cells.items()}
    unprotected = frozenset(key for key, one in below.items() if one.total is None and sums[key])
    above = hide_small(sums, threshold, unprotected)
    shown = {key: one.cells for key, one in below.items() if above.cells[key] is not None}
    return PublishedTree(above.total, above.cells, shown)
