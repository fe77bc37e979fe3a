"""Puts the files of `data/` into tables: places, the ISCO-08 tree, the sample. Can be run again."""

from datetime import date
from typing import Any

from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.reference.data_files import fingerprint, read_distances, read_json, read_table
from imece.reference.domain.dictionary_files import Row
from imece.reference.domain.importing import apply_rows
from imece.reference.models import UNCLASSIFIED, District, IscoGroup, LoadedData, Province, ProvinceDistance

STAMP = "reference"


def is_loaded() -> bool:
    return LoadedData.objects.filter(name=STAMP, fingerprint=fingerprint()).exists()


@verb
def load_reference_data(*, actor: Actor, today: date) -> dict[str, int]:
    """Load all files; answers how many rows of each kind the platform now knows from them."""
    _load_provinces()
    _load_districts()
    _load_distances()
    _load_isco_groups()
    sample = _load_sample_occupations(actor, today)
    LoadedData.objects.update_or_create(name=STAMP, defaults={"fingerprint": fingerprint()})
    return {
        "provinces": Province.objects.count(),
        "districts": District.objects.count(),
        "distances": ProvinceDistance.objects.count(),
        "isco_groups": IscoGroup.objects.count(),
        "occupations": sample,
    }


def _load_provinces() -> None:
    rows = [Province(code=int(row["code"]), name=row["name"]) for row in read_table("provinces.csv")]
    _upsert(Province, rows, ["code"], ["name"])


def _load_districts() -> None:
    rows = [
        District(
            code=row["code"],
            province_id=int(row["province"]),
            name=row["name"],
            postal_codes=row["postal_codes"].split(),
        )
        for row in read_table("districts.csv")
    ]
    _upsert(District, rows, ["code"], ["province", "name", "postal_codes"])


def _load_distances() -> None:
    rows = [
        ProvinceDistance(origin_id=origin, destination_id=destination, distance_km=distance)
        for larger, smaller, distance in read_distances()
        for origin, destination in ((larger, smaller), (smaller, larger))
    ]
    _upsert(ProvinceDistance, rows, ["origin", "destination"], ["distance_km"])


def _load_isco_groups() -> None:
    groups = [
        IscoGroup(
            code=row["code"],
            parent_id=row["code"][:-1] or None,
            name_tr=row["name_tr"],
            name_en=row["name_en"],
        )
        for row in read_table("isco08.csv", delimiter="|")
    ]
    groups.append(
        IscoGroup(code=UNCLASSIFIED, name_tr="Sınıflandırılmamış meslekler", name_en="Unclassified")
    )
    groups.sort(key=lambda group: len(group.code))  # parents first
    _upsert(IscoGroup, groups, ["code"], ["parent", "name_tr", "name_en"])


def _load_sample_occupations(actor: Actor, today: date) -> int:
    """Never over a real occupation: an imported dictionary outlives the sample (OCC-07)."""
    rows = [
        Row(number, one["code"], one["name"], {**one, "tasks": "\n".join(one.get("tasks", []))})
        for number, one in enumerate(read_json("occupations.json"), start=1)
    ]
    apply_rows(rows, actor=actor, today=today, source_name="occupations.json", is_sample=True)
    return len(rows)


def _upsert(model: type[Any], rows: list[Any], unique: list[str], fields: list[str]) -> None:
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=2000
    )
