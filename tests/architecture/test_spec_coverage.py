"""`docs/spec-coverage.md` names modules and tests that exist, each line once, in order."""

import ast
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.sources import DOCS, ROOT, SOURCE, names_of_tests, table_rows

ROWS = table_rows(DOCS / "spec-coverage.md")
QUOTED = re.compile(r"`([^`]+)`")
STATE = re.compile(r"done|later|partly: .+")
PROOF = re.compile(r"(?P<path>tests/[\w/]+\.py)::(?P<name>[\w:]+)(?:\[(?P<row>[^\]]+)\])?")


def _key(spec_id: str) -> list[tuple[int, str]]:
    """P2.3 before P10.1; T-VAC apart from VAC."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|[A-Z]+", spec_id)]


@cache
def _texts_of(path: Path) -> tuple[str, ...]:
    """String constants of a test file: the ids of its parameter rows are among them."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(
        node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _stands(proof: str) -> bool:
    parts = PROOF.fullmatch(proof)
    if (
        parts is None
        or not (path := ROOT / parts["path"]).is_file()
        or parts["name"] not in names_of_tests(path)
    ):
        return False
    return parts["row"] is None or any(text.startswith(parts["row"]) for text in _texts_of(path))


def test_the_page_has_rows() -> None:
    assert len(ROWS) > 100


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_a_row_names_exists(row: list[str]) -> None:
    _, where, proof, state = row
    assert STATE.fullmatch(state), f"{state!r} is neither done, nor later, nor partly: with what is missing"
    modules, proofs = QUOTED.findall(where), QUOTED.findall(proof)
    assert [
        module for module in modules if not (SOURCE / module).exists() and not (ROOT / module).exists()
    ] == []
    assert [test for test in proofs if not _stands(test)] == []
    assert state != "done" or (modules and proofs)
    assert state != "later" or not (modules or proofs)


def test_each_line_stands_once_and_in_order() -> None:
    ids = [row[0] for row in ROWS]
    assert len(set(ids)) == len(ids)
    sections = [re.match(r"P\d|X\d|T-|", spec_id)[0][:1] for spec_id in ids]  # type: ignore[index]
    wrong = [(first, second) for first, second in pairwise(zip(sections, ids, strict=True))
             if first[0] == second[0] and _key(first[1]) > _key(second[1])]  # fmt: skip
    assert wrong == []
