"""Units, end users and their undertakings (X3.2, X3.3, PRO-07, PRO-08, KPS-11)."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord, IssuedDocument
from imece.exchange.parties.models import EndUser, SubUnit, Undertaking
from imece.exchange.parties.public import (
    Scan,
    add_end_user,
    add_unit,
    change_end_user,
    change_unit,
    close_end_user,
    end_users_in_scope,
    file_undertaking,
    has_valid_undertaking,
    issued_forms,
    make_undertaking_form,
    produce_undertaking,
    set_unit_open,
    take_user_file,
    tree_of,
    units_in_scope,
    withdraw_undertaking,
)
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PDF = b"%PDF-1.7 deneme"


def technician(cast: ExchangeCast) -> Actor:
    return actor_of(cast.bank_technician, cast.bank.organisation)


def unit_of(cast: ExchangeCast, code: str = "ANK", **values: Any) -> SubUnit:
    return add_unit(institution=cast.bank, actor=technician(cast), code=code, name=f"{code} Şubesi", **values)


def user_of(cast: ExchangeCast, number: str = "S-1", unit: SubUnit | None = None) -> EndUser:
    return add_end_user(
        institution=cast.bank, user_number=number, name="Işıl Çöğür", unit=unit, actor=technician(cast)
    )


def signed(cast: ExchangeCast, user: EndUser, **changes: Any) -> Undertaking:
    document, _content = make_undertaking_form(user=user, actor=technician(cast), now=NOW)
    values: dict[str, Any] = {
        "document_code": document.shown_code,
        "signed_on": TODAY,
        "valid_until": None,
        "scan": Scan("imza.pdf", PDF),
    }
    return file_undertaking(user=user, actor=technician(cast), now=NOW, **values | changes)


def may_be_named(user: EndUser, now: datetime) -> bool:
    """As the gateway asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from access_open_user where end_user_id = %s and opens_at <= %s"
            " and (closes_at is null or closes_at > %s)",
            [user.pk, now, now],
        )
        return bool(cursor.fetchone()[0])


# ------------------------------------------------------------------------------------------ undertakings
def test_T_PRO_08_no_undertaking_no_question(exchange_cast: ExchangeCast) -> None:
    user = user_of(exchange_cast)
    assert not may_be_named(user, NOW)
    undertaking = signed(exchange_cast, user)
    assert may_be_named(user, NOW)
    assert has_valid_undertaking(user, TODAY)
    withdraw_undertaking(
        undertaking=undertaking, reason="Görev değişti", actor=technician(exchange_cast), now=NOW
    )
    assert not may_be_named(user, NOW)


def test_the_paper_bears_name_text_and_a_code_that_can_be_checked(exchange_cast: ExchangeCast) -> None:
    user = user_of(exchange_cast)
    document, content = make_undertaking_form(user=user, actor=technician(exchange_cast), now=NOW)
    text = " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages
    )
    assert "Gizlilik Taahhütnamesi" in text
    assert user.name in text
    assert document.shown_code in text
    assert document.subject_shown == "I*** Ç****"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"signed_on": TODAY + timedelta(days=1)}, "PTY-122", "signed_on"),
        ({"valid_until": TODAY - timedelta(days=1)}, "PTY-123", "valid_until"),
        ({"document_code": "00000000-0000-4000-8000-000000000000"}, "PTY-121", "document_code"),
        ({"document_code": "değil"}, "PTY-121", "document_code"),
        ({"scan": Scan("imza.pdf", b"MZ exe")}, "PTY-124", "scan"),
        ({"scan": Scan("imza.pdf", PDF + b"0" * 5 * 2**20)}, "PTY-124", "scan"),
        ({"scan": Scan("bos.pdf", b"")}, "PTY-124", "scan"),
    ],
)
def test_what_is_not_filed(
    exchange_cast: ExchangeCast, changes: dict[str, Any], code: str, field: str
) -> None:
    user = user_of(exchange_cast)
    with pytest.raises(Problem) as problem:
        signed(exchange_cast, user, **changes)
    assert (problem.value.code, problem.value.field) == (code, field)
    assert not may_be_named(user, NOW)


def test_another_persons_paper_is_not_taken(exchange_cast: ExchangeCast) -> None:
    first, second = user_of(exchange_cast, "1"), user_of(exchange_cast, "2")
    document, _content = make_undertaking_form(user=first, actor=technician(exchange_cast), now=NOW)
    with pytest.raises(Problem) as problem:
        signed(exchange_cast, second, document_code=document.shown_code)
    assert problem.value.code == "PTY-121"
    assert [one.pk for one in issued_forms(first)] == [IssuedDocument.objects.get(code=document.code).pk]


