"""The map of the provinces and the bars: colours, legend, what is hidden, what a screen reader hears."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from imece.core.ui.charts import Value, bars, share, step_bounds, step_of
from imece.core.ui.gallery_data import province_maps
from imece.core.ui.province_map import Place, ProvinceMap

OUTLINES = {1: "M0,0l1,1 1,0z", 6: "M5,5l1,1 1,0z", 34: "M9,9l1,1 1,0z"}


def map_of(values: dict[int, int | None], **more: object) -> ProvinceMap:
    places = [
        Place(code, f"İl {code}", values.get(code, 0), f"/{code}/" if code == 6 else "") for code in OUTLINES
    ]
    options = {"id": "m", "title": "Deneme", "unit": "Sayı", "total": 0, "places": places} | more
    return ProvinceMap(outlines=OUTLINES, **options)  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 10_000), max_size=81))
def test_steps_follow_the_numbers(values: list[int]) -> None:
    bounds = step_bounds(values)
    assert len(bounds) <= 5
    steps = [step_of(value, bounds) for value in sorted(values)]
    assert steps == sorted(steps)
    assert {step for step, value in zip(steps, sorted(values), strict=True) if not value} <= {0}
    assert all(1 <= step <= 5 for step, value in zip(steps, sorted(values), strict=True) if value)


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], []),
        ([0, 0], []),
        ([7], [7]),
        ([3, 3, 3], [3]),
        ([1, 2], [1, 2]),
        (list(range(1, 11)), [2, 4, 6, 8, 10]),
    ],
)
def test_bounds(values: list[int], bounds: list[int]) -> None:
    assert step_bounds(values) == bounds


def test_a_hidden_place_says_neither_its_number_nor_a_colour_of_one() -> None:
    drawn = map_of({1: None, 6: 4, 34: 12})
    assert "İl 1: gizli" in drawn.svg
    assert 'fill="url(#m-hidden)"' in drawn.svg
    assert '<pattern id="m-hidden"' in drawn.svg
    assert [key.text for key in drawn.legend] == ["4", "5–12", "gizli, çünkü arkasında az kişi var"]
    assert [(place.code, text) for place, text in drawn.rows] == [(1, "gizli"), (6, "4"), (34, "12")]


def test_without_links_it_is_one_picture_with_them_a_group() -> None:
    with_link, without = map_of({6: 4}), map_of({})
    assert 'role="group"' in with_link.svg
    assert '<a href="/6/" aria-label="İl 6: 4">' in with_link.svg
    bare = map_of({}, places=[Place(1, "İl 1", 3)])
    assert 'role="img"' in bare.svg
    assert "<a " not in bare.svg
    assert "Hiçbir ilde yok." in without.svg


def test_the_description_names_the_most_and_the_table_the_rest() -> None:
    drawn = map_of({1: 2, 34: 1500})
    assert "2 ilde var; en çok İl 34 ilinde (1.500)" in drawn.description
    assert drawn.rest_count == 1
    assert [place.code for place in drawn.lines] == [1, 34]


def test_a_hidden_total_is_said_to_be_hidden() -> None:
    assert map_of({1: None}, total=None).total_text == "gizli"


def test_names_cannot_break_out_of_the_drawing() -> None:
    svg = map_of({}, places=[Place(1, "<script>", 1, 'x" onload="y')], title="<b>").svg
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert 'href="x&quot; onload=&quot;y"' in svg


def test_every_state_is_in_the_gallery() -> None:
    many, one, hidden, empty = province_maps()
    assert many.has_links
    assert len(many.bounds) == 5
    assert len(one.bounds) == 1
    assert hidden.has_hidden
    assert hidden.total is None
    assert empty.is_empty


def test_numbers_are_written_in_the_language() -> None:
    with translation.override("en"):
        assert "1,500" in map_of({34: 1500}, language="en").description


def test_bars_share_one_scale() -> None:
    found = bars([Value("a", 50, "50"), Value("b", 20, "20", 100), Value("c", None, "–")])
    assert [(bar.length, bar.second) for bar in found] == [
        (Decimal("50.0"), None),
        (Decimal("20.0"), Decimal("100.0")),
        (Decimal(0), None),
    ]
    assert 'width="50.0%"' in found[0].svg
    assert "style" not in found[0].svg


def test_share_of_nothing_is_nothing() -> None:
    assert share(0, 0) == 0
    assert share(1, 3) == Decimal("33.3")
