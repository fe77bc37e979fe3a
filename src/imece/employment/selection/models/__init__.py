from imece.employment.selection.models.candidate import Candidate
from imece.employment.selection.models.objection import Objection
from imece.employment.selection.models.selection_round import SelectionRound

__all__ = ["Candidate", "Objection", "SelectionRound"]
