"""Settings, server and data folder are checked before anything starts; each fault is one sentence."""

import os
import pwd
from pathlib import Path

import pytest

from imece.config.database import Installation
from imece.config.environment import KNOWN, Environment, SettingsProblem
from imece.config.readiness import database_running, prepare_data_folder, require_reachable
from imece.core.postgres import DatabaseUrl, ServerProblem, require_supported_server
from imece.core.postgres.server import refuse_old

URL = DatabaseUrl("db.example.invalid", 5432, "imece", "owner", "s3cret")


@pytest.mark.parametrize(
    "values, words",
    [
        ({"IMECE_HOST": "x"}, "unknown setting IMECE_HOST; did you mean IMECE_HOSTS?"),
        ({"IMECE_ZZZZZZ": "x"}, "known are"),
    ],
)
def test_an_unknown_setting_stops_the_start(values: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsProblem) as caught:
        Environment(values)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda environment: environment.flag("IMECE_DEBUG"),
        lambda environment: environment.count("IMECE_PROXY_COUNT"),
        lambda environment: environment.choice("IMECE_MODE", ("a", "b"), "a"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(call: object) -> None:
    environment = Environment(dict.fromkeys(KNOWN, "maybe"))
    with pytest.raises(SettingsProblem, match="'maybe'; write"):
        call(environment)  # type: ignore[operator]


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://host", "host"])
def test_a_database_address_of_another_shape_is_refused(url: str, tmp_path: Path) -> None:
    installation = Installation(Environment({"DATABASE_URL": url, "IMECE_HOME": str(tmp_path)}))
    with pytest.raises(SettingsProblem, match="must look like"):
        _ = installation.external_url


@pytest.mark.parametrize("number, version", [(170006, "17.6"), (150012, "15.12 (Debian)")])
def test_an_older_server_is_refused_with_its_version(number: int, version: str) -> None:
    with pytest.raises(ServerProblem) as caught:
        refuse_old(number, version, URL)
    assert f"PostgreSQL {version}; 18 or newer" in str(caught.value)
    refuse_old(180000, "18.0", URL)


def test_the_server_of_this_run_is_accepted(cluster) -> None:
    assert require_supported_server(cluster.url("postgres")).startswith("18")


def test_a_server_that_cannot_be_reached_is_named_without_the_password(tmp_path: Path) -> None:
    url = f"postgresql://owner:s3cret@/imece?host={tmp_path}"
    installation = Installation(Environment({"DATABASE_URL": url, "IMECE_HOME": str(tmp_path)}))
    with pytest.raises(SettingsProblem) as caught, database_running(installation):
        pass
    assert str(tmp_path) in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsProblem, match="cannot be written"):
        prepare_data_folder(tmp_path / "file" / "home")


def test_a_full_disk_is_named_before_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="MB are free"):
        prepare_data_folder(tmp_path, least_free_mb=10**9)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_write_that_fails_for_space_is_the_same_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f".probe-{os.getpid()}").symlink_to("/dev/full")
    with pytest.raises(SettingsProblem, match="No space left"):
        prepare_data_folder(tmp_path)


def test_a_folder_the_servers_user_cannot_enter_is_named_and_left_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    (closed / "home").mkdir(parents=True)
    closed.chmod(0o700)
    if os.geteuid() != 0:
        pytest.skip("only root starts the server as another user")
    with pytest.raises(SettingsProblem, match="cannot go into"):
        require_reachable(closed / "home", pwd.getpwnam("nobody"))
    assert closed.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("values", [{}, {"HOME": ""}])
def test_without_a_home_the_systems_own_record_of_the_user_counts(
    values: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    record = pwd.struct_passwd(("u", "x", 4321, 4321, "", "/home/u", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda number: record)
    assert Environment(values).home() == Path("/home/u/.local/share/imece")
