"""Each acceptance vector of the rules built so far stands in a test under its own id, so that `-k T_ID_01` finds it."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
VECTORS = (
    *(
        f"T-ID-{n:02d}"
        for n in (1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23, 25, 26, 28, 29, 31)
    ),
    *(f"T-TR-{n:02d}" for n in (1, 3, 4, 6, 7)),
    *(f"T-VAC-{n:02d}" for n in (1, 2, 14, 16, 17, 19, 20)),
    *(f"T-AIC-{n:02d}" for n in (1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19)),
    *(f"T-QUO-{n:02d}" for n in (1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 18, 19, 21, 22, 24, 25)),
    *(f"T-CAL-{n:02d}" for n in (2, 3, 5, 6)),
    *(f"T-PRO-{n:02d}" for n in (1, 2, 4, 5, 7, 8, 11, 13)),
    *(f"T-KPS-{n:02d}" for n in (1, 3, 4, 6, 7, 9, 10)),
)


def found() -> set[str]:
    here = Path(__file__)
    texts = (path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path != here)
    return {match.replace("_", "-") for text in texts for match in re.findall(r"T[-_][A-Z]+[-_]\d{2}", text)}


FOUND = found()


@pytest.mark.parametrize("vector", VECTORS)
def test_a_vector_has_its_test(vector: str) -> None:
    assert vector in FOUND, f"no test names {vector}"
