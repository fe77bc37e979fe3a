"""P15.1, small cells: a reader who knows the program, the threshold and all that is shown cannot tell a hidden number.

The strongest form is tried whole: every table with few cells and small sums is published, tables that look the same
when published are put together, and among them each hidden cell must take at least two values.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imece.employment.statistics.domain.suppression import hide_small, hide_small_in_tree

THRESHOLD = 5


def vectors(length: int, most: int) -> Iterator[tuple[int, ...]]:
    """All with a sum of at most `most`."""
    if length == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in vectors(length - 1, most - first):
            yield (first, *rest)


def looks(numbers: dict[Any, int | None]) -> tuple[Any, ...]:
    return tuple(sorted(numbers.items(), key=lambda pair: str(pair[0])))


def published_row(counts: tuple[int, ...], threshold: int) -> dict[Any, int | None]:
    found = hide_small(dict(enumerate(counts)), threshold)
    return found.cells | {"total": found.total}


def split(counts: tuple[int, ...], width: int) -> dict[int, dict[int, int]]:
    return {
        number: dict(enumerate(counts[number * width : (number + 1) * width]))
        for number in range(len(counts) // width)
    }


def published_tree(counts: tuple[int, ...], threshold: int, width: int) -> dict[Any, int | None]:
    """What is not shown at all is as hidden as what is said to be."""
    cells = split(counts, width)
    found = hide_small_in_tree(cells, threshold)
    seen: dict[Any, int | None] = {"total": found.total}
    seen |= {("total", number): count for number, count in found.totals.items()}
    seen |= {
        (number, cell): found.cells.get(number, {}).get(cell)
        for number, inner in cells.items()
        for cell in inner
    }
    absent = {("absent", number): 1 for number in cells if number not in found.cells}
    return seen | absent


def true_row(counts: tuple[int, ...]) -> dict[Any, int]:
    return dict(enumerate(counts)) | {"total": sum(counts)}


def true_tree(counts: tuple[int, ...], width: int) -> dict[Any, int]:
    true: dict[Any, int] = {"total": sum(counts)}
    for number, inner in split(counts, width).items():
        true |= {("total", number): sum(inner.values())} | {
            (number, cell): count for cell, count in inner.items()
        }
    return true


def row(length: int) -> tuple[Callable[..., Any], Callable[..., Any], int]:
    return published_row, true_row, length


def tree(totals: int, width: int) -> tuple[Callable[..., Any], Callable[..., Any], int]:
    return partial(published_tree, width=width), partial(true_tree, width=width), totals * width


@pytest.mark.parametrize(
    ("table", "threshold", "most"),
    [(row(2), 5, 40), (row(3), 5, 24), (row(4), 4, 16), (row(5), 3, 11),
     (tree(2, 2), 4, 16), (tree(3, 2), 3, 11), (tree(2, 3), 3, 11)],
)  # fmt: skip
def test_P15_1_no_hidden_number_can_be_reckoned(table: Any, threshold: int, most: int) -> None:
    publish, truth, length = table
    alike: dict[Any, list[dict[Any, int]]] = defaultdict(list)
    for counts in vectors(length, most):
        alike[looks(publish(counts, threshold))].append(truth(counts))
    told = []
    for seen_items, truths in alike.items():
        for place, shown in seen_items:
            if shown is None and place in truths[0] and len({one[place] for one in truths}) < 2:
                if (
                    any(one["total"] > most - threshold for one in truths)
                    and dict(seen_items)["total"] is None
                ):
                    continue  # with the total hidden the tables alike go on beyond what was tried
                told.append((seen_items, place, truths[:3]))
    assert told == []
    assert len(alike) > 20


tables = st.dictionaries(st.integers(1, 81), st.integers(0, 60), max_size=30)


@given(tables, st.integers(2, 12))
def test_what_is_small_is_hidden_and_what_is_shown_is_true(cells: dict[int, int], threshold: int) -> None:
    found = hide_small(cells, threshold)
    assert found.cells.keys() == cells.keys()
    for key, count in cells.items():
        assert found.cells[key] in {None, count}
        assert (found.cells[key] is None) >= (0 < count < threshold)
        assert count or found.cells[key] == 0, "a zero names nobody"
    assert found.total in {None, sum(cells.values())}


@given(tables, st.integers(2, 12))
def test_one_alone_is_never_hidden_beside_its_total(cells: dict[int, int], threshold: int) -> None:
    found = hide_small(cells, threshold)
    hidden = [key for key, count in found.cells.items() if count is None]
    assert found.total is None or len(hidden) != 1


@settings(max_examples=60)
@given(st.dictionaries(st.integers(1, 6), tables, max_size=6), st.integers(2, 12))
def test_below_a_hidden_total_nothing_is_shown(cells: dict[int, dict[int, int]], threshold: int) -> None:
    found = hide_small_in_tree(cells, threshold)
    for key, inner in cells.items():
        if found.totals[key] is None:
            assert key not in found.cells
        else:
            assert found.cells[key].keys() == inner.keys()
            small = [cell for cell, count in inner.items() if 0 < count < threshold]
            assert all(found.cells[key][cell] is None for cell in small)


@pytest.mark.parametrize(
    ("cells", "shown", "total"),
    [
        ({1: 10, 2: 20}, {1: 10, 2: 20}, 30),  # nothing small, nothing hidden
        ({1: 3, 2: 9, 3: 20}, {1: None, 2: None, 3: 20}, 32),  # one small: the smallest other joins
        ({1: 2, 2: 3, 3: 20}, {1: None, 2: None, 3: 20}, 25),  # two small protect each other
        ({1: 1, 2: 1, 3: 20}, {1: None, 2: None, 3: None}, 22),  # their sum of 2 would tell both
        ({1: 4, 2: 4, 3: 20}, {1: None, 2: None, 3: None}, 28),  # so would 8
        ({1: 3, 2: 7, 3: 7, 4: 9}, {1: None, 2: None, 3: None, 4: 9}, 26),  # equal ones together
        ({1: 3, 2: 0}, {1: None, 2: 0}, None),  # nobody is left to join: the total goes too
        ({}, {}, 0),
    ],
)
def test_examples(cells: dict[int, int], shown: dict[int, int | None], total: int | None) -> None:
    found = hide_small(cells, THRESHOLD)
    assert (found.cells, found.total) == (shown, total)
