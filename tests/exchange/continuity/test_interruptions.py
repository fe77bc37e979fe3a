"""X7.1: planned and unplanned, told, mended, caught up; paper and back."""

from datetime import date, datetime, timedelta
from typing import Any

import pypdf
import pytest
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.exchange.continuity.domain import interruptions as verbs
from imece.exchange.continuity.domain import paper
from imece.exchange.continuity.domain.interruptions import Story
from imece.exchange.continuity.domain.queries import interruptions_in_scope
from imece.exchange.continuity.enums import Cause, InterruptionState, PaperOutcome
from imece.exchange.continuity.models import Interruption, PaperQuestion
from imece.exchange.fingerprints import fingerprint
from imece.exchange.ledger.domain.acts import Acts
from imece.exchange.ledger.public import places_of_acts
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Official
from imece.reference.public import ISTANBUL
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.continuity.conftest import STARTED

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=ISTANBUL)
FIFTH_DAY = datetime(2026, 6, 3, 23, 59, tzinfo=ISTANBUL)
AFTER_FIVE = datetime(2026, 6, 4, 8, 30, tzinfo=ISTANBUL)
EVENING = datetime(2026, 6, 5, 19, 0, tzinfo=ISTANBUL)


def announce(operator: Actor, begins: datetime = EVENING, **more: Any) -> Interruption:
    given = {
        "ends": begins + timedelta(hours=2),
        "now": MONDAY,
        "story": Story(title="Bakım (deneme)"),
    } | more
    return verbs.announce_maintenance(begins=begins, actor=operator, **given)


def code_of(call: Any) -> str:
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.code


# ------------------------------------------------------------------------------------------ planned
def test_a_maintenance_is_announced_and_everybody_is_told(
    operator: Actor, exchange_cast: ExchangeCast
) -> None:
    made = announce(operator)
    assert (made.state, made.announced_at) == (InterruptionState.PLANNED, MONDAY)
    told = set(
        OutboxMessage.objects.filter(notice="continuity.interruption").values_list("person_id", flat=True)
    )
    assert {
        exchange_cast.bank_manager.pk,
        exchange_cast.bank_technician.pk,
        exchange_cast.hospital_manager.pk,
    } <= told
    assert exchange_cast.bank_auditor.pk not in told
    assert {row["name"] for row in made.parameters} >= {"maintenance_notice_days", "working_hours_begin"}


def test_contacts_of_the_form_are_told_once(operator: Actor, exchange_cast: ExchangeCast) -> None:
    """X7.2: notices go to the contact persons."""
    with acting(operator):
        for role in (OfficialRole.TECHNICAL, OfficialRole.ADMINISTRATIVE):
            Official.objects.create(
                institution=exchange_cast.hospital, role=role, national_id="10000000146", name="Deneme Kişisi",
                title="Uzman", email="iletisim@example.org", valid_from=date(2026, 1, 1),
            )  # fmt: skip
    announce(operator)
    assert OutboxMessage.objects.filter(destination="iletisim@example.org").count() == 1


@pytest.mark.parametrize(
    ("begins", "code"),
    [
        (datetime(2026, 6, 5, 16, 0, tzinfo=ISTANBUL), "CON-001"),
        (datetime(2026, 6, 3, 19, 0, tzinfo=ISTANBUL), "CON-002"),
    ],
)
def test_PRO_14_and_PRO_17_only_an_emergency_goes_before(
    operator: Actor, begins: datetime, code: str
) -> None:
    assert code_of(lambda: announce(operator, begins)) == code
    assert code_of(lambda: announce(operator, begins, urgent_reason=" ")) == "CON-003"
    made = announce(operator, begins, urgent_reason="Güvenlik açığı")
    assert (made.is_urgent, made.urgent_reason) == (True, "Güvenlik açığı")


def test_a_window_runs_forwards(operator: Actor) -> None:
    assert code_of(lambda: announce(operator, ends=EVENING)) == "CON-004"


def test_called_off_is_told_again(operator: Actor) -> None:
    made = announce(operator)
    before = OutboxMessage.objects.count()
    verbs.call_off_maintenance(interruption=made, reason="Ertelendi", actor=operator, now=MONDAY)
    assert made.state == InterruptionState.CANCELLED
    assert OutboxMessage.objects.count() == 2 * before


# ------------------------------------------------------------------------------------------ unplanned
def test_an_institution_reports_and_the_operator_tells(
    exchange_cast: ExchangeCast, bank_technician: Actor, operator: Actor
) -> None:
    made = verbs.report_outage(
        story=Story(title="Yanıt yok"), started_at=STARTED, reported_by=exchange_cast.bank,
        actor=bank_technician, now=STARTED,
    )  # fmt: skip
    assert made.state == InterruptionState.DETECTED
    hospital = actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    assert not interruptions_in_scope(hospital).exists(), "not told yet"
    assert interruptions_in_scope(bank_technician).get() == made
    verbs.tell_outage(interruption=made, actor=operator, now=STARTED + timedelta(minutes=5))
    assert interruptions_in_scope(hospital).get() == made
    assert OutboxMessage.objects.filter(person_id=exchange_cast.hospital_manager.pk).count() == 1


