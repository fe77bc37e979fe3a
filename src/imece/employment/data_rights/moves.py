"""Every state and move of a data subject's request (KVK-05)."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.employment.data_rights.enums import DataRequestState as S

DATA_REQUEST_MOVES = MoveTable(
    name="data_request",
    table="data_rights_datarequest",
    states=S,
    starts=(S.OPEN,),
    moves=(
        Move("answer", _("Answer"), (S.OPEN, S.OVERDUE), S.ANSWERED, "data_requests.answer"),
        Move(
            "pass_due", _("Note that the day has passed"), (S.OPEN,), S.OVERDUE, "data_requests.clock",
            guard="is_past_due",
        ),
    ),
)  # fmt: skip
