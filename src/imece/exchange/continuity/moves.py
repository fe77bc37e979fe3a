"""X7.1, X7.3: interruptions, breaches, and whom a breach is told to."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.exchange.continuity.enums import BreachNoticeState as N
from imece.exchange.continuity.enums import BreachState as B
from imece.exchange.continuity.enums import InterruptionState as S

OPERATE = "continuity.operate"

INTERRUPTION_MOVES = MoveTable(
    name="interruption",
    table="continuity_interruption",
    states=S,
    starts=(S.PLANNED, S.DETECTED),
    moves=(
        Move("begin_planned", _("The maintenance has begun"), (S.PLANNED,), S.ONGOING, OPERATE),
        Move("call_off", _("Call off"), (S.PLANNED,), S.CANCELLED, OPERATE, needs_reason=True),
        Move("tell", _("Tell the parties"), (S.DETECTED,), S.TOLD, OPERATE),
        Move("dismiss", _("There was no outage"), (S.DETECTED,), S.CANCELLED, OPERATE, needs_reason=True),
        Move("begin_repair", _("Repair has begun"), (S.TOLD,), S.ONGOING, OPERATE),
        Move("go_to_paper", _("Go to paper"), (S.TOLD, S.ONGOING), S.ON_PAPER, OPERATE, guard="paper_is_allowed"),
        Move("end", _("The service is back"), (S.TOLD, S.ONGOING, S.ON_PAPER), S.ENDED, OPERATE),
        Move(
            "break_again", _("Interrupted again"), (S.ENDED,), S.ONGOING, OPERATE, needs_reason=True,
        ),
        Move("close", _("Close"), (S.ENDED,), S.CLOSED, OPERATE, guard="paper_was_taken_in", needs_reason=True),
    ),
)  # fmt: skip

BREACH_MOVES = MoveTable(
    name="breach",
    table="continuity_breach",
    states=B,
    starts=(B.FOUND,),
    moves=(
        Move("contain", _("Contained"), (B.FOUND,), B.CONTAINED, OPERATE, needs_reason=True),
        Move("dismiss", _("No breach"), (B.FOUND, B.CONTAINED), B.DISMISSED, OPERATE, needs_reason=True),
        Move("close", _("Close"), (B.CONTAINED,), B.CLOSED, OPERATE, guard="everybody_was_told", needs_reason=True),
    ),
)  # fmt: skip

BREACH_NOTICE_MOVES = MoveTable(
    name="breach_notice",
    table="continuity_breachnotice",
    states=N,
    starts=(N.OWED,),
    moves=(
        Move("tell", _("Told"), (N.OWED,), N.TOLD, OPERATE),
        Move(
            "waive", _("Not owed"), (N.OWED,), N.NOT_OWED, OPERATE, guard="may_be_waived", needs_reason=True
        ),
    ),
)
