"""P6: declarations entered, changed until sent, sent, reviewed, ended; the list by unit, firm, declaration."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from imece.core.errors import Problem
from imece.core.models import Parameter
from imece.employment.benefits.domain import declarations as verbs
from imece.employment.benefits.domain.review import record_finding
from imece.employment.benefits.domain.rules import last_day_to_tell_end
from imece.employment.benefits.domain.workflow import DECLARATION
from imece.employment.benefits.enums import (
    DeclarationKind,
    DeclarationState,
    FindingKind,
    FindingResult,
    Ground,
)
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.public import running_short_time
from imece.employment.benefits.web.views import declaration_list, declaration_page
from imece.reference.public import public_holidays
from tests.cast import Cast, actor_of, person_number, sign_in
from tests.lists import assert_constant_queries
from tests.rules import starting_law

pytestmark = pytest.mark.django_db
LIST = "/isveren/bildirgeler/"
TODAY = date(2026, 1, 20)


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+03:00", tick=False):
        yield


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def values(**changes: Any) -> dict[str, Any]:
    return {
        "ground": Ground.FORCE_MAJEURE, "reason": "Yangın", "starts_on": date(2026, 2, 1),
        "ends_on": date(2026, 4, 30), "normal_hours": 45, "short_hours": 0, "union_told_on": None,
    } | changes  # fmt: skip


def declare(cast: Cast, kind: DeclarationKind = DeclarationKind.SHORT_TIME, **changes: Any) -> Declaration:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    return verbs.begin_declaration(
        workplace=cast.workplace, kind=kind, values=values(**changes), actor=actor, now=timezone.now()
    )


def add_worker(cast: Cast, declaration: Declaration, count: int = 1, **changes: Any) -> None:
    rows = [
        {
            "national_id": person_number(300 + place), "given_names": "DENEME", "surname": f"KİŞİ{place}",
            "starts_on": declaration.starts_on, "service_days": 120, "premium_days": 450,
            "average_gross_amount": Decimal("60000.00"),
        } | changes
        for place in range(count)
    ]  # fmt: skip
    actor = actor_of(cast.manager, cast.workplace.organisation)
    verbs.set_workers(declaration=declaration, workers=rows, actor=actor, now=timezone.now())


def send(cast: Cast, declaration: Declaration) -> Declaration:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    verbs.send_declaration(declaration=declaration, actor=actor, now=timezone.now())
    return declaration


def decide(cast: Cast, declaration: Declaration, *moves: str, reason: str = "Belgeler uygun.") -> Declaration:
    for move in moves:
        verbs.decide(
            declaration=declaration,
            move=move,
            reason=reason,
            actor=actor_of(cast.officer, cast.unit),
            now=timezone.now(),
        )
    return declaration


def find(cast: Cast, declaration: Declaration, **changes: Any) -> None:
    """The inspection's report: suitable."""
    given: dict[str, Any] = {
        "kind": FindingKind.INSPECTION, "number": "2026/17", "found_on": TODAY, "note": "",
        "result": FindingResult.SUITABLE,
    } | changes  # fmt: skip
    actor = actor_of(cast.officer, cast.unit)
    record_finding(declaration=declaration, actor=actor, now=timezone.now(), **given)


def sent(cast: Cast, **changes: Any) -> Declaration:
    declaration = declare(cast, **changes)
    add_worker(cast, declaration)
    return send(cast, declaration)


def suitable(cast: Cast, **changes: Any) -> Declaration:
    declaration = decide(cast, sent(cast, **changes), "take_up")
    find(cast, declaration)
    return decide(cast, declaration, "find_suitable")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": date(2026, 5, 1)}, "BEN-002"),  # T-BLD-05
        ({"ends_on": date(2026, 2, 27)}, "BEN-003"),  # BLD-05
        ({"short_hours": 31}, "BEN-004"),
        ({"short_hours": 45, "stopped_weeks": 3}, "BEN-004"),  # BLD-05
    ],
)
def test_BLD_05_06_what_is_no_short_time_work_is_not_sent(
    cast: Cast, changes: dict[str, Any], code: str
) -> None:
    declaration = declare(cast, **changes)
    add_worker(cast, declaration)
    with pytest.raises(Problem) as caught:
        send(cast, declaration)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": date(2026, 2, 28)},
        {"short_hours": 30},
        {"short_hours": 45, "stopped_weeks": 4},
        {},
    ],
)
def test_BLD_05_06_just_what_the_law_asks_is_sent(cast: Cast, changes: dict[str, Any]) -> None:
    assert sent(cast, **changes).state == DeclarationState.SENT


