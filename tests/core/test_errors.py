"""The catalogue of problems: every code rendered, in both languages, raised somewhere, and defined once."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from django.utils import translation

from imece.core.errors import CATALOGUE, Problem, ProblemKind, define

SOURCE = Path(__file__).resolve().parents[2] / "src" / "imece"


def own_codes() -> dict[str, ProblemKind]:
    """Those of the platform; tests define a few of their own."""
    _import_everything()
    return {code: kind for code, kind in CATALOGUE.items() if not code.startswith("TEST-")}


def _import_everything() -> None:
    """A code counts wherever it is defined, imported by some page already or not."""
    from importlib import import_module

    for name in _defining_modules():
        import_module(name)


def _defining_modules() -> list[str]:
    files = [
        path
        for path in SOURCE.rglob("*.py")
        if re.search(r"\bdefine\(\s*$|\bdefine\(\"", path.read_text(), re.M)
    ]
    return [".".join(("imece", *path.relative_to(SOURCE).with_suffix("").parts)) for path in files]


def a_problem(kind: ProblemKind) -> Problem:
    """With a value for every placeholder; a date where the message formats one."""
    names = {
        name for text in (kind.message, kind.remedy) for _, name, _, _ in Formatter().parse(str(text)) if name
    }
    return kind(**dict.fromkeys((re.split(r"[.\[]", name)[0] for name in names), "örnek"))


def test_every_problem_says_what_is_wrong_and_what_to_do() -> None:
    for code, kind in own_codes().items():
        for language in ("tr", "en"):
            with translation.override(language):
                problem = a_problem(kind)
                for text in (problem.message, problem.remedy):
                    assert text, code
                    assert not re.search(r"\{\w", text), f"{code}: a placeholder is not filled: {text}"
                assert problem.as_json()["code"] == code
                assert kind.status == 200 or 400 <= kind.status < 600, code  # 200: a sentence, not a failure


def test_codes_have_one_shape() -> None:
    assert [code for code in own_codes() if not re.fullmatch(r"[A-Z]{2,5}-\d{2,3}", code)] == []


def test_a_code_is_defined_once() -> None:
    with pytest.raises(ValueError, match="CORE-404"):
        define("CORE-404", "again", remedy="never")


def defined_names() -> dict[str, Path]:
    """{constant: file} for every `NAME = define(...)` of the source."""
    names = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign) and _calls_define(node.value):
                (target,) = node.targets
                assert isinstance(target, ast.Name)
                names[target.id] = path
    return names


def _calls_define(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "define"


def test_no_code_stands_unused() -> None:
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)) or isinstance(node, ast.Attribute)
    }
    unused = {
        name: str(path.relative_to(SOURCE)) for name, path in defined_names().items() if name not in used
    }
    assert unused == {}
