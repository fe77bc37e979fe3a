"""What becomes of a flag: the institution explains, the auditor accepts or sustains, each with words (X5.5)."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.exchange.transparency.domain.telling import tell_institution
from imece.exchange.transparency.domain.workflow import FLAG
from imece.exchange.transparency.models import UsageFlag


@verb
def explain_flag(*, flag: UsageFlag, explanation: str, actor: Actor, now: datetime) -> None:
    changes = {"explanation": explanation.strip(), "explained_at": now}
    FLAG.apply("answer", thing=flag, actor=actor, now=now, reason=explanation, changes=changes)


@verb
def judge_flag(*, flag: UsageFlag, is_sustained: bool, reason: str, actor: Actor, now: datetime) -> None:
    """The institution is told, and reads the reason."""
    changes = {"decision": reason.strip(), "decided_at": now}
    move = "sustain" if is_sustained else "accept"
    FLAG.apply(move, thing=flag, actor=actor, now=now, reason=reason, changes=changes)
    tell_institution(
        flag.institution,
        "transparency.flag_judged",
        day=timezone.localdate(now),
        path=reverse("usage_flag", args=[flag.pk]),
        rule=flag.get_rule_display(),
        state=flag.get_state_display(),
        reason=flag.decision,
    )
