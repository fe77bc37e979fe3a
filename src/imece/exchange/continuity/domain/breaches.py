"""The register of breaches: found, contained, everybody told by his own clock, closed (X7.3, PRO-10, KVK-07/-08)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from imece.accounts.enums import PartnerGrant
from imece.core import audit
from imece.core.actor import Actor
from imece.core.documents.issue import Paper, issue_document
from imece.core.documents.letter import paper_labels
from imece.core.formats import format_instant, format_integer
from imece.core.notifications.outbox import notify
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.continuity.domain import errors
from imece.exchange.continuity.domain.rules import addressees_of, due_at
from imece.exchange.continuity.domain.words import breach_labels
from imece.exchange.continuity.domain.workflow import BREACH, BREACH_NOTICE
from imece.exchange.continuity.enums import Addressee, BreachKind, BreachNoticeState, DataCategory
from imece.exchange.continuity.models import Breach, BreachNotice
from imece.exchange.letters.models import Letter
from imece.exchange.letters.public import recipients_at
from imece.exchange.parties.models import Institution

FORM = "exchange/continuity/breach_form"


@dataclass(frozen=True, kw_only=True)
class BreachFacts:
    """What is known on the day; the rest is filled in while it is looked into (`update_breach`)."""

    kind: BreachKind
    title: str
    source: str
    learned_at: datetime
    occurred_at: datetime | None = None
    categories: Sequence[str] = field(default=())
    services: Sequence[str] = field(default=())
    suspect: Institution | None = None
    asked_from: datetime | None = None
    asked_until: datetime | None = None
    person_count: int | None = None
    record_count: int | None = None
    effects: str = ""
    measures: str = ""

    def values(self) -> dict[str, Any]:
        given = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return given | {"categories": list(self.categories), "services": list(self.services)}


@verb
def record_breach(
    *,
    facts: BreachFacts,
    actor: Actor,
    now: datetime,
    found_by: Institution | None = None,
    is_kps: bool = True,
    is_osh: bool = False,
    other_parties: Sequence[Institution] = (),
) -> Breach:
    """Every addressee's clock starts with the moment it was learned, not with this entry."""
    require(actor, "continuity.breaches", found_by)
    if facts.learned_at > now:
        raise errors.IN_THE_FUTURE(at=format_instant(facts.learned_at), field="learned_at")
    breach = Breach(found_by=found_by, created_at=now, **facts.values())
    breach.full_clean()
    breach.save()
    BREACH.begin(breach, actor=actor, now=now)
    hours = Parameters(timezone.localdate(now)).integer("breach_board_hours")
    owed = addressees_of(is_kps=is_kps, is_osh=is_osh, has_other_party=bool(other_parties))
    for addressee in owed:
        parties: Sequence[Institution | None] = (
            other_parties if addressee == Addressee.OTHER_PARTY else (None,)
        )
        for institution in parties:
            notice = BreachNotice.objects.create(
                breach=breach,
                addressee=addressee,
                institution=institution,
                due_at=due_at(addressee, facts.learned_at, board_hours=hours),
            )
            BREACH_NOTICE.begin(notice, actor=actor, now=now)
    return breach


@verb
def update_breach(*, breach: Breach, facts: BreachFacts, actor: Actor, now: datetime) -> None:
    """What is known better; when it was learned stays as it was told first, for the clocks hang on it."""
    require(actor, "continuity.operate")
    after = facts.values() | {"learned_at": breach.learned_at}
    before = {name: getattr(breach, name) for name in after}
    for name, value in after.items():
        setattr(breach, name, value)
    breach.full_clean()
    breach.save()
    names = {"suspect"}
    changed = {
        "before": {name: str(value) if name in names else value for name, value in before.items()},
        "after": {name: str(value) if name in names else value for name, value in after.items()},
    }
    details = audit.differences(changed["before"], changed["after"])
    audit.record(actor, "continuity.breach_updated", breach, details=details)


@verb
def contain_breach(*, breach: Breach, measures: str, actor: Actor, now: datetime) -> None:
    changes = {"contained_at": now}
    BREACH.apply("contain", thing=breach, actor=actor, now=now, reason=measures, changes=changes)


@verb
def dismiss_breach(*, breach: Breach, reason: str, actor: Actor, now: datetime) -> None:
    """It was none. Who was told already stays on record; what is still owed is not owed any more."""
    BREACH.apply("dismiss", thing=breach, actor=actor, now=now, reason=reason, changes={"closed_at": now})


