"""Falling back to paper and coming back from it (PRO-19, X7.1)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.documents.issue import Paper, issue_document
from imece.core.documents.letter import paper_labels
from imece.core.formats import format_date, format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.continuity.domain import errors
from imece.exchange.continuity.domain.telling import tell_interruption
from imece.exchange.continuity.domain.words import form_labels
from imece.exchange.continuity.domain.workflow import INTERRUPTION
from imece.exchange.continuity.enums import PaperOutcome
from imece.exchange.continuity.models import Interruption, PaperQuestion, PaperRequest
from imece.exchange.letters.models import Letter
from imece.exchange.parties.models import Institution

FORM = "exchange/continuity/paper_form"
LINES = 12  # questions a form has room for


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """One line of a paper form, as it is typed in afterwards."""

    form_number: str
    service: str
    subject_number: str
    user_number: str
    unit_code: str
    purpose: str
    file: str
    asked_at: datetime
    answered_at: datetime
    answered_by: str
    outcome: PaperOutcome


@verb
def request_paper(
    *,
    interruption: Interruption,
    institution: Institution,
    letter_number: str,
    letter_on: date,
    actor: Actor,
    now: datetime,
    letter: Letter | None = None,
) -> PaperRequest:
    """A party's written request: its letter is named. It may come before paper is possible, and waits then."""
    require(actor, "continuity.report", institution)
    request = PaperRequest(
        interruption=interruption,
        institution=institution,
        letter=letter,
        letter_number=letter_number.strip(),
        letter_on=letter_on,
        recorded_at=now,
    )
    request.full_clean()
    request.save()
    audit.record(actor, "continuity.paper_requested", request, details={"letter": request.letter_number})
    return request


@verb
def go_to_paper(*, interruption: Interruption, actor: Actor, now: datetime) -> None:
    changes = {"on_paper_at": now}
    INTERRUPTION.apply("go_to_paper", thing=interruption, actor=actor, now=now, changes=changes)
    tell_interruption(interruption, now=now)


@verb
def print_paper_form(
    *, interruption: Interruption, institution: Institution, actor: Actor, now: datetime
) -> bytes:
    """An empty form with a number of its own, for this party and this interruption (X7.1)."""
    require(actor, "continuity.report", institution)
    if not interruption.went_to_paper:
        raise errors.NEVER_ON_PAPER(number=interruption.number)
    number = f"{interruption.number}/{institution.code}/{timezone.localtime(now):%m%d%H%M%S}"
    paper = Paper(
        kind="continuity.paper_form",
        title=f"{form_labels('tr')['title']} {number}",
        issuer_name=str(institution),
        subject_reference=f"interruption:{interruption.pk}",
    )
    data = {
        "title": form_labels("tr")["title"],
        "issuer": str(institution),
        "language": "tr",
        "number": number,
        "interruption": str(interruption),
        "since": format_instant(interruption.started_at) if interruption.started_at else "",
        "date": format_date(timezone.localdate(now)),
        "lines": list(range(1, LINES + 1)),
        "labels": paper_labels("tr") | form_labels("tr"),
    }
    return issue_document(actor=actor, paper=paper, template_name=FORM, data=data, now=now)[1]


@verb
def enter_paper_question(
    *, interruption: Interruption, institution: Institution, line: PaperLine, actor: Actor, now: datetime
) -> PaperQuestion:
    """Taken in afterwards: what the ledger would hold of it. The act is sealed in the log `acts` (X5.2)."""
    require(actor, "continuity.report", institution)
    _check_time(interruption, line, now)
    question = PaperQuestion(
        interruption=interruption, institution=institution, entered_at=now, entered_by_id=actor.person_id,
        **{name: getattr(line, name) for name in PaperLine.__dataclass_fields__},
    )  # fmt: skip
    question.full_clean()
    question.save()
    told = ("form_number", "service", "purpose", "asked_at", "answered_at", "outcome")
    details = {name: str(getattr(line, name)) for name in told} | {"about": question.subject_key}
    audit.record(actor, "continuity.paper_entered", question, details=details)
    return question


@verb
def finish_paper(*, request: PaperRequest, actor: Actor, now: datetime) -> None:
    """The party says that all its forms are taken in, also when there was none."""
    require(actor, "continuity.report", request.institution)
    request.taken_in_at = now
    request.save(update_fields=["taken_in_at"])
    audit.record(actor, "continuity.paper_finished", request)


def _check_time(interruption: Interruption, line: PaperLine, now: datetime) -> None:
    if interruption.on_paper_at is None:
        raise errors.NEVER_ON_PAPER(number=interruption.number)
    ends = interruption.ended_at or now
    if not interruption.on_paper_at.replace(second=0, microsecond=0) <= line.asked_at <= ends:
        raise errors.OUTSIDE_PAPER_TIME(
            asked_at=format_instant(line.asked_at), begins=format_instant(interruption.on_paper_at),
            ends=format_instant(ends), field="asked_at",
        )  # fmt: skip
    if line.answered_at < line.asked_at:
        raise errors.TIME_REVERSED(
            later=format_instant(line.answered_at), earlier=format_instant(line.asked_at), field="answered_at"
        )
