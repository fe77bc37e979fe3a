from imece.employment.matching.models.explanation import MatchExplanation
from imece.employment.matching.models.reveal import Reveal
from imece.employment.matching.models.seeker_row import SeekerRow

__all__ = ["MatchExplanation", "Reveal", "SeekerRow"]
