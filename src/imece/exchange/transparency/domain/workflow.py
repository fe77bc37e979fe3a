"""Guards of the moves, by name."""

from datetime import datetime

from imece.core.actor import Actor
from imece.core.workflow import Workflow
from imece.exchange.transparency.domain.errors import ANSWERS_MISSING
from imece.exchange.transparency.models import JustificationSample
from imece.exchange.transparency.moves import FLAG_MOVES, SAMPLE_MOVES, WHY_MOVES


def is_complete(sample: JustificationSample, actor: Actor, now: datetime) -> None:
    missing = sample.items.filter(answer="").count()
    if missing:
        raise ANSWERS_MISSING(count=missing)


FLAG = Workflow(FLAG_MOVES)
WHY = Workflow(WHY_MOVES)
SAMPLE = Workflow(SAMPLE_MOVES, guards={"is_complete": is_complete})