def test_it_ends_with_its_last_day(exchange_cast: ExchangeCast) -> None:
    user = user_of(exchange_cast)
    undertaking = signed(exchange_cast, user, valid_until=TODAY + timedelta(days=2))
    assert undertaking.is_valid_on(TODAY + timedelta(days=2))
    assert may_be_named(user, NOW + timedelta(days=2))
    assert not may_be_named(user, NOW + timedelta(days=3))


def test_produced_on_demand_and_the_look_is_on_record(exchange_cast: ExchangeCast) -> None:
    undertaking = signed(exchange_cast, user_of(exchange_cast))
    asker = actor_of(exchange_cast.provider_manager, exchange_cast.provider.organisation)
    scan = produce_undertaking(undertaking=undertaking, actor=asker)
    assert (bytes(scan.content), scan.media_type) == (PDF, "application/pdf")
    seen = AuditRecord.objects.get(action="undertakings.produced")
    assert seen.organisation_id == exchange_cast.provider.organisation_id


def test_withdrawn_twice_is_refused_and_needs_a_reason(exchange_cast: ExchangeCast) -> None:
    undertaking = signed(exchange_cast, user_of(exchange_cast))
    with pytest.raises(Problem) as problem:
        withdraw_undertaking(undertaking=undertaking, reason=" ", actor=technician(exchange_cast), now=NOW)
    assert problem.value.code == "WF-002"
    withdraw_undertaking(undertaking=undertaking, reason="x", actor=technician(exchange_cast), now=NOW)
    with pytest.raises(Problem) as problem:
        withdraw_undertaking(undertaking=undertaking, reason="x", actor=technician(exchange_cast), now=NOW)
    assert problem.value.code == "PTY-125"


# ------------------------------------------------------------------------------------------ users
def test_a_closed_user_asks_no_more_and_his_number_is_not_given_again(exchange_cast: ExchangeCast) -> None:
    user = user_of(exchange_cast)
    signed(exchange_cast, user)
    close_end_user(user=user, closed_on=TODAY, actor=technician(exchange_cast), now=NOW)
    assert not may_be_named(user, NOW)
    with pytest.raises(Problem) as problem:
        change_end_user(user=user, name="Başka", actor=technician(exchange_cast))
    assert problem.value.code == "PTY-111"
    with pytest.raises(ValidationError, match=r"numara|number"):
        user_of(exchange_cast)


def test_nobody_is_closed_ahead(exchange_cast: ExchangeCast) -> None:
    with pytest.raises(Problem) as problem:
        close_end_user(
            user=user_of(exchange_cast),
            closed_on=TODAY + timedelta(days=1),
            actor=technician(exchange_cast),
            now=NOW,
        )
    assert problem.value.code == "PTY-112"


@pytest.mark.parametrize("who", ["auditor", "stranger", "desk"])
def test_only_the_institutions_people_with_the_right_keep_its_users(
    exchange_cast: ExchangeCast, who: str
) -> None:
    actors = {
        "auditor": actor_of(exchange_cast.bank_auditor, exchange_cast.bank.organisation),
        "stranger": actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation),
        "desk": actor_of(exchange_cast.technician, exchange_cast.head_institution),
    }
    with pytest.raises(Problem) as problem:
        add_end_user(institution=exchange_cast.bank, user_number="1", name="X", actor=actors[who])
    assert problem.value.code == "CORE-403"


def test_scope(exchange_cast: ExchangeCast) -> None:
    user, unit = user_of(exchange_cast), unit_of(exchange_cast)
    stranger = actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    desk = actor_of(exchange_cast.technician, exchange_cast.head_institution)
    person = actor_of(exchange_cast.bank_manager)
    for actor, sees in ((technician(exchange_cast), True), (stranger, False), (desk, True), (person, False)):
        assert end_users_in_scope(actor).filter(pk=user.pk).exists() == sees
        assert units_in_scope(actor).filter(pk=unit.pk).exists() == sees


# ------------------------------------------------------------------------------------------ units
def test_the_tree_by_name_each_below_its_parent(exchange_cast: ExchangeCast) -> None:
    region = unit_of(exchange_cast, "İç Anadolu")
    unit_of(exchange_cast, "Çankaya", parent=region)
    unit_of(exchange_cast, "Altındağ", parent=region)
    unit_of(exchange_cast, "Ege")
    shape = [(depth, unit.code) for depth, unit in tree_of(exchange_cast.bank)]
    assert shape == [(0, "Ege"), (0, "İç Anadolu"), (1, "Altındağ"), (1, "Çankaya")]