def test_BLD_06_six_months_where_the_president_decided_so(cast: Cast) -> None:
    with pytest.raises(Problem, match="3 aydan"):
        sent(cast, ends_on=date(2026, 7, 31))
    Parameter.objects.filter(name="kco_months").update(value=6)
    assert sent(cast, ends_on=date(2026, 7, 31)).state == DeclarationState.SENT
    with pytest.raises(Problem, match="6 aydan"):
        sent(cast, ends_on=date(2026, 8, 1))


def test_GEN_02_by_which_numbers_its_terms_were_lawful_stands_with_the_sending(cast: Cast) -> None:
    line = DECLARATION.history(sent(cast)).get(move="send")
    numbers = {row["name"]: (row["value"], row["valid_from"]) for row in line.details["parameters"]}
    assert numbers["kco_months"] == (3, "2008-01-01")
    assert numbers["kco_hours_cut"][0] == "1/3"


def test_nothing_is_sent_without_a_worker(cast: Cast) -> None:
    with pytest.raises(Problem, match="BEN-001"):
        send(cast, declare(cast))


def test_P6_2_changed_until_it_is_sent(cast: Cast) -> None:
    declaration = declare(cast)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    given: dict[str, Any] = {"declaration": declaration, "actor": actor, "now": timezone.now()}
    changed = verbs.change_declaration(values=values(reason="Sel"), version=1, **given)
    assert (changed.reason, changed.version) == ("Sel", 2)
    with pytest.raises(Problem, match="CORE-409"):
        verbs.change_declaration(values=values(), version=1, **given)
    add_worker(cast, declaration)
    send(cast, declaration)
    with pytest.raises(Problem, match="BEN-010"):
        verbs.change_declaration(values=values(), version=3, **given)
    with pytest.raises(Problem, match="BEN-010"):
        add_worker(cast, declaration)


def test_T_BLD_11_an_indirect_ground_can_only_be_refused(cast: Cast) -> None:
    declaration = decide(cast, sent(cast, ground=Ground.CASH_SHORTAGE), "take_up")
    with pytest.raises(Problem, match="BEN-005"):
        decide(cast, declaration, "find_suitable")
    assert decide(cast, declaration, "refuse").state == DeclarationState.REFUSED


def test_a_refusal_needs_its_reason(cast: Cast) -> None:
    with pytest.raises(Problem, match="WF-002"):
        decide(cast, decide(cast, sent(cast), "take_up"), "refuse", reason=" ")


def test_only_the_unit_decides(cast: Cast) -> None:
    declaration = sent(cast)
    for person, organisation in (
        (cast.manager, cast.workplace.organisation),
        (cast.headquarters, cast.head_institution),
        (cast.other_officer, cast.other_unit),
    ):
        with pytest.raises(Problem) as caught:
            verbs.decide(
                declaration=declaration,
                move="take_up",
                reason="",
                actor=actor_of(person, organisation),
                now=timezone.now(),
            )
        assert caught.value.kind.status == 403


def test_BLD_10_announced_only_after_the_approval(cast: Cast) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    given: dict[str, Any] = {"on": TODAY, "actor": actor, "now": timezone.now()}
    with pytest.raises(Problem, match="BEN-011"):
        verbs.record_announcement(declaration=sent(cast), **given)
    declaration = suitable(cast)
    verbs.record_announcement(declaration=declaration, **given)
    declaration.refresh_from_db()
    assert declaration.announced_on == TODAY


def test_BLD_11_six_working_days_before(cast: Cast) -> None:
    """Monday 2 March: 27, 26, 25, 24, 23 and 20 February are the six working days before it."""
    assert last_day_to_tell_end(date(2026, 3, 2), public_holidays(), starting_law(TODAY)) == date(2026, 2, 20)


@pytest.mark.parametrize(("told", "is_late"), [(date(2026, 2, 20), False), (date(2026, 2, 21), True)])
def test_BLD_11_told_late_is_taken_and_marked(cast: Cast, told: date, is_late: bool) -> None:
    declaration = suitable(cast)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    verbs.end_early(
        declaration=declaration, back_on=date(2026, 3, 2), actor=actor, now=timezone.now(), today=told
    )
    assert declaration.state == DeclarationState.ENDED
    assert verbs.is_end_told_late(declaration) is is_late


