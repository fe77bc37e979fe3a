"""Staff see an employer's data on record: what was searched, which card was opened (EMP-14)."""

from collections.abc import Mapping
from typing import Any

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.transactions import verb
from imece.employment.employers.domain.queries import workplaces_in_scope
from imece.employment.employers.models import Workplace


@verb
def see_workplace(*, number: str, actor: Actor) -> Workplace:
    """By İŞKUR number within the scope; recorded when it is not the own. Raises CORE-404."""
    workplace = get_in_scope(workplaces_in_scope(actor), actor, organisation__number=number)
    require(actor, "employers.view", workplace)
    if actor.is_staff:
        audit.record(actor, "employers.seen", workplace)
    return workplace


@verb
def note_search(*, criteria: Mapping[str, Any], actor: Actor) -> None:
    asked = {name: value for name, value in criteria.items() if value}
    audit.record(actor, "employers.searched", details=asked)
