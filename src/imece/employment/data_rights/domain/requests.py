"""A person uses a right of 6698 art. 11; the desk answers within the days of art. 13 (KVK-05)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from imece.accounts.models import Person
from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.core.turkish import mask_number
from imece.employment.data_rights.domain import errors
from imece.employment.data_rights.domain.rules import is_kept_still, may_law_keep
from imece.employment.data_rights.domain.telling import tell_desk, tell_person
from imece.employment.data_rights.domain.workflow import DATA_REQUEST
from imece.employment.data_rights.enums import DataArea, DataRequestOutcome, OnBehalf, SubjectRight
from imece.employment.data_rights.models import DataRequest
from imece.reference.public import data_request_due_on


@dataclass(frozen=True)
class NewRequest:
    """`subject_number` and `representation` belong to a request for somebody else."""

    right: SubjectRight
    area: DataArea
    words: str
    about_number: str = ""
    on_behalf: OnBehalf = OnBehalf.MYSELF
    subject_number: str = ""
    representation: str = ""


@dataclass(frozen=True)
class Answer:
    """`kept_ground` and `kept_until`: the law that keeps what was to be erased, and its last day (KVK-06)."""

    outcome: DataRequestOutcome
    words: str
    is_kept_by_law: bool = False
    kept_ground: str = ""
    kept_until: date | None = None


@verb
def open_data_request(*, new: NewRequest, actor: Actor, now: datetime) -> DataRequest:
    """Raises DTR-001 to DTR-004."""
    require(actor, "data_requests.own")
    person = Person.objects.get(pk=key(actor.person_id))
    _check_new(new, person)
    today = timezone.localdate(now)
    request = DataRequest(
        number=_next_number(today),
        person=person,
        right=new.right,
        area=new.area,
        about_number=new.about_number.strip(),
        words=new.words.strip(),
        on_behalf=new.on_behalf,
        representation=new.representation.strip(),
        opened_at=now,
        due_on=data_request_due_on(today, Parameters(today)),
    )
    request.subject_number = new.subject_number
    request.save()
    details = {"right": request.right, "area": request.area, "on_behalf": request.on_behalf}
    DATA_REQUEST.begin(request, actor=actor, now=now, details=details)
    tell_person(request, "data_rights.received")
    tell_desk(request, "data_rights.opened", today)
    return request


@verb
def answer_data_request(*, request: DataRequest, answer: Answer, actor: Actor, now: datetime) -> None:
    """The person reads it word by word; late answers are taken too. Raises DTR-005 to DTR-008."""
    require(actor, "data_requests.answer", request)
    _check_answer(request, answer, timezone.localdate(now))
    changes = {
        "outcome": answer.outcome,
        "answer": answer.words.strip(),
        "answered_at": now,
        "kept_ground": answer.kept_ground.strip(),
        "kept_until": answer.kept_until,
    }
    details = {"outcome": answer.outcome, "kept_until": answer.kept_until and answer.kept_until.isoformat()}
    DATA_REQUEST.apply("answer", thing=request, actor=actor, now=now, changes=changes, details=details)
    tell_person(request, "data_rights.answered")


@verb
def reveal_subject_number(*, request: DataRequest, actor: Actor) -> str:
    """The represented person's whole number; looking is an act of the trail (KVK-10)."""
    require(actor, "data_requests.answer", request)
    audit.record(actor, "data_requests.number_shown", request, purpose=request.number)
    return request.subject_number


def _check_new(new: NewRequest, person: Person) -> None:
    if not new.words.strip():
        raise errors.WORDS_MISSING(field="words")
    number, ground = new.subject_number, new.representation.strip()
    if new.on_behalf == OnBehalf.MYSELF:
        if number or ground:
            raise errors.REPRESENTED_UNASKED(field="on_behalf")
        return
    if not number or not ground:
        raise errors.REPRESENTED_MISSING(field="representation" if number else "subject_number")
    if number == person.national_id:
        raise errors.OWN_NUMBER(number=mask_number(number), field="subject_number")


def _check_answer(request: DataRequest, answer: Answer, today: date) -> None:
    if not answer.words.strip():
        raise errors.ANSWER_MISSING(field="answer")
    ground, until = answer.kept_ground.strip(), answer.kept_until
    if not (answer.is_kept_by_law or ground or until):
        return
    if not may_law_keep(request.right, answer.outcome):
        raise errors.KEPT_UNASKED(field="kept_ground")
    if not ground or until is None:
        raise errors.KEPT_MISSING(field="kept_until" if ground else "kept_ground")
    if not is_kept_still(until, today):
        raise errors.KEPT_NO_LONGER(until=format_date(until), field="kept_until")


def _next_number(day: date) -> str:
    """`VB-2026-000001`, from a sequence: never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('data_rights_number')")
        (given,) = cursor.fetchone() or (0,)
    return f"VB-{day.year}-{int(given):06d}"
