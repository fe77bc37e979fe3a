"""Compiled catalogues (.mo) are made from the .po files when they are older, and are never committed.

Only what the base requirements hold is used here: a server compiles at its first start, without GNU gettext.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from imece.config.environment import Environment

SOURCE = Path(__file__).resolve().parent.parent


def catalogues(source: Path = SOURCE) -> Iterator[Path]:
    """Every app's own .po file."""
    for folder, names, files in os.walk(source):
        names[:] = sorted(name for name in names if name not in {"static", "__pycache__", "migrations"})
        if Path(folder).name == "LC_MESSAGES":
            yield from (Path(folder) / name for name in sorted(files) if name.endswith(".po"))


def is_stale(catalogue: Path) -> bool:
    return not any(_is_newer(place, catalogue) for place in _places(catalogue))


def compile_catalogues(source: Path = SOURCE) -> int:
    """Compile those that are stale; returns how many. A few file stats when none is."""
    stale = [catalogue for catalogue in catalogues(source) if is_stale(catalogue)]
    for catalogue in stale:
        _compile(catalogue)
    return len(stale)


def kept_elsewhere(source: Path = SOURCE) -> list[Path]:
    """Folders for LOCALE_PATHS: what was compiled into the data folder, and not since beside its catalogue."""
    pairs = ((catalogue, *_places(catalogue)) for catalogue in catalogues(source))
    return [other.parents[2] for _, beside, other in pairs if other.exists() and not _is_newer(beside, other)]


def _places(catalogue: Path) -> tuple[Path, Path]:
    """Beside it; or in the data folder, where the checkout is not ours to write, as under systemd."""
    name = os.path.relpath(catalogue.with_suffix(".mo"), SOURCE).replace("..", "_")
    return catalogue.with_suffix(".mo"), Environment().home() / "texts" / name


def _is_newer(one: Path, other: Path) -> bool:
    return one.exists() and one.stat().st_mtime_ns > other.stat().st_mtime_ns


def _compile(catalogue: Path) -> None:
    """Written under another name and renamed: two processes may start at once."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    beside, other = _places(catalogue)
    place = beside if os.access(beside.parent, os.W_OK) else other
    draft = place.with_suffix(f".{os.getpid()}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with catalogue.open("rb") as source, draft.open("wb") as target:
            write_mo(target, read_po(source, locale=catalogue.parent.parent.name))
        draft.replace(place)
    except OSError as problem:
        sys.stderr.write(f"imece: the Turkish texts could not be compiled ({problem}).\n")
