"""Purposes: the words a citizen reads for why he was asked about, and the article behind them (PRO-03)."""

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.models import Purpose


@verb
def add_purpose(
    *, code: str, title: str, title_en: str, legal_ground: str, needs_file: bool, actor: Actor
) -> Purpose:
    require(actor, "agreements.prepare")
    purpose = Purpose(
        code=code, title=title, title_en=title_en, legal_ground=legal_ground, needs_file=needs_file
    )
    purpose.full_clean()
    purpose.save()
    audit.record(actor, "agreements.purpose_added", purpose, details={"code": code})
    return purpose
