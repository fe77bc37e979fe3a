"""Checks that read our own code: doors between rooms, no queries in pages, rooms named in the contracts."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from imece.config.checks import ROOT, SOURCE, relative

DOORS = {"public", "enums", "models"}
FIELDS = "web.fields"  # form fields of a room below; for pages and reports' criteria, since `public` knows no pages
HOUSES = ("employment", "registry", "permits", "osh")


def rooms(source: Path = SOURCE) -> dict[str, Path]:
    """Every Django app outside core, exchange and config: `employment.vacancies` → its folder."""
    folders = sorted(path.parent for path in source.rglob("apps.py"))
    named = {folder.relative_to(source).as_posix().replace("/", "."): folder for folder in folders}
    return {
        name: folder
        for name, folder in named.items()
        if name.split(".")[0] not in {"core", "exchange", "config"}
    }


def doors(source: Path = SOURCE) -> list[str]:
    """Another room is entered only through its public, enums or (foreign keys, types) models."""
    known = rooms(source)
    faults = []
    for room, folder in known.items():
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            is_page = bool({"web", "reports"} & set(parts))
            for line, module in _imports(path):
                if fault := _wrong_door(room, module, known, is_page=is_page):
                    faults.append(f"{path.relative_to(source)}:{line}: {fault}")
    return list(dict.fromkeys(faults))


def _wrong_door(room: str, module: str, known: dict[str, Path], *, is_page: bool) -> str:
    target = module.removeprefix("imece.")
    candidates = [name for name in known if f"{target}.".startswith(f"{name}.")]
    other = max(candidates, key=len, default="")
    if not other or other == room:
        return ""
    inside = target.removeprefix(other).strip(".")
    part = inside.split(".")[0]
    if part in DOORS or (is_page and f"{inside}.".startswith(f"{FIELDS}.")):
        return ""
    return f"enters {other} by «{part or '__init__'}»; its doors are {', '.join(sorted(DOORS))}"


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names if name.name.startswith("imece."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("imece."):
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def queries_in_pages(source: Path = SOURCE) -> list[str]:
    """A view asks the domain, which asks the actor's scope: no `Model.objects` in web/ (house rule)."""
    faults = []
    for path in sorted(source.rglob("web/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {
                "objects",
                "_base_manager",
                "_default_manager",
            }:
                faults.append(f"{path.relative_to(source)}:{node.lineno}: .{node.attr} in a page")
    return faults


def rooms_in_contracts() -> list[str]:
    """A new room stands in the import contracts, or they would pass without looking at it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    named = {container for contract in settings["contracts"] for container in contract.get("containers", [])}
    wanted = {f"imece.{room}" for room in rooms()}
    return [f"pyproject.toml: {room} is in no «inside a room» contract" for room in sorted(wanted - named)]


def spec_coverage() -> list[str]:
    """docs/spec-coverage.md names tests as `tests/….py::test_name`; each must be there."""
    document = ROOT / "docs" / "spec-coverage.md"
    if not document.exists():
        return [f"{relative(document)} is missing"]
    faults = []
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        missing = [name for name in _named_tests(line) if not _exists(name)]
        faults += [f"{relative(document)}:{number}: no such test: {name}" for name in missing]
    return faults


def _named_tests(line: str) -> list[str]:
    return [part.strip() for part in line.split("`")[1::2] if part.strip().startswith("tests/")]


def _exists(name: str) -> bool:
    file, _separator, function = name.partition("::")
    path = ROOT / file
    if not function:
        return path.exists()
    plain = function.split("[")[0].split("::")[-1]
    return path.is_file() and f"def {plain}(" in path.read_text(encoding="utf-8")
