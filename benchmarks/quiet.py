"""Was the machine ours alone? Ratios of a noisy machine are no ratios: such a run tells its figures and no verdict."""

import os
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

LOOKED = 2.0  # seconds before each round, while our own servers wait
MOST_BUSY = 0.5  # cores that somebody else used
MOST_SPREAD = 2.0  # of the disk's fdatasync between rounds
SYNCS, BLOCK = 50, bytes(8192)


@dataclass
class Quiet:
    """`folder` is on the database's disk."""

    folder: Path
    busy: list[float] = field(default_factory=list)
    sync_ms: list[float] = field(default_factory=list)

    def look(self, seconds: float = LOOKED) -> None:
        before = _used()
        time.sleep(seconds)
        self.busy.append(round((_used() - before) / seconds, 2))
        self.sync_ms.append(round(self._sync(), 3))

    def why_not(self) -> str:
        """Empty when every look found the machine quiet."""
        if max(self.busy) > MOST_BUSY:
            return f"others used {max(self.busy)} cores before a round (at most {MOST_BUSY})"
        if max(self.sync_ms) > MOST_SPREAD * min(self.sync_ms):
            return (
                f"fdatasync took {min(self.sync_ms)} to {max(self.sync_ms)} ms (at most {MOST_SPREAD} times)"
            )
        return ""

    def _sync(self) -> float:
        path, took = self.folder / "sync-probe", []
        with path.open("wb", buffering=0) as file:
            for _ in range(SYNCS):
                file.write(BLOCK)
                begun = time.perf_counter()
                os.fdatasync(file.fileno())
                took.append(1000 * (time.perf_counter() - begun))
        path.unlink()
        return statistics.median(took)


def _used() -> float:
    """Seconds of processor time that all processes have used: without idle, waiting for disks and what was stolen."""
    fields = [
        int(one) for one in Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:]
    ]
    return (sum(fields[:3]) + sum(fields[5:7])) / os.sysconf("SC_CLK_TCK")
