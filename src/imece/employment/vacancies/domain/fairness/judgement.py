"""A vacancy before the gate: what must be put right, what the unit must see, and what was decided already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from imece.core.parameters import Parameters
from imece.employment.vacancies.domain.fairness.contact import ContactData, find_contact_data
from imece.employment.vacancies.domain.fairness.content import Content, content_of
from imece.employment.vacancies.domain.fairness.gate import (
    Asked,
    Gate,
    gated_demands,
    stand_at_gate,
    working_age_name,
)
from imece.employment.vacancies.domain.fairness.phrases import phrase_list
from imece.employment.vacancies.domain.fairness.scan import Finding, scan_texts
from imece.employment.vacancies.enums import FairnessGround, ReviewOutcome
from imece.employment.vacancies.models import FairnessException, ReviewDecision, Vacancy

PRIVATE_TEXTS = frozenset({"note", "work_address", "interview_place", "own_exam_place"})
"""Not announced, or an address: contact data may stand there; discrimination may not."""
Signature = tuple[str, str, str]


@dataclass(frozen=True)
class Judgement:
    """`findings` are those nobody approved yet; `approved` those an earlier decision covers, word for word."""

    gates: Mapping[FairnessGround, Gate]
    findings: tuple[Finding, ...]
    approved: tuple[Finding, ...]
    contacts: tuple[ContactData, ...]
    asks_women_underground: bool
    too_young: int | None
    legal_age: int
    must_be_approved: bool
    parameters: Parameters

    @property
    def open_gates(self) -> dict[FairnessGround, Gate]:
        """Criteria without an exception for this value: refused until asked for (P3.8)."""
        return {ground: gate for ground, gate in self.gates.items() if gate not in {Gate.CLEAR, Gate.WAITING}}

    @property
    def needs_review(self) -> bool:
        """NDR-05, NDR-06, P3.9: a criterion waits, a text hit, or the institution wants to see every vacancy."""
        return bool(self.findings) or Gate.WAITING in self.gates.values() or self.must_be_approved

    @property
    def topics(self) -> list[str]:
        """What the reviewer will see, each once: grounds of criteria and of findings."""
        waiting = [ground.value for ground, gate in self.gates.items() if gate == Gate.WAITING]
        return sorted({*waiting, *(finding.topic for finding in self.findings)})

    def as_json(self) -> dict[str, Any]:
        """For the record of a decision: enough to explain it when the rules have changed (GEN-02)."""
        return {
            "gates": {str(ground): str(gate) for ground, gate in self.gates.items()},
            "findings": [
                *(finding.as_json() | {"is_approved": False} for finding in self.findings),
                *(finding.as_json() | {"is_approved": True} for finding in self.approved),
            ],
            "must_be_approved": self.must_be_approved,
            "phrases": phrase_list().version,
            "on": self.parameters.day.isoformat(),
            "parameters": [row.as_json() for row in self.parameters.used],
        }


def judge_vacancy(vacancy: Vacancy, now: datetime, asked: Mapping[str, Asked] | None = None) -> Judgement:
    """With the legal numbers of the day and what was approved before; three queries beside the parameters.

    `asked`: exceptions that come with a vacancy nobody has saved yet; left out, those on record.
    """
    content = content_of(vacancy)
    parameters = Parameters(timezone.localdate(now))
    youngest = parameters.integer(working_age_name(content.is_underground, content.is_light))
    covered = approved_signatures(vacancy)
    findings = scan_texts(content.texts, content.personal_status)
    return Judgement(
        gates=stand_at_gate(
            gated_demands(content, youngest), asked_exceptions(vacancy) if asked is None else asked
        ),
        findings=tuple(one for one in findings if one.signature not in covered),
        approved=tuple(one for one in findings if one.signature in covered),
        contacts=tuple(contacts_of(content)),
        asks_women_underground=content.asks_women_underground,
        too_young=content.min_age if content.min_age is not None and content.min_age < youngest else None,
        legal_age=youngest,
        must_be_approved=parameters.flag("vacancy_approval_required"),
        parameters=parameters,
    )


def contacts_of(content: Content) -> list[ContactData]:
    announced = {place: text for place, text in content.texts.items() if place not in PRIVATE_TEXTS}
    return [one for place, text in announced.items() for one in find_contact_data(text, place=place)]


def asked_exceptions(vacancy: Vacancy) -> dict[str, Asked]:
    return {row.ground: Asked(row.kind, row.asked_value, row.state) for row in current_exceptions(vacancy)}


def current_exceptions(vacancy: Vacancy) -> list[FairnessException]:
    """None of a vacancy in the making."""
    if not vacancy.pk:
        return []
    return list(vacancy.fairness_exceptions.filter(replaced_at__isnull=True).order_by("ground"))


def approved_signatures(vacancy: Vacancy) -> set[Signature]:
    """What the last approval saw and let pass: place, ground, sentence. Another sentence was not seen."""
    if not vacancy.pk:
        return set()
    decisions = ReviewDecision.objects.filter(request__vacancy=vacancy, outcome=ReviewOutcome.APPROVED)
    last = decisions.order_by("-decided_at", "-id").values_list("judgement", flat=True).first()
    rows = last["findings"] if last else []
    return {(row["place"], row["topic"], row["sentence"]) for row in rows}
