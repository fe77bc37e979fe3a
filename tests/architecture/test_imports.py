"""Each import contract of pyproject.toml breaks when it is broken: a tiny tree of the same shape, with one bad line."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from imece.config.checks import ROOT
from imece.config.checks.programs import broken_contracts

PARTS = (
    "web",
    "reports",
    "tasks",
    "notifications",
    "services",
    "public",
    "domain",
    "permissions",
    "models",
    "moves",
    "enums",
)
BAD = [
    ("core/thing.py", "imece.accounts.models", "Layers"),
    ("core/thing.py", "imece.config.settings", "Layers"),
    ("accounts/models.py", "imece.reference.models", "Layers"),
    ("accounts/models.py", "imece.exchange.contract", "Layers"),
    ("exchange/client.py", "imece.employment.vacancies.public", "Layers"),
    ("employment/vacancies/domain.py", "imece.registry.public", "Layers"),
    ("registry/domain.py", "imece.employment.vacancies.public", "Layers"),
    ("employment/vacancies/domain.py", "imece.config.settings", "Layers"),
    ("employment/vacancies/domain.py", "imece.exchange.models", "Houses know"),
    ("exchange/ledger/format.py", "imece.core.thing", "The query path"),
    ("employment/employers/domain.py", "imece.employment.selection.public", "Rooms of employment"),
    ("employment/selection/domain.py", "imece.employment.vacancies.public", "Rooms of employment"),
    ("employment/vacancies/domain.py", "imece.employment.home.public", "Rooms of employment"),
    ("employment/employers/domain.py", "imece.employment.jobseekers.public", "Rooms of employment"),
    *[
        (f"employment/vacancies/{low}.py", f"imece.employment.vacancies.{high}", "Inside a room")
        for high, low in [
            ("web", "tasks"),
            ("tasks", "public"),
            ("public", "domain"),
            ("domain", "permissions"),
            ("permissions", "models"),
            ("models", "moves"),
            ("moves", "enums"),
        ]
    ],
]
GOOD = [
    ("employment/vacancies/domain.py", "imece.exchange.client"),
    ("employment/home/web.py", "imece.employment.vacancies.public"),
    ("employment/vacancies/web.py", "imece.employment.vacancies.domain"),
    ("exchange/client.py", "imece.exchange.models"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The project's shape with empty modules, and the project's own contracts."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    rooms = {name for contract in settings["contracts"] for name in contract.get("containers", [])}
    rooms |= {"imece", "imece.config", "imece.core", "imece.exchange"}
    for room in rooms:
        folder = tmp_path / "src" / Path(*room.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        for part in (*PARTS, "client", "contract", "settings", "thing"):
            (folder / f"{part}.py").touch()
    named = {
        name
        for contract in settings["contracts"]
        for name in (*contract.get("source_modules", []), *contract.get("forbidden_modules", []))
        if "*" not in name
    }
    named |= {
        f"{container}.{part.strip(' ()')}"
        for contract in settings["contracts"]
        for container in contract.get("containers", [])
        for layer in contract["layers"]
        for part in re.split("[|:]", layer)
    }
    for name in sorted(named - rooms):
        module = tmp_path / "src" / Path(*name.split(".")).with_suffix(".py")
        module.parent.mkdir(parents=True, exist_ok=True)
        if not module.with_suffix("").is_dir():
            module.touch()
    for folder in {path.parent for path in (tmp_path / "src").rglob("*.py")}:
        (folder / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def faults(tree: Path, file: str, module: str) -> str:
    (tree / "src/imece" / file).write_text(f"import {module}\n", encoding="utf-8")
    return "\n".join(broken_contracts(tree / "pyproject.toml", tree / "src"))


@pytest.mark.parametrize(
    "file, module, contract", BAD, ids=lambda value: value if isinstance(value, str) else None
)
def test_a_bad_import_breaks_its_contract(tree: Path, file: str, module: str, contract: str) -> None:
    assert contract in faults(tree, file, module)


@pytest.mark.parametrize("file, module", GOOD)
def test_a_good_import_breaks_none(tree: Path, file: str, module: str) -> None:
    assert faults(tree, file, module) == ""
