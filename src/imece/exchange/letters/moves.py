"""X8.1, X2.1: a letter from draft to sent, its way to each recipient (ID-21), and a thread of letters."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.exchange.letters.enums import DeliveryState as D
from imece.exchange.letters.enums import LetterState as L
from imece.exchange.letters.enums import ThreadState as T

LETTER_MOVES = MoveTable(
    name="letter",
    table="letters_letter",
    states=L,
    starts=(L.DRAFT,),
    moves=(
        Move("sign", _("Sign"), (L.DRAFT,), L.SIGNED, "letters.sign", guard="is_complete"),
        Move("send", _("Send"), (L.SIGNED,), L.SENT, "letters.send"),
        Move("discard", _("Discard"), (L.DRAFT,), L.DISCARDED, "letters.write", needs_reason=True),
    ),
)

DELIVERY_MOVES = MoveTable(
    name="letter_delivery",
    table="letters_letterrecipient",
    states=D,
    starts=(D.WAITING,),
    moves=(
        Move("hand_over", _("Handed over"), (D.WAITING,), D.SENT, "letters.deliver"),
        Move("deliver", _("Delivered"), (D.SENT,), D.DELIVERED, "letters.deliver"),
        Move("read", _("Opened"), (D.DELIVERED,), D.READ, "letters.receive"),
        Move("serve", _("Served"), (D.DELIVERED, D.READ), D.SERVED, "letters.deliver", guard="five_days_passed"),
        Move("fail", _("Failed"), (D.WAITING, D.SENT), D.FAILED, "letters.deliver", needs_reason=True),
        Move("retry", _("Send again"), (D.FAILED,), D.WAITING, "letters.retry"),
    ),
)  # fmt: skip

THREAD_MOVES = MoveTable(
    name="letter_thread",
    table="letters_thread",
    states=T,
    starts=(T.OPEN,),
    moves=(
        Move("settle", _("Settle"), (T.OPEN,), T.SETTLED, "letters.settle", needs_reason=True),
        Move("reopen", _("Open again"), (T.SETTLED,), T.OPEN, "letters.settle", needs_reason=True),
    ),
)
