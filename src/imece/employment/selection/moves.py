"""§2.5, candidate: every state and every move. The result of an interview stands in the states SUITABLE … ABSENT.

Below, the moves of an objection (itiraz) against what was decided about somebody.
"""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.employment.selection.enums import CandidateState as S
from imece.employment.selection.enums import ObjectionState as O

CANDIDATE_MOVES = MoveTable(
    name="candidate",
    table="selection_candidate",
    states=S,
    starts=(S.SELECTED, S.APPLIED),
    moves=(
        Move("remove", _("Remove from the list"), (S.SELECTED, S.APPLIED), S.REMOVED, "candidates.edit"),
        Move("restore_selected", _("Put back"), (S.REMOVED,), S.SELECTED, "candidates.edit", guard="was_selected"),
        Move("restore_applied", _("Put back"), (S.REMOVED,), S.APPLIED, "candidates.edit", guard="had_applied"),
        Move("invite", _("Invite"), (S.SELECTED, S.APPLIED), S.INVITED, "candidates.edit", guard="round_goes_on"),
        Move(
            "move_interview", _("Move the interview"), (S.INVITED, S.ACCEPTED, S.DECLINED), S.INVITED,
            "candidates.edit", guard="interview_is_ahead",
        ),
        Move(
            "cancel_interview_selected", _("Cancel the interview"), (S.INVITED, S.ACCEPTED), S.SELECTED,
            "candidates.edit", guard="was_selected", needs_reason=True,
        ),
        Move(
            "cancel_interview_applied", _("Cancel the interview"), (S.INVITED, S.ACCEPTED), S.APPLIED,
            "candidates.edit", guard="had_applied", needs_reason=True,
        ),
        Move(
            "accept", _("Accept the invitation"), (S.INVITED,), S.ACCEPTED, "candidates.answer",
            guard="invitation_stands",
        ),
        Move(
            "decline", _("Decline the invitation"), (S.INVITED,), S.DECLINED, "candidates.answer",
            guard="invitation_stands",
        ),
        Move(
            "find_suitable", _("Found suitable"), (S.ACCEPTED, S.UNSUITABLE, S.ABSENT), S.SUITABLE, "candidates.edit",
            guard="interview_has_begun",
        ),
        Move(
            "find_unsuitable", _("Not found suitable"), (S.ACCEPTED, S.SUITABLE, S.ABSENT), S.UNSUITABLE,
            "candidates.edit", guard="interview_has_begun", needs_reason=True,
        ),
        Move(
            "record_absence", _("Did not come"), (S.ACCEPTED, S.SUITABLE, S.UNSUITABLE), S.ABSENT, "candidates.edit",
            guard="interview_has_begun",
        ),
        Move("send_off", _("Send off"), (S.SUITABLE,), S.SENT, "candidates.edit", guard="place_is_left"),
        Move(
            "report_placement", _("Report placement"), (S.SENT,), S.REPORTED, "candidates.edit",
            guard="place_is_left",
        ),
        Move(
            "take_back_report", _("Take the report back"), (S.REPORTED,), S.SENT, "candidates.edit",
            needs_reason=True,
        ),
        Move(
            "confirm_placement", _("Placed"), (S.REPORTED, S.SENT), S.PLACED, "candidates.confirm",
            guard="place_is_left",
        ),
        Move(
            "refuse_by_employer", _("Not accepted by the employer"), (S.SENT,), S.REFUSED_BY_EMPLOYER,
            "candidates.edit", needs_reason=True,
        ),
        Move(
            "refuse_by_candidate", _("Not accepted by the candidate"), (S.SENT,), S.REFUSED_BY_CANDIDATE,
            "candidates.edit", needs_reason=True,
        ),
        Move(
            "withdraw", _("Withdraw the application"), (S.SELECTED, S.APPLIED, S.INVITED, S.ACCEPTED, S.SUITABLE),
            S.WITHDRAWN, "candidates.withdraw",
        ),
    ),
)  # fmt: skip

OBJECTION_MOVES = MoveTable(
    name="objection",
    table="selection_objection",
    states=O,
    starts=(O.OPEN,),
    moves=(
        Move("uphold", _("Uphold"), (O.OPEN,), O.UPHELD, "objections.answer", needs_reason=True),
        Move("reject", _("Reject"), (O.OPEN,), O.REJECTED, "objections.answer", needs_reason=True),
        Move("take_back", _("Take the objection back"), (O.OPEN,), O.WITHDRAWN, "objections.own"),
    ),
)  # fmt: skip
