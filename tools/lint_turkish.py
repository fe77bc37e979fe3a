"""Refuses letter-casing that knows no Turkish, in Python and in templates (TR-01, TR-02).

    python tools/lint_turkish.py [PATH …]        (default: src/imece)

Prints ``file:line: what: use instead`` and exits 1 if there is a finding. A technical identifier, which is
folded as ASCII (TR-04), is allowed by a reason on its line: ``# ascii: a host name`` in Python,
``{# ascii: a file name #}`` in a template. Only ``core/turkish.py`` is exempt: it is what to use instead.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

METHODS = {
    "upper": "turkish.upper(text)",
    "lower": "turkish.lower(text), or turkish.fold(text) to compare",
    "casefold": "turkish.fold(text)",
    "title": "turkish.capitalize_words(text)",
    "capitalize": "turkish.capitalize_words(text)",
    "swapcase": "turkish.upper(text) or turkish.lower(text)",
}
SEARCH = "a column of tr_fold(…), compared with turkish.fold(text)"
NAMES = {"slugify": "turkish.slug(text)", "Lower": SEARCH, "Upper": SEARCH}
FILTERS = {
    "upper": "turkish.upper in the view, or text-transform in CSS",
    "lower": "turkish.lower in the view, or text-transform in CSS",
    "title": "turkish.capitalize_words in the view",
    "capfirst": "turkish.capitalize_words in the view",
    "slugify": "turkish.slug in the view",
}

EXEMPT = Path("core/turkish.py")
TEMPLATES = {".html", ".txt", ".xml"}

_LOOKUP = re.compile(r"(?:^|__)(icontains|iexact|istartswith|iendswith|iregex)$")
_ILIKE = re.compile(r"\bilike\b", re.IGNORECASE)
_FILTER = re.compile(r"(?:\|\s*|\{%\s*filter\s+)(upper|lower|title|capfirst|slugify)\b")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_PYTHON_MARK = re.compile(r"#\s*ascii:\s*\S")
_TEMPLATE_MARK = re.compile(r"\{#\s*ascii:\s*[^\s#].*?#\}")


class Finding(NamedTuple):
    path: Path
    line: int
    what: str
    instead: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}: use {self.instead}"


# ------------------------------------------------------------------------------------------ Python
def check_python(path: Path, source: str) -> Iterator[Finding]:
    lines = source.splitlines()
    tree = ast.parse(source, str(path))
    docstrings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr | ast.keyword | ast.alias) or node in docstrings:
            continue
        for what, instead in _find_in_node(node):
            first, last = node.lineno, node.end_lineno or node.lineno
            if not any(_PYTHON_MARK.search(line) for line in lines[first - 1 : last]):
                yield Finding(path, last, what, instead)


def _find_in_node(node: ast.AST) -> Iterator[tuple[str, str]]:
    match node:
        case ast.Call(func=ast.Attribute(attr=name), args=[], keywords=[]) if name in METHODS:
            yield f".{name}()", METHODS[name]
        case ast.Attribute(value=ast.Name(id="str"), attr=name) if name in METHODS:
            yield f"str.{name}", METHODS[name]
        case ast.Attribute(attr=name) | ast.alias(name=name) if name in NAMES:
            yield name, NAMES[name]
        case ast.keyword(arg=str(name)) if found := _LOOKUP.search(name):
            yield found[1], SEARCH
        case ast.Constant(value=str(text)):
            yield from _find_in_text(text)


def _find_in_text(text: str) -> Iterator[tuple[str, str]]:
    if found := _LOOKUP.search(text):
        yield found[1], SEARCH
    if _ILIKE.search(text):
        yield "ILIKE", SEARCH


# ------------------------------------------------------------------------------------------ templates
def check_template(path: Path, source: str) -> Iterator[Finding]:
    for number, line in enumerate(source.splitlines(), start=1):
        if _TEMPLATE_MARK.search(line):
            continue
        for tag in _TAG.findall(line):
            for name in _FILTER.findall(tag):
                yield Finding(path, number, f"|{name}", FILTERS[name])


# ------------------------------------------------------------------------------------------ all files
def check_file(path: Path) -> Iterator[Finding]:
    if path.suffix == ".py" and not path.as_posix().endswith(EXEMPT.as_posix()):
        yield from check_python(path, path.read_text(encoding="utf-8"))
    elif path.suffix in TEMPLATES:
        yield from check_template(path, path.read_text(encoding="utf-8"))


def list_files(roots: list[Path]) -> Iterator[Path]:
    for root in roots:
        yield from [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())


def main(arguments: list[str]) -> int:
    roots = [Path(argument) for argument in arguments] or [Path("src/imece")]
    if missing := [str(root) for root in roots if not root.exists()]:
        print(f"No such path: {', '.join(missing)}. Run it from the root of the project.", file=sys.stderr)
        return 2
    findings = [finding for path in list_files(roots) for finding in check_file(path)]
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
