from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """How much of a file is read before it is refused. The defaults hold 100,000 rows (P8.9) with room to
    spare.
    """

    max_bytes: int = 20 * 1024 * 1024
    max_unpacked_bytes: int = 256 * 1024 * 1024
    max_ratio: int = 150  # honest tables pack 5 to 40 times; counted from 1 MB unpacked
    max_parts: int = 500  # files inside the workbook
    max_rows: int = 100_000
    max_columns: int = 200
    max_cells: int = 5_000_000
    max_cell_letters: int = 10_000


DEFAULT_LIMITS = UploadLimits()