def test_a_unit_does_not_stand_under_itself(exchange_cast: ExchangeCast) -> None:
    top = unit_of(exchange_cast, "A")
    below = unit_of(exchange_cast, "B", parent=top)
    lowest = unit_of(exchange_cast, "C", parent=below)
    for parent in (top, below, lowest):
        with pytest.raises(Problem) as problem:
            change_unit(unit=top, actor=technician(exchange_cast), parent=parent)
        assert problem.value.code == "PTY-101"


def test_another_institutions_unit_is_strange(exchange_cast: ExchangeCast) -> None:
    strange = add_unit(
        institution=exchange_cast.hospital,
        actor=actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation),
        code="H",
        name="H",
    )
    for act in (lambda: unit_of(exchange_cast, parent=strange), lambda: user_of(exchange_cast, unit=strange)):
        with pytest.raises(Problem) as problem:
            act()
        assert problem.value.code == "PTY-102"


def test_KPS_11_a_unit_takes_no_more_users_than_its_ceiling(exchange_cast: ExchangeCast) -> None:
    unit = unit_of(exchange_cast, user_cap=2)
    first = user_of(exchange_cast, "1", unit)
    user_of(exchange_cast, "2", unit)
    with pytest.raises(Problem) as problem:
        user_of(exchange_cast, "3", unit)
    assert problem.value.code == "PTY-104"
    outside = user_of(exchange_cast, "4")
    with pytest.raises(Problem) as problem:
        change_end_user(user=outside, name="X", unit=unit, actor=technician(exchange_cast))
    assert problem.value.code == "PTY-104"
    with pytest.raises(Problem) as problem:
        change_unit(unit=unit, actor=technician(exchange_cast), user_cap=1)
    assert problem.value.code == "PTY-105"
    close_end_user(user=first, closed_on=TODAY, actor=technician(exchange_cast), now=NOW)
    assert user_of(exchange_cast, "5", unit).unit == unit


def test_a_unit_with_users_is_not_closed(exchange_cast: ExchangeCast) -> None:
    unit = unit_of(exchange_cast)
    user = user_of(exchange_cast, unit=unit)
    with pytest.raises(Problem) as problem:
        set_unit_open(unit=unit, is_active=False, actor=technician(exchange_cast))
    assert problem.value.code == "PTY-103"
    close_end_user(user=user, closed_on=TODAY, actor=technician(exchange_cast), now=NOW)
    set_unit_open(unit=unit, is_active=False, actor=technician(exchange_cast))
    with pytest.raises(Problem) as problem:
        user_of(exchange_cast, "2", unit)
    assert problem.value.code == "PTY-102"


# ------------------------------------------------------------------------------------------ many from a file


def take(cast: ExchangeCast, lines: str, *, right_rows: bool = False) -> Any:
    return take_user_file(
        institution=cast.bank,
        file=io.BytesIO(("user_number;name;title;unit\n" + lines).encode()),
        name="kullanicilar.csv",
        takes_right_rows=right_rows,
        actor=technician(cast),
    )


def test_new_numbers_are_added_and_known_ones_brought_up_to_date(exchange_cast: ExchangeCast) -> None:
    unit = unit_of(exchange_cast)
    user_of(exchange_cast, "S-1")
    taken = take(exchange_cast, "S-1;Yeni Ad;Uzman;ANK\nS-2;İkinci Kişi;;\n")
    assert (taken.added, taken.changed, taken.errors) == (1, 1, [])
    changed = EndUser.objects.get(user_number="S-1")
    assert (changed.name, changed.title, changed.unit) == ("Yeni Ad", "Uzman", unit)


def test_with_an_error_nothing_is_stored_and_each_row_says_why(exchange_cast: ExchangeCast) -> None:
    unit_of(exchange_cast, user_cap=1)
    lines = "1;Bir;;ANK\n2;İki;;ANK\n3;Üç;;YOK\n;Dört;;\n1;Beş;;\n"
    taken = take(exchange_cast, lines)
    assert not taken.is_stored
    assert [(error.row, error.value) for error in taken.errors] == [(3, "ANK"), (4, "YOK"), (5, ""), (6, "1")]
    assert all(error.problem and error.remedy for error in taken.errors)
    assert not EndUser.objects.filter(institution=exchange_cast.bank).exists()


def test_the_right_rows_alone_if_wanted(exchange_cast: ExchangeCast) -> None:
    taken = take(exchange_cast, "1;Bir;;\n2;İki;;YOK\n3;Üç;;\n", right_rows=True)
    assert (taken.is_stored, taken.added, len(taken.errors)) == (True, 2, 1)
    assert set(EndUser.objects.values_list("user_number", flat=True)) == {"1", "3"}
