"""What other rooms and the ports may call."""

from imece.employment.statistics.domain.duties import reckon_duties
from imece.employment.statistics.domain.panels import occupation_panel
from imece.employment.statistics.domain.reckon import reckon_history, reckon_market

__all__ = ["occupation_panel", "reckon_duties", "reckon_history", "reckon_market"]
