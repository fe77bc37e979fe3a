"""Compiled catalogues (.mo) are made from the .po files when they are older, and are never committed.

Only what the base requirements hold is used here: a server compiles at its first start, without GNU gettext.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent


def catalogues(source: Path = SOURCE) -> Iterator[Path]:
    """Every app's own .po file."""
    for folder, names, files in os.walk(source):
        names[:] = sorted(name for name in names if name not in {"static", "__pycache__", "migrations"})
        if Path(folder).name == "LC_MESSAGES":
            yield from (Path(folder) / name for name in sorted(files) if name.endswith(".po"))


def is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= catalogue.stat().st_mtime_ns


def compile_catalogues(source: Path = SOURCE) -> int:
    """Compile those that are stale; returns how many. A few file stats when none is."""
    stale = [catalogue for catalogue in catalogues(source) if is_stale(catalogue)]
    for catalogue in stale:
        _compile(catalogue)
    return len(stale)


def _compile(catalogue: Path) -> None:
    """Written beside and renamed: two processes may start at once. A folder we may not write is told, not fatal."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    draft = catalogue.with_suffix(f".{os.getpid()}.new")
    try:
        with catalogue.open("rb") as source, draft.open("wb") as target:
            write_mo(target, read_po(source, locale=catalogue.parent.parent.name))
        draft.replace(catalogue.with_suffix(".mo"))
    except PermissionError as problem:
        sys.stderr.write(f"imece: the Turkish texts could not be compiled ({problem}).\n")
