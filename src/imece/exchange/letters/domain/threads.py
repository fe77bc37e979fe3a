"""A dispute, or another matter that takes several letters, is a thread of them (X2.1)."""

from datetime import datetime

from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.letters.domain.workflow import THREAD
from imece.exchange.letters.enums import ThreadKind
from imece.exchange.letters.models import Thread


@verb
def open_thread(*, kind: ThreadKind, title: str, actor: Actor, now: datetime, about: str = "") -> Thread:
    require(actor, "letters.write")
    thread = Thread.objects.create(kind=kind, title=title, about=about, opened_at=now)
    THREAD.begin(thread, actor=actor, now=now)
    return thread


@verb
def settle_thread(*, thread: Thread, reason: str, actor: Actor, now: datetime) -> None:
    """How it was settled stands in the reason; a letter may open it again."""
    THREAD.apply("settle", thing=thread, actor=actor, now=now, reason=reason)


@verb
def reopen_thread(*, thread: Thread, reason: str, actor: Actor, now: datetime) -> None:
    THREAD.apply("reopen", thing=thread, actor=actor, now=now, reason=reason)