def test_nobody_reports_for_another_or_tells_without_the_right(
    exchange_cast: ExchangeCast, bank_technician: Actor, bank_auditor: Actor, outage: Interruption
) -> None:
    report = {"story": Story(title="x"), "started_at": STARTED, "now": STARTED}
    for actor, institution in ((bank_technician, exchange_cast.hospital), (bank_auditor, exchange_cast.bank)):
        with pytest.raises(Problem) as caught:
            verbs.report_outage(reported_by=institution, actor=actor, **report)  # type: ignore[arg-type]
        assert caught.value.code == "CORE-403"
    end = {"interruption": outage, "ended_at": STARTED, "now": STARTED}
    assert code_of(lambda: verbs.end_interruption(actor=bank_technician, **end)) == "CORE-403"


def test_T_PRO_01_the_end_starts_the_clock_of_the_missed_data(outage: Interruption, operator: Actor) -> None:
    ended = STARTED + timedelta(hours=5)
    verbs.end_interruption(interruption=outage, ended_at=ended, actor=operator, now=ended)
    assert outage.catch_up_due_on == date(2026, 6, 3)
    assert outage.paper_from == date(2026, 6, 4)
    verbs.close_interruption(interruption=outage, caught_up="Tamam", actor=operator, now=FIFTH_DAY)
    assert not outage.is_late
    assert outage.state == InterruptionState.CLOSED


def test_closed_after_the_day_is_shown_as_late(outage: Interruption, operator: Actor) -> None:
    verbs.end_interruption(interruption=outage, ended_at=STARTED, actor=operator, now=STARTED)
    verbs.close_interruption(interruption=outage, caught_up="Gecikti", actor=operator, now=AFTER_FIVE)
    assert outage.is_late


def test_times_are_checked(outage: Interruption, operator: Actor) -> None:
    end = {"interruption": outage, "actor": operator, "now": MONDAY}
    assert code_of(lambda: verbs.end_interruption(ended_at=STARTED - timedelta(hours=1), **end)) == "CON-015"
    assert code_of(lambda: verbs.end_interruption(ended_at=MONDAY + timedelta(hours=1), **end)) == "CON-016"


def test_the_cause_is_on_record(outage: Interruption, operator: Actor) -> None:
    verbs.record_cause(interruption=outage, cause=Cause.NEITHER, text="Fiber", actor=operator, now=MONDAY)
    outage.refresh_from_db()
    assert (outage.cause, outage.cause_text) == (Cause.NEITHER, "Fiber")


# ------------------------------------------------------------------------------------------ paper
def ask_for_paper(outage: Interruption, exchange_cast: ExchangeCast, actor: Actor) -> Any:
    return paper.request_paper(
        interruption=outage, institution=exchange_cast.bank, letter_number="E-1-1", letter_on=date(2026, 6, 1),
        actor=actor, now=MONDAY,
    )  # fmt: skip


def on_paper(outage: Interruption, exchange_cast: ExchangeCast, bank: Actor, operator: Actor) -> Any:
    request = ask_for_paper(outage, exchange_cast, bank)
    paper.go_to_paper(interruption=outage, actor=operator, now=AFTER_FIVE)
    return request


def test_PRO_19_paper_needs_more_than_five_working_days_and_a_written_request(
    outage: Interruption, exchange_cast: ExchangeCast, bank_technician: Actor, operator: Actor
) -> None:
    assert (
        code_of(lambda: paper.go_to_paper(interruption=outage, actor=operator, now=AFTER_FIVE)) == "CON-011"
    )
    ask_for_paper(outage, exchange_cast, bank_technician)
    assert code_of(lambda: paper.go_to_paper(interruption=outage, actor=operator, now=FIFTH_DAY)) == "CON-010"
    paper.go_to_paper(interruption=outage, actor=operator, now=AFTER_FIVE)
    assert outage.state == InterruptionState.ON_PAPER


def test_PRO_19_a_break_starts_the_clock_anew(
    outage: Interruption, exchange_cast: ExchangeCast, bank_technician: Actor, operator: Actor
) -> None:
    """*Without a break*: back on Monday for an hour, then gone again."""
    verbs.end_interruption(interruption=outage, ended_at=MONDAY, actor=operator, now=MONDAY)
    again = MONDAY + timedelta(hours=1)
    verbs.break_again(interruption=outage, started_at=again, reason="Yine", actor=operator, now=again)
    assert (outage.paper_from, outage.catch_up_due_on) == (date(2026, 6, 9), None)
    ask_for_paper(outage, exchange_cast, bank_technician)
    assert (
        code_of(lambda: paper.go_to_paper(interruption=outage, actor=operator, now=AFTER_FIVE)) == "CON-010"
    )


