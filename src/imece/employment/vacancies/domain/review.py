"""The unit's word on a vacancy (P3.8, NDR-05, NDR-08): one decision at a time, each with its evidence."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.employment.vacancies.domain.fairness.content import snapshot_of
from imece.employment.vacancies.domain.fairness.judgement import current_exceptions, judge_vacancy
from imece.employment.vacancies.domain.fairness.problems import ARTICLE_MISSING, REASON_FOR_FINDINGS
from imece.employment.vacancies.domain.fairness.rules import fine_rows
from imece.employment.vacancies.domain.telling import tell_reviewed
from imece.employment.vacancies.domain.workflow import VACANCY
from imece.employment.vacancies.enums import ExceptionState, ReviewOutcome
from imece.employment.vacancies.models import FairnessException, ReviewDecision, ReviewRequest, Vacancy

NO_FIRST_DAY = {"starts_on": None}
"""Else the night's job would announce, or send back to the unit, what its employer is still changing."""


@verb
def approve_vacancy(*, vacancy: Vacancy, reason: str, actor: Actor, now: datetime) -> ReviewDecision:
    """→ AKTIF. With findings or exceptions the reason is the reviewer's answer to them, and kept with them."""
    judgement = judge_vacancy(vacancy, now)
    waiting = [row for row in current_exceptions(vacancy) if row.state == ExceptionState.ASKED]
    count = len(judgement.findings) + len(waiting)
    if count and not reason.strip():
        raise REASON_FOR_FINDINGS(count=count, field="reason")
    VACANCY.apply("approve", thing=vacancy, actor=actor, now=now, reason=reason)
    decision = _decide(vacancy, ReviewOutcome.APPROVED, reason, "", actor, now)
    _settle(waiting, ExceptionState.APPROVED, reason, actor, now)
    tell_reviewed(decision)
    return decision


@verb
def return_vacancy(*, vacancy: Vacancy, reason: str, actor: Actor, now: datetime) -> ReviewDecision:
    """→ TASLAK, with what to change."""
    VACANCY.apply("return", thing=vacancy, actor=actor, now=now, reason=reason, changes=NO_FIRST_DAY)
    decision = _decide(vacancy, ReviewOutcome.RETURNED, reason, "", actor, now)
    tell_reviewed(decision)
    return decision


@verb
def reject_vacancy(
    *, vacancy: Vacancy, reason: str, article: str, actor: Actor, now: datetime
) -> ReviewDecision:
    """Refused for good with the article named (P3.8); its exceptions are refused with it."""
    if not article.strip():
        raise ARTICLE_MISSING(number=vacancy.number, field="article")
    details = {"article": article.strip()}
    VACANCY.apply("reject", thing=vacancy, actor=actor, now=now, reason=reason, details=details)
    waiting = [row for row in current_exceptions(vacancy) if row.state == ExceptionState.ASKED]
    _settle(waiting, ExceptionState.REFUSED, reason, actor, now)
    decision = _decide(vacancy, ReviewOutcome.REJECTED, reason, article.strip(), actor, now)
    tell_reviewed(decision)
    return decision


@verb
def withdraw_vacancy(*, vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """The employer takes it back to change it: → TASLAK; a new period runs when it is sent again."""
    VACANCY.apply("withdraw", thing=vacancy, actor=actor, now=now, changes=NO_FIRST_DAY)
    _decide(vacancy, ReviewOutcome.WITHDRAWN, "", "", actor, now)


def _decide(
    vacancy: Vacancy, outcome: ReviewOutcome, reason: str, article: str, actor: Actor, now: datetime
) -> ReviewDecision:
    """End the request and keep what was decided on: the advert of that minute, and by which rules."""
    request = ReviewRequest.objects.select_for_update(of=("self",)).get(
        vacancy=vacancy, ended_at__isnull=True
    )
    request.ended_at = now
    request.save(update_fields=["ended_at"])
    evidence = evidence_of(vacancy, now)
    decision = ReviewDecision.objects.create(
        request=request,
        outcome=outcome,
        decided_at=now,
        decided_by_id=actor.person_id,
        decided_by_name=actor.name,
        reason=reason.strip(),
        article=article,
        snapshot=evidence.snapshot,
        judgement=evidence.judgement,
        digest=evidence.digest,
    )
    audit.record(actor, f"vacancies.review_{outcome}", decision, details={"article": article}, purpose=reason)
    return decision


@dataclass(frozen=True)
class Evidence:
    """What a decision rests on, in the plain form that is kept (NDR-08)."""

    snapshot: Mapping[str, Any]
    judgement: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 over both in one fixed writing."""
        whole = {"snapshot": self.snapshot, "judgement": self.judgement}
        written = json.dumps(whole, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


def evidence_of(vacancy: Vacancy, now: datetime) -> Evidence:
    """The advert as it stands in the database, judged by the rules and numbers of the day."""
    whole = Vacancy.objects.select_related("workplace__organisation", "occupation", "province", "district")
    fresh = whole.get(pk=vacancy.pk)
    told = {"exceptions": _exceptions_told(fresh), "fine": fine_rows(timezone.localdate(now))}
    return Evidence(snapshot_of(fresh), judge_vacancy(fresh, now).as_json() | told)


def _exceptions_told(vacancy: Vacancy) -> list[dict[str, Any]]:
    names = (
        "ground",
        "kind",
        "reason",
        "asked_value",
        "state",
        "asked_at",
        "asked_by_name",
        "vacancy_version",
    )
    return [{name: getattr(row, name) for name in names} for row in current_exceptions(vacancy)]


def _settle(
    rows: list[FairnessException], state: ExceptionState, reason: str, actor: Actor, now: datetime
) -> None:
    for row in rows:
        row.state = state
        row.decided_at = now
        row.decided_by_id = actor.person_id
        row.decided_by_name = actor.name
        row.decision_reason = reason.strip()
        row.save(update_fields=["state", "decided_at", "decided_by", "decided_by_name", "decision_reason"])
        details = {"ground": row.ground, "kind": row.kind, "vacancy": row.vacancy.number}
        audit.record(actor, f"vacancies.exception_{state}", row, details=details, purpose=reason)
