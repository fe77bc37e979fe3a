"""What other rooms may call."""

from imece.employment.data_rights.domain.demo import make_demo_data_requests
from imece.employment.data_rights.domain.queries import waiting_counts

__all__ = ["make_demo_data_requests", "waiting_counts"]
