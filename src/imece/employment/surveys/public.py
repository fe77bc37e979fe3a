"""What other rooms may call."""

from imece.employment.surveys.domain.responses import fill_in_survey

__all__ = ["fill_in_survey"]
