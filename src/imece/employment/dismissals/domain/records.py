"""The record of the talks with the shop stewards, attached to a notice (COL-06)."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.uploads.papers import GivenPaper
from imece.employment.dismissals.models import DismissalNotice, DismissalPaper

ENOUGH_RECORDS = define(
    "DIS-005",
    _("Notice {number} has {count} papers already."),
    remedy=_("Put several sheets into one PDF."),
)
MOST_PAPERS: Final = 10


@verb
def attach_record(
    *, notice: DismissalNotice, paper: GivenPaper, actor: Actor, now: datetime
) -> DismissalPaper:
    """After the notice, so after its month too: the talks follow it. Raises DIS-005."""
    require(actor, "dismissals.edit")
    locked = DismissalNotice.objects.select_for_update().get(pk=notice.pk)
    if (count := locked.papers.count()) >= MOST_PAPERS:
        raise ENOUGH_RECORDS(number=locked.number, count=count)
    assert actor.person_id is not None  # an employer's user is a person
    kept = DismissalPaper.objects.create(
        notice=locked, person_id=actor.person_id, added_at=now, **paper.values()
    )
    audit.record(actor, "dismissals.record", locked, details={"paper": kept.pk, "sha256": kept.sha256})
    return kept
