"""`./imece test [pytest arguments]`: the whole suite, or the part named."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of unguessable name is made in it
MEMORY, MEMORY_NEEDED = Path("/proc/meminfo"), 6 * 1024**3
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    named = os.environ.get("IMECE_CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def main(arguments: list[str]) -> int:
    import pytest

    os.chdir(Path(__file__).resolve().parents[4])
    if find_chromium() is None:
        print("imece: no Chromium found, the browser tests are skipped (install it or set IMECE_CHROMIUM).")
        if os.environ.get("CI") == "true":
            print("imece: under CI=true that is a failure.", file=sys.stderr)
            return 1
    # The settings read the environment before any conftest does, so the run's own data folder is made here.
    with tempfile.TemporaryDirectory(prefix="imece-test-", dir=quick_folder()) as folder:
        Path(folder).chmod(0o711)
        os.environ |= {"IMECE_MODE": "test", "IMECE_HOME": folder}
        keep_bytecode(Path(sys.prefix))
        os.environ.pop("DATABASE_URL", None)
        return int(pytest.main([*parallel(arguments), *arguments]))


def quick_folder() -> Path | None:
    """Memory, where there is plenty: a run makes and drops hundreds of databases of some 1,700 files each, and ext4
    takes 20 times as long for a file where many have just been deleted.
    """
    if not (IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK)):
        return None
    available = re.search(r"MemAvailable:\s+(\d+) kB", MEMORY.read_text()) if MEMORY.exists() else None
    free = min(shutil.disk_usage(IN_MEMORY).free, int(available[1]) * 1024 if available else 0)
    return IN_MEMORY if free >= MEMORY_NEEDED else None


def keep_bytecode(folder: Path) -> None:
    """Where Python is told to keep none beside the sources it is kept in our environment: some fifty processes of a
    run would each compile all.
    """
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


def parallel(arguments: list[str]) -> list[str]:
    """The whole suite runs in two processes (one cluster, a database each); a part of it in one, as was asked."""
    names_a_part = any(not argument.startswith("-") for argument in arguments)
    decides_itself = any(
        argument.startswith(("-n", "-p", "--pdb", "-s", "--lf", "-k", "-x")) for argument in arguments
    )
    return [] if names_a_part or decides_itself else ["-n", "2", "--dist", "loadfile"]
