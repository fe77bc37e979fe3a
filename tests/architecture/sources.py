"""What stands in the source, read without running it: class names with their members, and test functions."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "imece"
DOCS = ROOT / "docs"


@cache
def classes() -> dict[str, set[str]]:
    """Class name → names of its body and of its direct bases' bodies; classes of one name are merged."""
    found: dict[str, set[str]] = {}
    bases: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, set()).update(_members(node))
                names = (base.id for base in node.bases if isinstance(base, ast.Name))
                bases.setdefault(node.name, set()).update(names)
    return {name: own.union(*(found.get(base, set()) for base in bases[name])) for name, own in found.items()}


def _members(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        if isinstance(line, ast.Assign):
            yield from (target.id for target in line.targets if isinstance(target, ast.Name))
        elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            yield line.target.id
        elif isinstance(line, ast.FunctionDef):
            yield line.name


@cache
def names_of_tests(path: Path) -> frozenset[str]:
    """`test_name` and `TestClass::test_name` of one file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(_tests(tree.body, ""))


def _tests(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            yield prefix + node.name
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            yield from _tests(node.body, f"{node.name}::")


def table_rows(path: Path) -> list[list[str]]:
    """Cells of every line of every table of a Markdown file; heads and rules left out."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    rows = []
    for number, line in enumerate(lines):
        is_head = (
            number + 1 < len(lines) and set(lines[number + 1]) <= set("|-: ") and "-" in lines[number + 1]
        )
        if line.startswith("|") and not is_head and not set(line) <= set("|-: "):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows
