"""The files of `data/`, read as they stand; who needs them often keeps what he made of them."""

import csv
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "data"
LOADED = ("provinces.csv", "districts.csv", "distances.csv", "isco08.csv", "occupations.json")
"""What `load_reference` puts into tables."""


def read_table(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def read_json(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def read_distances() -> Iterable[tuple[int, int, int]]:
    """Each pair of provinces once: larger plate number, smaller one, road km."""
    with (FOLDER / "distances.csv").open(encoding="utf-8", newline="") as file:
        for larger, row in enumerate(csv.reader(file), start=2):
            for smaller, distance in enumerate(row, start=1):
                yield larger, smaller, int(distance)


def fingerprint(names: Iterable[str] = LOADED) -> str:
    """Changes when one of the files changes: the stamp by which a second load knows it has nothing to do."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (FOLDER / name).read_bytes())
    return digest.hexdigest()


@cache
def read_outlines() -> dict[int, str]:
    """Plate code → SVG path of the province in a box of 1000 × 440; by code. Kept: every map draws all of them."""
    return {int(row["code"]): row["path"] for row in read_table("outlines.csv")}
