"""Every state and move of flags, samples and requests for a reason."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.exchange.transparency.enums import FlagState as F
from imece.exchange.transparency.enums import SampleState as S
from imece.exchange.transparency.enums import WhyState as W

FLAG_MOVES = MoveTable(
    name="usage_flag",
    table="transparency_usageflag",
    states=F,
    starts=(F.OPEN,),
    moves=(
        Move("answer", _("Explain"), (F.OPEN,), F.ANSWERED, "transparency.answer", needs_reason=True),
        Move(
            "accept", _("Accept as explained"), (F.OPEN, F.ANSWERED), F.EXPLAINED, "transparency.desk",
            needs_reason=True,
        ),
        Move("sustain", _("Sustain"), (F.OPEN, F.ANSWERED), F.SUSTAINED, "transparency.desk", needs_reason=True),
    ),
)  # fmt: skip

WHY_MOVES = MoveTable(
    name="why_request",
    table="transparency_whyrequest",
    states=W,
    starts=(W.OPEN,),
    moves=(
        Move("answer", _("Answer"), (W.OPEN, W.ESCALATED), W.ANSWERED, "transparency.answer", needs_reason=True),
        Move("escalate", _("Tell the data protection contact"), (W.OPEN,), W.ESCALATED, "transparency.clock"),
    ),
)  # fmt: skip

SAMPLE_MOVES = MoveTable(
    name="justification_sample",
    table="transparency_justificationsample",
    states=S,
    starts=(S.OPEN,),
    moves=(
        Move("hand_in", _("Hand in"), (S.OPEN,), S.ANSWERED, "transparency.answer", guard="is_complete"),
        Move("close", _("Close"), (S.OPEN, S.ANSWERED), S.CLOSED, "transparency.desk", needs_reason=True),
    ),
)  # fmt: skip
