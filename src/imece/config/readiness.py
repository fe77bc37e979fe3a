"""What must be right before anything starts; each thing that is not is one sentence, not a traceback."""

import os
import pwd
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imece.config.database import Installation
from imece.config.environment import SettingsProblem
from imece.core.postgres import (
    BinariesError,
    ClusterError,
    ServerProblem,
    is_reachable,
    require_supported_server,
)

LEAST_FREE_MB = 300


@contextmanager
def database_running(installation: Installation) -> Iterator[None]:
    """The named server, checked; or ours, started now and stopped when the last process leaves."""
    try:
        if installation.external_url is not None:
            require_supported_server(installation.external_url)
            yield
            return
        prepare_data_folder(installation.home)
        cluster = installation.cluster()
        require_reachable(installation.home, cluster.binaries.user)
        with cluster.running():
            cluster.create_database()
            yield
    except (BinariesError, ClusterError, ServerProblem) as problem:
        raise SettingsProblem(str(problem)) from problem


def prepare_data_folder(home: Path, least_free_mb: int = LEAST_FREE_MB) -> None:
    """Make the folder if need be; refuse one that cannot be written or a disk that is nearly full."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o711)
        probe = home / f".probe-{os.getpid()}"
        probe.write_bytes(b"imece")
        probe.unlink()
        free_mb = shutil.disk_usage(home).free // 1_000_000
    except OSError as problem:
        advice = "choose another with IMECE_HOME, or mend its owner and rights"
        raise SettingsProblem(
            f"the data folder {home} cannot be written ({problem.strerror}); {advice}."
        ) from problem
    if free_mb < least_free_mb:
        raise SettingsProblem(
            f"only {free_mb} MB are free for {home}; {least_free_mb} MB are needed to start."
        )


def require_reachable(home: Path, user: pwd.struct_passwd | None) -> None:
    """As root the server runs as a user of its own, who must be able to walk to the data."""
    if user is not None and not is_reachable(home, user):
        raise SettingsProblem(
            f"PostgreSQL runs as the user {user.pw_name}, who cannot go into {home} (a folder above is closed to "
            "others); set IMECE_HOME to a folder like /var/lib/imece. We do not open your folders."
        )
