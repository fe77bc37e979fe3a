"""Checks that other programs make: lint, types, import contracts, Turkish casing."""

import os
import subprocess
import sys
from pathlib import Path

from imece.config.checks import ROOT, SOURCE


def lint() -> list[str]:
    folders = [name for name in ("src", "tests", "tools", "benchmarks") if (ROOT / name).exists()]
    return _faults("-m", "ruff", "check", "--output-format", "concise", "--quiet", *folders)


def types() -> list[str]:
    return [
        line for line in _faults("-m", "mypy", "--no-error-summary", "-p", "imece") if ": note:" not in line
    ]


def imports() -> list[str]:
    """The contracts stand in pyproject.toml; only the broken part of the report is passed on."""
    return broken_contracts(ROOT / "pyproject.toml", ROOT / "src")


def broken_contracts(config: Path, source: Path) -> list[str]:
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [str(program), "--config", str(config), "--no-cache"]
    report = subprocess.run(
        command, cwd=config.parent, env=environment, capture_output=True, text=True, check=False
    )
    if report.returncode == 0:
        return []
    lines = [line.rstrip() for line in (report.stdout + report.stderr).splitlines() if line.strip()]
    first = next((number for number, line in enumerate(lines) if line.startswith("Broken contracts")), 0)
    return [line for line in lines[first:] if not set(line) <= {"-", " "}]


def turkish_casing() -> list[str]:
    tool = ROOT / "tools" / "lint_turkish.py"
    return _faults(str(tool), str(SOURCE)) if tool.exists() else ["tools/lint_turkish.py is missing"]


def _faults(*arguments: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    report = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    lines = [line for line in (report.stdout + report.stderr).splitlines() if line.strip()]
    return (lines or [f"{arguments[0]} ended with {report.returncode}"]) if report.returncode else []