def test_a_party_asks_once(outage: Interruption, exchange_cast: ExchangeCast, bank_technician: Actor) -> None:
    from django.core.exceptions import ValidationError

    ask_for_paper(outage, exchange_cast, bank_technician)
    with pytest.raises(ValidationError):
        ask_for_paper(outage, exchange_cast, bank_technician)


def line(**more: Any) -> paper.PaperLine:
    asked = AFTER_FIVE + timedelta(hours=1)
    given = {
        "form_number": "F-1/1", "service": "registry.person", "subject_number": "10000000146", "user_number": "u-7",
        "unit_code": "", "purpose": "kimlik", "file": "2026/9", "asked_at": asked,
        "answered_at": asked + timedelta(hours=2), "answered_by": "Deneme Görevlisi", "outcome": PaperOutcome.FOUND,
    }  # fmt: skip
    return paper.PaperLine(**given | more)


def test_the_form_is_printed_with_a_number_and_a_code(
    outage: Interruption, exchange_cast: ExchangeCast, bank_technician: Actor, operator: Actor
) -> None:
    import io

    form = {
        "interruption": outage,
        "institution": exchange_cast.bank,
        "actor": bank_technician,
        "now": AFTER_FIVE,
    }
    assert code_of(lambda: paper.print_paper_form(**form)) == "CON-012"
    on_paper(outage, exchange_cast, bank_technician, operator)
    words = pypdf.PdfReader(io.BytesIO(paper.print_paper_form(**form))).pages[0].extract_text()
    assert f"{outage.number}/{exchange_cast.bank.code}/0604083000" in words
    assert "/belge/" in words.replace("\n", "")


def test_paper_is_taken_in_afterwards_with_its_subject_sealed(
    outage: Interruption, exchange_cast: ExchangeCast, bank_technician: Actor, operator: Actor
) -> None:
    enter = {
        "interruption": outage,
        "institution": exchange_cast.bank,
        "actor": bank_technician,
        "now": EVENING,
    }
    assert code_of(lambda: paper.enter_paper_question(line=line(), **enter)) == "CON-012"
    request = on_paper(outage, exchange_cast, bank_technician, operator)
    early = line(asked_at=FIFTH_DAY)
    assert code_of(lambda: paper.enter_paper_question(line=early, **enter)) == "CON-013"
    reversed_ = line(answered_at=AFTER_FIVE)
    assert code_of(lambda: paper.enter_paper_question(line=reversed_, **enter)) == "CON-015"
    made = paper.enter_paper_question(line=line(), **enter)
    row = PaperQuestion.objects.get(pk=made.pk)
    assert row.subject_number == "10000000146"
    assert b"10000000146" not in bytes(row.subject)
    verbs.end_interruption(interruption=outage, ended_at=EVENING, actor=operator, now=EVENING)
    close = {"interruption": outage, "caught_up": "Tamam", "actor": operator, "now": EVENING}
    assert code_of(lambda: verbs.close_interruption(**close)) == "CON-014"
    paper.finish_paper(request=request, actor=bank_technician, now=EVENING)
    verbs.close_interruption(**close)


def test_X7_1_the_taking_in_of_paper_is_a_sealed_act(
    outage: Interruption, exchange_cast: ExchangeCast, bank_technician: Actor, operator: Actor
) -> None:
    on_paper(outage, exchange_cast, bank_technician, operator)
    made = paper.enter_paper_question(
        interruption=outage, institution=exchange_cast.bank, actor=bank_technician, now=EVENING, line=line()
    )
    assert places_of_acts("continuity.paper_entered", [made]) == {}
    acts = Acts().after(0, 100, timezone.now())
    place = places_of_acts("continuity.paper_entered", [made])[made.pk]
    entry = next(act.entry for act in acts if act.sequence == place).decode()
    assert f'"about":"{fingerprint("10000000146")}"' in entry
    assert "10000000146" not in entry


def test_another_institutions_paper_is_not_touched(
    outage: Interruption, exchange_cast: ExchangeCast, bank_technician: Actor, operator: Actor
) -> None:
    on_paper(outage, exchange_cast, bank_technician, operator)
    enter = {
        "interruption": outage,
        "institution": exchange_cast.hospital,
        "actor": bank_technician,
        "now": EVENING,
    }
    assert code_of(lambda: paper.enter_paper_question(line=line(), **enter)) == "CORE-403"
