from imece.employment.statistics.models.figures import (
    CandidateFigure,
    Figure,
    MarketFigure,
    Reckoning,
    StayFigure,
    VacancyFigure,
)

__all__ = ["CandidateFigure", "Figure", "MarketFigure", "Reckoning", "StayFigure", "VacancyFigure"]
