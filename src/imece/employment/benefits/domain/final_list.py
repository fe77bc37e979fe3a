"""The final list of short-time workers, sent after the approval (BLD-10)."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.turkish import mask_number
from imece.employment.benefits.domain.declarations import NOT_FOUND_SUITABLE
from imece.employment.benefits.domain.workflow import NO_SHORT_TIME
from imece.employment.benefits.enums import DeclarationKind
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.moves import FOUND

FINAL_ALREADY = define(
    "BEN-016",
    _("The final list of declaration {number} was sent on {at}."),
    remedy=_("Write to the unit if something in it is wrong."),
    article="4447 ek md. 2 (BLD-10)",
)
STRANGERS = define(
    "BEN-017",
    _("Declaration {number} does not name {numbers}."),
    remedy=_("Correct these numbers, or take them out."),
    status=422,
)
EVERYBODY_OUT = define(
    "BEN-018",
    _("Nobody would be left in the final list of declaration {number}."),
    remedy=_("Leave at least one worker in it, or end the short-time work early (BLD-11)."),
    status=422,
)
SHOWN_STRANGERS: Final = 10


@verb
def send_final_list(
    *, declaration: Declaration, left_out: Collection[str], actor: Actor, now: datetime
) -> None:
    """BLD-10, once, after the approval: all but those left out. Raises BEN-006, BEN-011, BEN-016…018."""
    require(actor, "benefits.edit")
    locked = Declaration.objects.select_for_update().get(pk=declaration.pk)
    require_final_list_due(locked)
    _require_known(locked, left_out)
    locked.workers.filter(national_id__in=left_out).update(is_left_out=True)
    if not locked.workers.filter(is_left_out=False).exists():
        raise EVERYBODY_OUT(number=locked.number, field="left_out")
    locked.final_list_at, locked.version, locked.saved_at = now, locked.version + 1, now
    locked.save(update_fields=["final_list_at", "version", "saved_at"])
    audit.record(actor, "declaration.final_list", locked, details={"left_out": len(left_out)})


def require_final_list_due(declaration: Declaration) -> None:
    if declaration.kind != DeclarationKind.SHORT_TIME:
        raise NO_SHORT_TIME(number=declaration.number)
    if declaration.final_list_at is not None:
        at = format_instant(declaration.final_list_at)
        raise FINAL_ALREADY(number=declaration.number, at=at)
    if declaration.state not in FOUND:
        raise NOT_FOUND_SUITABLE(number=declaration.number)


def _require_known(declaration: Declaration, numbers: Collection[str]) -> None:
    """Those that nobody declared are named, masked as everywhere (KVK-10)."""
    known = set(declaration.workers.filter(national_id__in=numbers).values_list("national_id", flat=True))
    strangers = [mask_number(number) for number in sorted(set(numbers) - known)]
    if strangers:
        shown = ", ".join(strangers[:SHOWN_STRANGERS])
        raise STRANGERS(number=declaration.number, numbers=shown, field="left_out")
