"""The files of `deploy/` name what exists; with systemd and Caddy on the machine they are read by those, too."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from imece.__main__ import COMMANDS, OWN_ROLES
from imece.config.environment import KNOWN, ROLES

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
PROGRAMS = {*COMMANDS, *OWN_ROLES}
OTHERS = {"XDG_RUNTIME_DIR"}  # read by the program, not ours to name


def lines(unit: Path) -> list[tuple[str, str]]:
    found = [line.partition("=") for line in unit.read_text(encoding="utf-8").splitlines() if "=" in line]
    return [(name, value) for name, _, value in found if not name.startswith("#")]


def values(unit: Path, name: str) -> list[str]:
    return [value for key, value in lines(unit) if key == name]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_what_exists_with_settings_that_are_known(unit: Path) -> None:
    for command in values(unit, "ExecStart") + values(unit, "ExecStartPre"):
        program, *arguments = command.split()
        path = ROOT / Path(program).relative_to("/opt/imece")
        assert path.stat().st_mode & 0o111, program
        assert path.parent == DEPLOY or arguments[0] in PROGRAMS, command
    given = dict(word.split("=", 1) for line in values(unit, "Environment") for word in line.split())
    assert set(given) <= {*KNOWN, *OTHERS}
    assert given.get("IMECE_DATABASE_ROLE", "web") in ROLES


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_may_write_temporary_files_and_has_the_database_before_it(unit: Path) -> None:
    """A service that started our PostgreSQL would take it from all others when it is stopped."""
    assert values(unit, "PrivateTmp") == ["yes"]
    is_database = unit.stem == "imece-database"
    for name in ("After", "Wants"):
        assert any("imece-database.service" in value for value in values(unit, name)) is not is_database
    assert (values(unit, "KillMode") == ["process"]) is is_database
    for other in re.findall(r"imece-[a-z]+\.service", unit.read_text(encoding="utf-8")):
        assert (unit.parent / other).exists(), other


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("the units were not read by systemd: there is no systemd-analyze on this machine")
    for unit in (DEPLOY / "systemd").iterdir():
        text = unit.read_text(encoding="utf-8").replace("/opt/imece/", f"{ROOT}/").replace("User=imece\n", "")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (found.returncode, "imece" in found.stderr) == (0, False), found.stderr


def test_caddy_takes_its_file_and_keeps_callers_words_out() -> None:
    if shutil.which("caddy") is None:
        pytest.skip("the Caddyfile was not read by Caddy: there is no caddy on this machine")
    found = subprocess.run(
        ["caddy", "adapt", "--config", DEPLOY / "Caddyfile"],
        capture_output=True, text=True, check=True, timeout=60, env={"SITE_HOST": "imece.test", "HOME": "/tmp"},
    )  # fmt: skip
    told = found.stdout.replace(" ", "")
    assert '"dial":"127.0.0.1:8000"' in told
    assert '"dial":"127.0.0.1:8010"' in told
    assert '"listen":[":443"]' in told
    assert told.count('"X-Forwarded-For":["{http.request.remote.host}"]') == 2
    assert '"delete":["X-Client-Certificate"]' in told


def test_X3_1_the_gateway_is_reached_through_tls_alone() -> None:
    """It listens to the machine itself; outside stands the proxy alone, which has no site without TLS."""
    unit = DEPLOY / "systemd/imece-gateway.service"
    assert values(unit, "ExecStart") == ["/opt/imece/imece gateway"]
    assert '"--host", default="127.0.0.1"' in (ROOT / "src/imece/config/commands/gateway.py").read_text()
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {name: one["ports"] for name, one in services.items() if "ports" in one} == {
        "proxy": ["80:80", "443:443"]
    }
    sites = re.findall(r"^(\S+) \{$", (DEPLOY / "Caddyfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sites == ["{$SITE_HOST}"]


def test_the_containers_run_commands_with_settings_that_are_known() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    ours = {name: one for name, one in services.items() if one.get("image") == "imece"}
    assert {one["command"][0] for one in ours.values()} <= PROGRAMS
    for one in ours.values():
        assert {name for name in one["environment"] if name.startswith("IMECE_")} <= set(KNOWN)
    proxy = services["proxy"]
    address = proxy["networks"]["default"]["ipv4_address"]
    assert ours["gateway"]["environment"]["IMECE_EXCHANGE_PROXIES"] == address
    assert set(re.findall(r"\{\$([A-Z_]+)", (DEPLOY / "Caddyfile").read_text(encoding="utf-8"))) == set(
        proxy["environment"]
    )
