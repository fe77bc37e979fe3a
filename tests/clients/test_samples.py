"""X3.5: the developers' samples run as they stand, against a real gateway and its sandbox."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from imece.exchange.contract import SERVICES
from imece.exchange.services.samples import samples_for
from tests.clients.conftest import Sandbox

ROOT = Path(__file__).resolve().parents[2]
RUN = {
    "curl": lambda file: ["sh", file],
    "Python": lambda file: [sys.executable, file],
    "Java": lambda file: [shutil.which("java") or "java", file],
    "C#": lambda file: _csharp(Path(file)),
}
TOOLS = {
    "curl": [["curl"]],
    "Python": [[sys.executable]],
    "Java": [["java"]],
    "C#": [["dotnet"], ["mcs", "mono"]],  # either will do
}
PROJECT = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>
<TargetFramework>net{version}.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>"""


@pytest.mark.parametrize("language", RUN)
def test_a_sample_runs_as_it_stands(sandbox: Sandbox, language: str, tmp_path: Path) -> None:
    if not any(all(map(shutil.which, tools)) for tools in TOOLS[language]):
        names = " or ".join(" and ".join(tools) for tools in TOOLS[language])
        pytest.skip(f"the {language} sample was not run: there is no {names} on this machine")
    service = SERVICES["registry.person", 1]
    sample = next(
        one
        for one in samples_for(service, sandbox.road.url, purpose=sandbox.purpose, user="1001")
        if one.language == language
    )
    file = tmp_path / sample.file
    file.write_text(sample.text, encoding="utf-8")
    environment = {**os.environ, "EXCHANGE_CLIENT_ID": sandbox.client_id, "EXCHANGE_SECRET": sandbox.secret}
    environment["PYTHONPATH"] = str(ROOT / "clients/python")
    done = subprocess.run(
        RUN[language](str(file)), capture_output=True, text=True, env=environment, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Işıl" in done.stdout
    if language != "Python":
        assert json.loads(done.stdout)["receipt"]["sequence"] >= 0


def _csharp(file: Path) -> list[str]:
    """As its first line says."""
    if shutil.which("dotnet"):
        _write_project(file.parent)
        return ["dotnet", "run", "--project", str(file.parent)]
    subprocess.run(["mcs", "-r:System.Net.Http.dll", file], cwd=file.parent, check=True, timeout=60)
    return ["mono", str(file.with_suffix(".exe"))]


def _write_project(folder: Path) -> None:
    """What `dotnet run` asks for beside the program, for the version that is here."""
    told = subprocess.run(["dotnet", "--version"], capture_output=True, text=True, check=True, timeout=60)
    text = PROJECT.format(version=told.stdout.split(".")[0])
    (folder / "sample.csproj").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("key", sorted(SERVICES), ids=lambda key: key[0])
def test_every_service_has_a_sample_in_each_language(key: tuple[str, int]) -> None:
    samples = samples_for(SERVICES[key], "https://exchange.example")
    assert [one.language for one in samples] == list(RUN)
    for one in samples:
        assert "@" not in one.text.replace("@example", "")
        assert "https://exchange.example" in one.text
