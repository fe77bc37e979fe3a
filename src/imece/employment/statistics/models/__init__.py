from imece.employment.statistics.models.duties import DutyFigure, QuotaGap, WorkforceFigure
from imece.employment.statistics.models.figures import (
    CandidateFigure,
    Figure,
    MarketFigure,
    Reckoning,
    StayFigure,
    VacancyFigure,
)

__all__ = [
    "CandidateFigure",
    "DutyFigure",
    "Figure",
    "MarketFigure",
    "QuotaGap",
    "Reckoning",
    "StayFigure",
    "VacancyFigure",
    "WorkforceFigure",
]
