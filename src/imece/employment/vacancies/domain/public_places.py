"""Places of a public list after its making: who lost his, and which reserve is called instead (VAC-24, VAC-25)."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.vacancies.enums import DropReason, ListPart
from imece.employment.vacancies.models import PublicListLine

NO_PLACE = define(
    "VAC-312",
    _("{name} has no place in this list that could be lost: «{part}»."),
    remedy=_("Choose a principal or a reserve."),
    article="VAC-24",
)
LOST_ALREADY = define(
    "VAC-313",
    _("{name} lost the place on {day}."),
    remedy=_("It is lost once; the reserve who is called stands in the list."),
    article="VAC-24",
)


@verb
def drop_line(*, line: PublicListLine, reason: DropReason, actor: Actor, now: datetime) -> PublicListLine:
    """Convictions and the other conditions are proved by papers once the list is made (VAC-24).

    Part, rank and fingerprint stay, so that the draw can still be repeated. Raises VAC-312, VAC-313.
    """
    require(actor, "vacancies.public_lists", line.public_list.vacancy)
    locked = PublicListLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    name = line.candidate.job_seeker.person.full_name
    if locked.part not in {ListPart.PRINCIPAL, ListPart.RESERVE}:
        raise NO_PLACE(name=name, part=locked.get_part_display())
    if locked.dropped_on is not None:
        raise LOST_ALREADY(name=name, day=format_date(locked.dropped_on))
    locked.dropped_on, locked.drop_reason = timezone.localdate(now), reason
    locked.save(update_fields=["dropped_on", "drop_reason"])
    audit.record(actor, "vacancies.public_place_lost", locked, details={"reason": reason})
    return locked


def called_reserves(lines: Iterable[PublicListLine]) -> set[int]:
    """Keys of the reserves who stand in for principals: by rank, as many as principals lost their places."""
    placed = [line for line in lines if line.rank is not None]
    principals = [line for line in placed if line.part == ListPart.PRINCIPAL]
    waiting = [line for line in placed if line.part == ListPart.RESERVE and line.dropped_on is None]
    lost = sum(line.dropped_on is not None for line in principals)
    return {line.pk for line in sorted(waiting, key=lambda line: line.rank or 0)[:lost]}
