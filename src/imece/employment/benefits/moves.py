"""§8: a declaration from its draft to its end; what was sent is not changed any more (P6.2)."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.employment.benefits.enums import DeclarationState as S

FOUND = (S.SUITABLE, S.PARTLY_SUITABLE)
DECLARATION_MOVES = MoveTable(
    name="declaration",
    table="benefits_declaration",
    states=S,
    starts=(S.DRAFT,),
    moves=(
        Move("send", _("Send the declaration"), (S.DRAFT,), S.SENT, "benefits.edit", guard="is_complete"),
        Move("take_up", _("Take into review"), (S.SENT,), S.IN_REVIEW, "benefits.review"),
        Move(
            "find_suitable", _("Find suitable"), (S.IN_REVIEW,), S.SUITABLE, "benefits.review",
            guard="is_found_suitable",
        ),
        Move(
            "find_partly_suitable", _("Find partly suitable"), (S.IN_REVIEW,), S.PARTLY_SUITABLE, "benefits.review",
            guard="is_found_partly_suitable", needs_reason=True,
        ),
        Move(
            "refuse", _("Refuse the declaration"), (S.IN_REVIEW,), S.REFUSED, "benefits.review", needs_reason=True
        ),
        Move("end", _("End early"), FOUND, S.ENDED, "benefits.edit", guard="is_short_time_request"),
        Move("expire", _("End by its last day"), FOUND, S.ENDED, "benefits.expire", guard="last_day_has_passed"),
    ),
)  # fmt: skip
