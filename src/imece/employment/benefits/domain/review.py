"""Papers of a declaration, and what inspection and board found inside the unit's review (BLD-09, BLD-12)."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE, define
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.uploads.papers import GivenPaper
from imece.employment.benefits.domain.declarations import lock_draft
from imece.employment.benefits.domain.workflow import needed_findings
from imece.employment.benefits.enums import DeclarationState, FindingKind, FindingResult, PaperKind
from imece.employment.benefits.models import Declaration, DeclarationPaper, ReviewFinding

NOT_IN_REVIEW = define(
    "BEN-013",
    _("Declaration {number} is not in review."),
    remedy=_("Take it into review first; after the decision nothing is added."),
)
NOT_NEEDED = define(
    "BEN-014",
    _("Declaration {number} needs no «{finding}»."),
    remedy=_("It is asked for short-time work alone, the board for all but direct force majeure (BLD-09)."),
)
ENOUGH_PAPERS = define(
    "BEN-015",
    _("Declaration {number} has {count} papers already."),
    remedy=_("Put several sheets into one PDF."),
)
MOST_PAPERS: Final = 20
UNIT_PAPERS: Final = frozenset({PaperKind.INSPECTION_REPORT, PaperKind.BOARD_DECISION})


@verb
def attach_paper(
    *, declaration: Declaration, kind: PaperKind, paper: GivenPaper, actor: Actor, now: datetime
) -> DeclarationPaper:
    """The employer's while it is a draft, the unit's own while it is in review. Raises BEN-010, BEN-013, BEN-015."""
    if kind in UNIT_PAPERS:
        require(actor, "benefits.review", declaration)
        locked = _lock_in_review(declaration)
    else:
        require(actor, "benefits.edit")
        locked = lock_draft(declaration)
    if (count := locked.papers.count()) >= MOST_PAPERS:
        raise ENOUGH_PAPERS(number=locked.number, count=count)
    assert actor.person_id is not None  # staff and employers are people
    kept = DeclarationPaper.objects.create(
        declaration=locked, kind=kind, person_id=actor.person_id, added_at=now, **paper.values()
    )
    audit.record(actor, "declaration.paper", locked, details={"paper": kept.pk, "sha256": kept.sha256})
    return kept


@verb
def take_paper_out(*, declaration: Declaration, paper_id: int, actor: Actor, now: datetime) -> None:
    """From a draft. Raises BEN-010; a paper of another declaration does not exist."""
    require(actor, "benefits.edit")
    locked = lock_draft(declaration)
    paper = locked.papers.filter(pk=paper_id).first()
    if paper is None:
        raise OUT_OF_SCOPE(what=f"{locked.number} {paper_id}")
    audit.record(actor, "declaration.paper_out", locked, details={"paper": paper.pk, "sha256": paper.sha256})
    paper.delete()


@verb
def record_finding(
    *,
    declaration: Declaration,
    kind: FindingKind,
    number: str,
    found_on: date,
    result: FindingResult,
    note: str,
    actor: Actor,
    now: datetime,
) -> ReviewFinding:
    """By the unit, while it is in review. Raises BEN-013, BEN-014."""
    require(actor, "benefits.review", declaration)
    locked = _lock_in_review(declaration)
    if kind not in needed_findings(locked):
        raise NOT_NEEDED(number=locked.number, finding=kind.label)
    assert actor.person_id is not None  # staff are people
    finding = ReviewFinding.objects.create(
        declaration=locked,
        kind=kind,
        number=number,
        found_on=found_on,
        result=result,
        note=note,
        person_id=actor.person_id,
        recorded_at=now,
    )
    audit.record(actor, "declaration.finding", locked, details={"finding": kind, "result": result})
    return finding


def _lock_in_review(declaration: Declaration) -> Declaration:
    locked = Declaration.objects.select_for_update().get(pk=declaration.pk)
    if locked.state != DeclarationState.IN_REVIEW:
        raise NOT_IN_REVIEW(number=locked.number)
    return locked
