"""What other rooms may call: rounds for their owners, candidates for those who look at them."""

from imece.employment.selection.domain.queries import candidates_in_scope, count_by_state, filled_count
from imece.employment.selection.domain.rounds import add_candidate, change_round, open_round
from imece.employment.selection.domain.workflow import CANDIDATE, FILLED

__all__ = [
    "CANDIDATE",
    "FILLED",
    "add_candidate",
    "candidates_in_scope",
    "change_round",
    "count_by_state",
    "filled_count",
    "open_round",
]
