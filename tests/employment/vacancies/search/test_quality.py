"""The labelled searches: the share found may grow, and then the figure here with it; it may not fall."""

import pytest
from benchmarks.search_quality import found_by_class, labelled, make_corpus

RECORDED = {"inflected": 39, "ascii": 25, "misspelt": 27, "synonym": 49, "several": 30, "english": 50}
"""Of 40, 25, 28, 50, 33 and 50 (docs/benchmarks.md)."""


def test_there_are_enough_searches_each_once() -> None:
    asked = labelled()
    assert len(asked) >= 150
    assert len({one.text for one in asked}) == len(asked)
    assert all(one.expected for one in asked)


@pytest.mark.django_db
def test_P2_3_labelled_searches_find_what_they_found(capsys: pytest.CaptureFixture[str]) -> None:
    make_corpus()
    found, asked, missed = found_by_class()
    with capsys.disabled():
        print(f"\nfound in the first ten: {found.total()} of {asked.total()}")
    fallen = {kind: (found[kind], least) for kind, least in RECORDED.items() if found[kind] < least}
    assert not fallen, f"fewer than recorded: {fallen}; missed: {[one.text for one in missed]}"
