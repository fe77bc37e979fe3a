"""Every state and every move of an application (X1.3), an agreement (X2.2), a version of Ek-1, a disputed field (X2.7).

Suspension is no state: three flags beside the agreement (`Suspension`). Renewal changes no state: it adds a term.
"""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.exchange.agreements.enums import AgreementState as A
from imece.exchange.agreements.enums import AnnexState as X
from imece.exchange.agreements.enums import ApplicationState as P
from imece.exchange.agreements.enums import DisputeState as D

OPEN = (P.SUBMITTED, P.UNDER_REVIEW, P.RETURNED, P.AT_BOARD)

APPLICATION_MOVES = MoveTable(
    name="application",
    table="agreements_application",
    states=P,
    starts=(P.SUBMITTED,),
    moves=(
        Move(
            "take", _("Take into process"), (P.SUBMITTED,), P.UNDER_REVIEW, "applications.review", guard="may_be_taken",
        ),
        Move(
            "return", _("Return for completion"), (P.SUBMITTED, P.UNDER_REVIEW), P.RETURNED, "applications.review",
            needs_reason=True,
        ),
        Move("complete", _("Send again"), (P.RETURNED,), P.SUBMITTED, "applications.own"),
        Move("lapse", _("Lapse"), (P.RETURNED,), P.LAPSED, "agreements.by_the_clock", guard="time_to_complete_is_over"),
        Move(
            "send_to_board", _("Send to the board"), (P.UNDER_REVIEW,), P.AT_BOARD, "applications.review",
            guard="every_service_is_reviewed",
        ),
        Move("approve", _("Approve"), (P.AT_BOARD,), P.APPROVED, "applications.review", guard="board_has_approved"),
        Move(
            "reject", _("Reject"), (P.SUBMITTED, P.UNDER_REVIEW, P.AT_BOARD), P.REJECTED, "applications.review",
            needs_reason=True,
        ),
        Move("withdraw", _("Withdraw the application"), OPEN, P.WITHDRAWN, "applications.own"),
    ),
)  # fmt: skip

AGREEMENT_MOVES = MoveTable(
    name="agreement",
    table="agreements_agreement",
    states=A,
    starts=(A.DRAFT,),
    moves=(
        Move("offer", _("Put before the parties"), (A.DRAFT,), A.SIGNING, "agreements.prepare", guard="annex_is_ready"),
        Move(
            "take_back", _("Take back for correction"), (A.SIGNING,), A.DRAFT, "agreements.prepare", needs_reason=True,
        ),
        Move(
            "enter_into_force", _("Bring into force"), (A.SIGNING,), A.IN_FORCE, "agreements.sign",
            guard="both_have_signed",
        ),
        Move(
            "end_term", _("End with the term"), (A.IN_FORCE,), A.ENDED, "agreements.by_the_clock", guard="term_is_over",
        ),
        Move(
            "terminate_unilaterally", _("Terminate"), (A.IN_FORCE,), A.TERMINATED_UNILATERALLY, "agreements.act",
            guard="formal_notice_ran_out", needs_reason=True,
        ),
        Move(
            "terminate_mutually", _("End by mutual consent"), (A.IN_FORCE,), A.TERMINATED_MUTUALLY, "agreements.act",
            guard="both_consent",
        ),
        Move(
            "end_by_law", _("End by law"), (A.IN_FORCE,), A.TERMINATED_BY_LAW, "agreements.end_by_law",
            guard="notice_by_law_is_served",
        ),
    ),
)  # fmt: skip

ANNEX_MOVES = MoveTable(
    name="annex",
    table="agreements_annex",
    states=X,
    starts=(X.DRAFT,),
    moves=(
        Move("offer", _("Put before the parties"), (X.DRAFT,), X.SIGNING, "agreements.prepare"),
        Move("take_back", _("Take back for correction"), (X.SIGNING,), X.DRAFT, "agreements.prepare"),
        Move("enter_into_force", _("Bring into force"), (X.SIGNING,), X.IN_FORCE, "agreements.sign"),
        Move("replace", _("Replace"), (X.IN_FORCE,), X.REPLACED, "agreements.sign"),
        Move("drop", _("Drop"), (X.DRAFT, X.SIGNING), X.DROPPED, "agreements.prepare"),
    ),
)  # fmt: skip

DISPUTE_MOVES = MoveTable(
    name="dispute",
    table="agreements_fielddispute",
    states=D,
    starts=(D.OPEN,),
    moves=(
        Move("correct", _("Corrected"), (D.OPEN,), D.CORRECTED, "disputes.answer", needs_reason=True),
        Move("uphold", _("The datum is right"), (D.OPEN,), D.UPHELD, "disputes.answer", needs_reason=True),
        Move("take_back", _("Take back"), (D.OPEN,), D.TAKEN_BACK, "disputes.own"),
    ),
)  # fmt: skip
