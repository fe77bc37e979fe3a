"""What each part of the score is worth: reviewed data, not code. Its version is kept with each score."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "data" / "weights.json"


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Whole points. `…_most` bounds a part; a distance step is so many km of road."""

    occupation_main: int
    occupation_accepted: int
    experience_year: int
    experience_years_most: int
    document: int
    documents_most: int
    preferred: int
    preferred_most: int
    wants_place: int
    distance_step_km: int
    distance_step: int
    distance_most: int
    schooling_level: int
    schooling_most: int
    work_kind: int
    nights: int
    travel: int
    wage: int


@cache
def weights() -> Weights:
    return Weights(**_read()["weights"])


@cache
def weights_version() -> str:
    return str(_read()["version"])


@cache
def _read() -> dict[str, dict[str, int]]:
    data: dict[str, dict[str, int]] = json.loads(FILE.read_text(encoding="utf-8"))
    return data
