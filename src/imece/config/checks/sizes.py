"""How long functions and files are: a table to look at, not a gate."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from imece.config.checks import SOURCE, relative


@dataclass(frozen=True)
class Size:
    lines: int
    where: str


def size_table(source: Path = SOURCE) -> list[str]:
    files = [path for path in sorted(source.rglob("*.py")) if "migrations" not in path.parts]
    functions = [size for path in files for size in _functions(path)]
    lengths = [Size(len(path.read_text(encoding="utf-8").splitlines()), relative(path)) for path in files]
    return [
        f"functions {_figures(functions)} (aim: median 8, nine in ten 25, hardly one over 60)",
        *_longest(functions),
        f"files     {_figures(lengths)} (aim: nine in ten 300, hardly one over 450)",
        *_longest(lengths),
    ]


def _functions(path: Path) -> Iterator[Size]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Size(lines, f"{relative(path)}:{node.lineno} {node.name}")


def _figures(sizes: Sequence[Size]) -> str:
    lines = sorted(size.lines for size in sizes)
    ninetieth = lines[int(len(lines) * 0.9)]
    return f"{len(lines)}: median {median(lines):g}, nine in ten <= {ninetieth}, longest {lines[-1]}"


def _longest(sizes: Sequence[Size]) -> list[str]:
    ordered = sorted(sizes, key=lambda size: (-size.lines, size.where))
    return [f"  {size.lines:5} {size.where}" for size in ordered[:10]]