def test_BLD_11_what_runs_is_told_with_its_day_however_many_in_the_same_queries(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    """23 April is a holiday: 29, 28, 27, 24, 22 and 21 April lie before the last day."""
    for day in (1, 2, 3, 4, 5):
        suitable(cast, starts_on=date(2026, 2, day))
    with django_assert_max_num_queries(5):
        running = running_short_time(actor_of(cast.manager, cast.workplace.organisation), TODAY)
    assert {told_by for _, told_by in running} == {date(2026, 4, 21)}
    assert len(running) == 5


def test_it_ends_by_itself_the_day_after(cast: Cast) -> None:
    declaration = suitable(cast)
    now = timezone.now()
    assert verbs.end_due_declarations(now=now, today=date(2026, 4, 30)) == 0
    with time_machine.travel("2026-05-01T10:00:00+03:00"):
        assert verbs.end_due_declarations(now=timezone.now(), today=date(2026, 5, 1)) == 1
        assert verbs.end_due_declarations(now=timezone.now(), today=date(2026, 5, 1)) == 0
    declaration.refresh_from_db()
    assert declaration.state == DeclarationState.ENDED


# ------------------------------------------------------------------------------------------------- pages
def posted(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "kco", "starts_on": "01.02.2026", "ends_on": "30.04.2026", "ground": "force_majeure",
        "normal_hours": "45", "short_hours": "0", "reason": "Yangın",
    } | changes  # fmt: skip


def test_BLD_01_unit_then_firm_then_declaration(cast: Cast, manager: Client) -> None:
    declaration = declare(cast)
    text = manager.get(LIST).content.decode()
    assert "İKT/İÖ/KÇÖ Bildirgesi – Listeleme" in text
    assert declaration.number not in text
    assert declaration.number not in manager.get(LIST, {"unit": "6"}).content.decode()
    asked = {"unit": "6", "firm": cast.workplace.number}
    assert declaration.number in manager.get(LIST, asked).content.decode()
    assert declaration.number not in manager.get(LIST, asked | {"kind": "io"}).content.decode()


def test_BLD_01_staff_find_the_firm_by_number_or_words(cast: Cast, client: Client) -> None:
    draft, declaration = declare(cast), sent(cast)
    officer = sign_in(client, cast.officer, cast.unit)
    for firm in (cast.workplace.number, cast.workplace.name.split()[0]):
        text = officer.get(LIST, {"unit": "6", "firm": firm}).content.decode()
        assert declaration.number in text
        assert draft.number not in text  # a draft is nobody's but the employer's


def test_entered_pressed_twice_is_one(cast: Cast, manager: Client) -> None:
    page = posted(workplace=cast.workplace.pk, token="b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b003")
    first, second = manager.post(f"{LIST}yeni/", page), manager.post(f"{LIST}yeni/", page)
    assert first.url == second.url == f"{LIST}{Declaration.objects.get().number}/"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"ground": ""}, "ground"), ({"ends_on": ""}, "ends_on"), ({"ends_on": "31.01.2026"}, "ends_on"),
     ({"workplace": "0"}, "workplace")],
)  # fmt: skip
def test_what_is_missing_is_named(cast: Cast, manager: Client, changes: dict[str, Any], field: str) -> None:
    answer = manager.post(f"{LIST}yeni/", posted(workplace=cast.workplace.pk) | changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Declaration.objects.exists()


def csv(*rows: str) -> SimpleUploadedFile:
    head = (
        "T.C. Kimlik No;Ad;Soyad;Başlangıç tarihi;Bitiş tarihi;Ayda çalışılmayan saat;"
        "Son 120 günün hizmet akdi günü;Prim günü;Aylık ortalama brüt ücret;"
        "IBAN;Kendi isteği ve kusuru dışında ayrılmış"
    )
    return SimpleUploadedFile("isciler.csv", "\r\n".join([head, *rows]).encode())


RIGHT = f"{person_number(301)};DENEME;KİŞİ;01.02.2026;30.04.2026;75;120;900;60000,00;TR33 0006 1005 1978 6457 8413 26;"
WRONG = "123;DENEME;ÖTEKİ;01.01.2026;;;120;900;60000;TR00;"


def test_BLD_09_workers_come_by_a_file_all_or_none(cast: Cast, manager: Client) -> None:
    declaration = declare(cast)
    url = f"{LIST}{declaration.number}/isciler/"
    answer = manager.post(url, {"file": csv(RIGHT, WRONG), "what": "all"})
    assert answer.status_code == 422
    assert [(error.row, error.value) for error in answer.context["errors"]] == [(3, "123"), (3, "TR00")]
    assert not declaration.workers.exists()
    wrong = manager.post(url, {"file": csv(RIGHT, WRONG), "what": "errors"})
    assert wrong["Content-Disposition"].startswith("attachment")
    manager.post(url, {"file": csv(RIGHT, WRONG), "what": "right"})
    worker = declaration.workers.get()
    assert (worker.hours_not_worked, worker.iban) == (75, "TR330006100519786457841326")
    assert "TR33 0006" in manager.get(f"{url}{worker.pk}/").content.decode()
    manager.post(url, {"file": csv(RIGHT), "what": "all"})
    assert declaration.workers.count() == 1


def test_the_own_template_can_be_uploaded(cast: Cast, manager: Client) -> None:
    declaration = declare(cast)
    template = manager.get(f"{LIST}{declaration.number}/sablon/").content
    answer = manager.post(
        f"{LIST}{declaration.number}/isciler/",
        {"file": SimpleUploadedFile("s.xlsx", template), "what": "all"},
    )
    assert answer.status_code == 422  # an example is no worker
    assert answer.context["form"].errors["file"]


@pytest.mark.parametrize(
    ("kind", "changes", "shown"),
    [
        (DeclarationKind.SHORT_TIME, {}, "36.000,00"),  # T-BLD-06
        (DeclarationKind.SHORT_TIME, {"premium_days": 449}, "0,00"),  # T-BLD-02
        (DeclarationKind.UNEMPLOYMENT, {"premium_days": 900}, "240 gün"),  # T-BLD-09
        (DeclarationKind.UNEMPLOYMENT, {"premium_days": 900, "left_without_own_fault": False}, "0 gün"),
        (DeclarationKind.JOB_LOSS, {"premium_days": 1100}, "120 gün"),
    ],
)
def test_P6_2_the_likely_entitlement_step_by_step(
    cast: Cast, manager: Client, kind: DeclarationKind, changes: dict[str, Any], shown: str
) -> None:
    declaration = declare(cast, kind)
    add_worker(cast, declaration, **changes)
    text = manager.get(f"{LIST}{declaration.number}/isciler/{declaration.workers.get().pk}/").content.decode()
    assert shown in text
    assert "Bu nasıl hesaplandı?" in text


@pytest.mark.parametrize(("week", "paid"), [(45, "16.000,00"), (40, "18.000,00")])
def test_BLD_08_hours_not_worked_are_shares_of_the_workplaces_own_month(
    cast: Cast, manager: Client, week: int, paid: str
) -> None:
    """100 hours of 225, or of 200."""
    declaration = declare(cast, normal_hours=week)
    add_worker(cast, declaration, hours_not_worked=100)
    page = f"{LIST}{declaration.number}/isciler/{declaration.workers.get().pk}/"
    assert paid in manager.get(page).content.decode()


def test_the_whole_way_by_pages(cast: Cast, manager: Client) -> None:
    declaration = declare(cast)
    add_worker(cast, declaration)
    page = f"{LIST}{declaration.number}/"
    assert "Taslak" in manager.get(page).content.decode()
    manager.post(f"{page}adim/gonder/")
    assert manager.get(f"{page}adim/uygun/").status_code == 403
    officer = sign_in(Client(), cast.officer, cast.unit)
    officer.post(f"{page}adim/incele/")
    assert "BEN-008" in officer.post(f"{page}adim/kismen/", {"reason": "Uygun."}).content.decode()
    finding = {
        "kind": "inspection",
        "number": "2026/17",
        "found_on": "19.01.2026",
        "result": "partly",
        "token": "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b004",
    }
    for _press in range(2):
        officer.post(f"{page}tespit/", finding)
    assert declaration.findings.count() == 1
    assert "BEN-009" in officer.post(f"{page}adim/uygun/").content.decode()
    assert officer.post(f"{page}adim/kismen/", {"reason": ""}).status_code == 422
    officer.post(f"{page}adim/kismen/", {"reason": "İki işçi eksik."})
    text = manager.get(page).content.decode()
    assert "Kısmen uygun" in text
    assert "İki işçi eksik." in text
    manager.post(f"{page}adim/ilan/", {"on": "20.01.2026"})
    manager.post(f"{page}adim/sonlandir/", {"back_on": "02.03.2026"})
    declaration.refresh_from_db()
    assert (declaration.state, declaration.announced_on, declaration.end_told_on) == ("ended", TODAY, TODAY)


def test_rows_cost_no_further_queries(cast: Cast) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    assert_constant_queries(
        declaration_list, actor, lambda count: [declare(cast) for _number in range(count)], unit="6",
        firm=cast.workplace.number,
    )  # fmt: skip


def test_workers_cost_no_further_queries(cast: Cast) -> None:
    declaration, added = declare(cast), [0]

    def make_rows(count: int) -> None:
        added[0] += count
        add_worker(cast, declaration, added[0])

    def page(request: Any) -> Any:
        return declaration_page(request, number=declaration.number)

    assert_constant_queries(page, actor_of(cast.manager, cast.workplace.organisation), make_rows)
