"""The form of occupation codes (OCC-01, OCC-02)."""

import re
from typing import Final

CODE: Final = re.compile(r"[0-9]{4}\.[0-9]{2}", re.ASCII)


def is_occupation_code(text: str) -> bool:
    """`NNNN.NN`: the ISCO-08 unit group, a point, the national serial (OCC-01)."""
    return CODE.fullmatch(text) is not None


def unit_group_of(code: str) -> str:
    return code[:4]


def branch_of(code: str) -> tuple[str, ...]:
    """Codes from the major group down to the unit group: ("8", "83", "833", "8332") (OCC-02)."""
    return tuple(code[:length] for length in (1, 2, 3, 4))
