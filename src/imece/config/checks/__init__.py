"""What `./imece check` looks at. Each check is a function that answers with the faults it found, one a line."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
SOURCE = ROOT / "src" / "imece"


@dataclass(frozen=True)
class Check:
    name: str
    run: Callable[[], list[str]]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
