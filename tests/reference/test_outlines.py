"""`data/outlines.csv`: 81 closed shapes inside their box, neighbours with a common border."""

import re

from imece.reference.public import province_outlines

STEP = re.compile(r"-?\d+")
BOX = (1000, 440)
Point = tuple[int, int]


def corners_of(path: str) -> list[list[Point]]:
    rings = []
    for part in path.split("M")[1:]:
        assert part.endswith("z")
        numbers = [int(one) for one in STEP.findall(part)]
        points: list[Point] = [(numbers[0], numbers[1])]
        for x, y in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + x, points[-1][1] + y))
        rings.append(points)
    return rings


SHAPES = {code: corners_of(path) for code, path in province_outlines().items()}


def test_every_province_has_its_shape() -> None:
    assert sorted(SHAPES) == list(range(1, 82))
    assert all(len(ring) >= 3 for rings in SHAPES.values() for ring in rings)


def test_all_lie_in_the_box_and_fill_it() -> None:
    points = [point for rings in SHAPES.values() for ring in rings for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    assert (min(across), max(across), min(down), max(down)) == (0, BOX[0], 0, BOX[1])


def test_neighbours_share_corners_and_others_do_not() -> None:
    shared = {code: {point for ring in rings for point in ring} for code, rings in SHAPES.items()}
    for one, other in ((6, 42), (34, 41), (17, 10), (35, 45), (21, 47), (65, 30)):
        assert len(shared[one] & shared[other]) >= 2, (one, other)
    for one, other in ((6, 34), (35, 65), (1, 61)):
        assert not shared[one] & shared[other]


def test_places_are_where_they_are() -> None:
    """West of, north of: the plate numbers belong to the right shapes."""
    middle = {
        code: (sum(x for x, _ in rings[0]) / len(rings[0]), sum(y for _, y in rings[0]) / len(rings[0]))
        for code, rings in SHAPES.items()
    }
    assert middle[35][0] < middle[6][0] < middle[65][0]  # İzmir, Ankara, Van
    assert middle[57][1] < middle[6][1] < middle[42][1] < middle[33][1]  # Sinop, Ankara, Konya, Mersin
