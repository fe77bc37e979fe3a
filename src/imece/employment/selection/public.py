"""What other rooms may call: rounds for their owners, candidates for those who look at them."""

from imece.employment.selection.domain.interviews import invite_candidate
from imece.employment.selection.domain.invitation_checks import on_invitation
from imece.employment.selection.domain.objections import (
    contest_decision,
    contest_eligibility,
    earlier_objection,
)
from imece.employment.selection.domain.panels import Panel, on_application_shown
from imece.employment.selection.domain.queries import (
    CandidateCount,
    candidates_in_scope,
    count_by_state,
    filled_count,
    objections_in_scope,
    open_objections,
    work_refusals,
)
from imece.employment.selection.domain.rounds import add_candidate, change_round, end_round, open_round
from imece.employment.selection.domain.steps import (
    answer_invitation,
    confirm_placement,
    record_result,
    report_placement,
    send_off_candidate,
)
from imece.employment.selection.domain.workflow import CANDIDATE, FILLED

__all__ = [
    "CANDIDATE",
    "FILLED",
    "CandidateCount",
    "Panel",
    "add_candidate",
    "answer_invitation",
    "candidates_in_scope",
    "change_round",
    "confirm_placement",
    "contest_decision",
    "contest_eligibility",
    "count_by_state",
    "earlier_objection",
    "end_round",
    "filled_count",
    "invite_candidate",
    "objections_in_scope",
    "on_application_shown",
    "on_invitation",
    "open_objections",
    "open_round",
    "record_result",
    "report_placement",
    "send_off_candidate",
    "work_refusals",
]