@verb
def close_breach(*, breach: Breach, reason: str, actor: Actor, now: datetime) -> None:
    BREACH.apply("close", thing=breach, actor=actor, now=now, reason=reason, changes={"closed_at": now})


@verb
def tell_addressee(
    *,
    notice: BreachNotice,
    told_at: datetime,
    how: str,
    actor: Actor,
    now: datetime,
    late_reason: str = "",
    letter: Letter | None = None,
) -> None:
    """Late only with its reason (KVK-07). The institution sees the breach from now on, and is told so."""
    if told_at > now:
        raise errors.IN_THE_FUTURE(at=format_instant(told_at), field="told_at")
    if told_at < notice.breach.learned_at:
        raise errors.TIME_REVERSED(
            later=format_instant(told_at), earlier=format_instant(notice.breach.learned_at), field="told_at"
        )
    if notice.due_at is not None and told_at > notice.due_at and not late_reason.strip():
        raise errors.LATE_WITHOUT_REASON(due_at=format_instant(notice.due_at), field="late_reason")
    changes = {"told_at": told_at, "how": how, "late_reason": late_reason.strip(), "letter": letter}
    BREACH_NOTICE.apply("tell", thing=notice, actor=actor, now=now, changes=changes)
    if notice.institution is not None:
        _tell_institution(notice.breach, notice.institution, now)


@verb
def waive_notice(*, notice: BreachNotice, reason: str, actor: Actor, now: datetime) -> None:
    BREACH_NOTICE.apply("waive", thing=notice, actor=actor, now=now, reason=reason)


def breach_form(*, breach: Breach, actor: Actor, now: datetime) -> bytes:
    """The Board's form as a PDF with a verification code: time, source, categories, numbers, effects, measures."""
    require(actor, "continuity.operate")
    labels = breach_labels("tr")
    paper = Paper(
        kind="continuity.breach_form",
        title=f"{labels['title']} {breach.number}",
        issuer_name=actor.organisation_name,
        issuer_id=actor.organisation_id,
        subject_reference=f"breach:{breach.pk}",
    )
    data = {
        "title": labels["title"],
        "issuer": actor.organisation_name,
        "language": "tr",
        "facts": _facts(breach, labels),
        "addressee_heads": [labels["addressees"], labels["due"], labels["told"], labels["late"]],
        "addressees": [_addressee_row(one) for one in breach.notices.order_by("pk")],
        "labels": paper_labels("tr") | labels,
    }
    return issue_document(actor=actor, paper=paper, template_name=FORM, data=data, now=now)[1]


def _facts(breach: Breach, labels: dict[str, str]) -> list[list[str]]:
    unknown = labels["unknown"]
    categories = [str(DataCategory(one).label) for one in breach.categories]
    values = {
        "number": breach.number,
        "reporter": str(breach.found_by or ""),
        "kind": str(breach.get_kind_display()),
        "happened": format_instant(breach.occurred_at) if breach.occurred_at else unknown,
        "learned": format_instant(breach.learned_at),
        "source": breach.source,
        "categories": ", ".join(categories) or unknown,
        "persons": unknown if breach.person_count is None else format_integer(breach.person_count),
        "records": unknown if breach.record_count is None else format_integer(breach.record_count),
        "effects": breach.effects or unknown,
        "measures": breach.measures or unknown,
    }
    return [[labels[name], value] for name, value in values.items() if value]


def _addressee_row(notice: BreachNotice) -> list[str]:
    who = str(notice.institution or notice.get_addressee_display())
    due = format_instant(notice.due_at) if notice.due_at else "–"
    told = format_instant(notice.told_at) if notice.told_at else str(notice.get_state_display())
    return [who, due, told, notice.late_reason or "–"]


def _tell_institution(breach: Breach, institution: Institution, now: datetime) -> None:
    link = f"{settings.PUBLIC_URL}{reverse('my_breach', args=[breach.pk])}"
    for person in recipients_at(institution.organisation, PartnerGrant.AUDIT, timezone.localdate(now)):
        notify("continuity.breach", person, number=breach.number, link=link)


def owed_notices() -> Any:
    """All that is still owed, soonest clock first: for the desk's start page."""
    rows = BreachNotice.objects.filter(state=BreachNoticeState.OWED).exclude(breach__state="dismissed")
    return rows.select_related("breach").order_by("due_at", "breach__learned_at", "pk")
