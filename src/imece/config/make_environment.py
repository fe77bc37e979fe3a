"""Makes the environment the launcher runs in. Started by the system's own Python: standard library only.

    python3 make_environment.py FOLDER LOCK_FILE INSTALLER_LOCK

One process at a time, by a lock the kernel drops when its holder dies; who waited finds it ready. `ready` is written
last, so an environment that was interrupted is made anew.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

DISK_MB = 700


class Trap(Exception):
    """Why it cannot be made, in one sentence."""


def require_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        advice = "install it (Debian: apt install python3-venv)"
        raise Trap(f"this Python ({sys.executable}) has no venv module; {advice}.") from None


def refuse_musl(host_type: str | None = None) -> None:
    host_type = host_type if host_type is not None else str(sysconfig.get_config_var("HOST_GNU_TYPE") or "")
    if "musl" in host_type:
        raise Trap(
            "this system uses musl; the PostgreSQL and typst packages need glibc. Use a glibc distribution."
        )


def own_folder(folder: Path) -> None:
    """Make it, ours alone; never one that somebody else put under a shared folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        status = folder.lstat()
        if folder.is_symlink() or status.st_uid != os.geteuid():
            raise Trap(f"{folder} belongs to somebody else; set IMECE_ENVIRONMENTS to a folder of your own.")
        if shutil.disk_usage(folder).free < DISK_MB * 1_000_000:
            raise Trap(
                f"less than {DISK_MB} MB are free for {folder}; set IMECE_ENVIRONMENTS to a roomier folder."
            )
    except OSError as problem:
        advice = "set IMECE_ENVIRONMENTS to a folder of yours"
        raise Trap(f"{folder} cannot be made ({problem.strerror}); {advice}.") from problem


def make(environment: Path, lock_file: Path, installer: Path) -> None:
    require_venv()
    refuse_musl()
    own_folder(environment.parent)
    with (environment.parent / f"{environment.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (environment / "ready").exists() and os.access(environment / "bin" / "python", os.X_OK):
            return
        sys.stderr.write("imece: making the environment (once, a minute or so) ...\n")
        shutil.rmtree(environment, ignore_errors=True)
        _build(environment, lock_file, installer)
        (environment / "ready").touch()


def _build(environment: Path, lock_file: Path, installer: Path) -> None:
    """uv is the quick way; where it cannot work (a proxy with a certificate of its own), pip does the same."""
    if subprocess.run([sys.executable, "-m", "venv", str(environment)], check=False).returncode:
        raise Trap(f"the environment could not be made in {environment} (see above).")
    python = str(environment / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
    subprocess.run([*pip, str(installer)], check=False, capture_output=True)
    uv = [
        str(environment / "bin" / "uv"),
        "pip",
        "install",
        "--quiet",
        "--python",
        python,
        "--require-hashes",
        "-r",
    ]
    if (
        Path(uv[0]).exists()
        and not subprocess.run([*uv, str(lock_file)], check=False, capture_output=True).returncode
    ):
        return
    if subprocess.run([*pip, str(lock_file)], check=False, stdout=sys.stderr).returncode:
        raise Trap("the packages could not be installed (see above); is a package index reachable?")


if __name__ == "__main__":
    try:
        make(*(Path(argument) for argument in sys.argv[1:4]))
    except Trap as trap:
        sys.exit(f"imece: {trap}")
    except KeyboardInterrupt:
        sys.exit("imece: interrupted; the environment is made anew next time.")
