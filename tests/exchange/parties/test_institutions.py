"""Institutions, their addresses and officials (X1.2, X2.4, X3.1, KPS-03, KPS-04, KPS-06, KPS-10)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.core.parameters import Parameters
from imece.exchange.parties.domain.addresses import is_told_late, tell_address
from imece.exchange.parties.domain.institutions import open_institution
from imece.exchange.parties.domain.officials import end_official, name_official
from imece.exchange.parties.domain.queries import address_on, institutions_in_scope, officials_on
from imece.exchange.parties.domain.rules import (
    RESIDENCE_KINDS,
    AddressChange,
    is_office_line,
    may_be_open_to,
    tell_address_by,
    telling_of_an_address,
)
from imece.exchange.parties.enums import InstitutionKind, OfficialRole
from imece.exchange.parties.models import InstitutionAddress, Official
from imece.exchange.parties.public import make_demo_institutions
from imece.exchange.parties.web.institutions import INSTITUTIONS
from imece.reference.public import public_holidays
from tests.cast import actor_of, person_number, sign_in, tax_number
from tests.exchange.agreements.made import NOW, TODAY, put_in_force
from tests.exchange.cast import ExchangeCast, make_institution
from tests.lists import assert_constant_queries

CHANGED = date(2026, 12, 30)


def test_T_PRO_11_a_new_address_is_told_within_five_working_days() -> None:
    assert tell_address_by(CHANGED, working_days=5, holidays=public_holidays()) == date(2027, 1, 7)


@pytest.mark.django_db
def test_PRO_25_can_be_asked() -> None:
    outcome = telling_of_an_address(AddressChange(changed_on=CHANGED), Parameters(CHANGED))
    assert outcome.value == date(2027, 1, 7)


@pytest.mark.parametrize(
    ("phone", "is_office"),
    [
        ("", True),
        ("0312 555 00 00", True),
        ("444 0 123", True),
        ("0850 555 00 00", True),
        ("0532 555 00 00", False),
        ("+90 555 555 00 00", False),
        ("12", False),
    ],
)
def test_KPS_04_office_lines_only(phone: str, is_office: bool) -> None:
    assert is_office_line(phone) == is_office


@pytest.mark.parametrize(
    ("kind", "is_open"),
    [("private", False), ("professional_body", False), ("bank", True), ("insurer", True), ("central", True)],
)
def test_T_KPS_06_the_address_of_residence(kind: str, is_open: bool) -> None:
    assert may_be_open_to(kind, RESIDENCE_KINDS) == is_open
    assert may_be_open_to(kind, frozenset())


@pytest.mark.django_db
class TestOpening:
    def desk(self, cast: ExchangeCast) -> object:
        return actor_of(cast.technician, cast.head_institution)

    def test_it_gets_its_code_and_an_organisation(self, exchange_cast: ExchangeCast) -> None:
        made = open_institution(
            name="Deneme Sigorta A.Ş.",
            kind=InstitutionKind.INSURER,
            values={"tax_number": tax_number(900)},
            actor=self.desk(exchange_cast),  # type: ignore[arg-type]
            now=NOW,
        )
        assert made.code.startswith("KRM-")
        assert (made.organisation.kind, made.organisation.name) == ("partner", "Deneme Sigorta A.Ş.")

    def test_the_same_body_is_opened_once(self, exchange_cast: ExchangeCast) -> None:
        with pytest.raises(Problem) as raised:
            open_institution(
                name="Aynı",
                kind=InstitutionKind.BANK,
                values={"tax_number": exchange_cast.bank.tax_number},
                actor=self.desk(exchange_cast),  # type: ignore[arg-type]
                now=NOW,
            )
        assert raised.value.code == "PTY-001"

    def test_only_the_desk_opens(self, exchange_cast: ExchangeCast) -> None:
        manager = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
        with pytest.raises(Problem) as raised:
            open_institution(name="X", kind=InstitutionKind.BANK, actor=manager, now=NOW)
        assert raised.value.code == "CORE-403"

    def test_the_demo_is_made_once(self, exchange_cast: ExchangeCast) -> None:
        desk = self.desk(exchange_cast)
        first = make_demo_institutions(actor=desk, now=NOW)  # type: ignore[arg-type]
        assert make_demo_institutions(actor=desk, now=NOW) == first  # type: ignore[arg-type]


def tell(
    cast: ExchangeCast, address: str, changed_on: date, now: datetime, **more: str
) -> InstitutionAddress:
    return tell_address(
        institution=cast.bank,
        values={"address": address, **more},
        changed_on=changed_on,
        actor=actor_of(cast.bank_manager, cast.bank.organisation),
        now=now,
    )


@pytest.mark.django_db
class TestAddresses:
    def test_X2_4_notices_go_to_the_last_told_address(self, exchange_cast: ExchangeCast) -> None:
        old = tell(exchange_cast, "Eski Sok. 1", TODAY, NOW)
        later = NOW + timedelta(days=10)
        new = tell(exchange_cast, "Yeni Sok. 2", TODAY + timedelta(days=3), later)
        bank = exchange_cast.bank
        assert address_on(bank, TODAY + timedelta(days=9)) == old, "not told yet, though it has moved"
        assert address_on(bank, TODAY + timedelta(days=10)) == new
        assert address_on(bank, TODAY - timedelta(days=1)) is None

    def test_T_PRO_11_told_late_is_on_record(self, exchange_cast: ExchangeCast) -> None:
        tell(exchange_cast, "Eski Sok. 1", CHANGED - timedelta(days=90), NOW)
        in_time = tell(exchange_cast, "A Sok. 1", CHANGED, datetime(2027, 1, 7, 12, tzinfo=UTC))
        late = tell(exchange_cast, "B Sok. 1", CHANGED, datetime(2027, 1, 8, 12, tzinfo=UTC))
        assert (is_told_late(in_time), is_told_late(late)) == (False, True)
        last = AuditRecord.objects.filter(action="institutions.address_told").latest("id")
        assert last.details["late"] is True

    def test_KPS_04_a_mobile_number_is_refused(self, exchange_cast: ExchangeCast) -> None:
        with pytest.raises(Problem) as raised:
            tell(exchange_cast, "Sok. 1", TODAY, NOW, phone="+905325550000")
        assert raised.value.code == "PTY-002"

    def test_it_cannot_lie_ahead(self, exchange_cast: ExchangeCast) -> None:
        with pytest.raises(Problem) as raised:
            tell(exchange_cast, "Sok. 1", TODAY + timedelta(days=1), NOW)
        assert raised.value.code == "PTY-005"

    def test_the_other_party_is_told(self, exchange_cast: ExchangeCast) -> None:
        put_in_force(exchange_cast.provider, exchange_cast.bank)
        tell(exchange_cast, "Yeni Sok. 2", TODAY, NOW)
        told = OutboxMessage.objects.latest("id")
        assert told.person_id == exchange_cast.provider_manager.pk
        assert "Yeni Sok. 2" in told.body


def name(cast: ExchangeCast, role: OfficialRole, serial: int = 700, **more: object) -> Official:
    values = {"national_id": person_number(serial), "name": "Deneme Yetkili", "title": "Müdür", **more}
    return name_official(
        institution=cast.bank,
        role=role,
        values=values,
        valid_from=TODAY,
        actor=actor_of(cast.bank_manager, cast.bank.organisation),
        now=NOW,
    )


@pytest.mark.django_db
class TestOfficials:
    def test_T_KPS_09_idari_and_teknik_are_not_the_same_person(self, exchange_cast: ExchangeCast) -> None:
        name(exchange_cast, OfficialRole.ADMINISTRATIVE)
        with pytest.raises(Problem) as raised:
            name(exchange_cast, OfficialRole.TECHNICAL)
        assert raised.value.code == "PTY-003"
        assert name(exchange_cast, OfficialRole.TECHNICAL, 701)

    def test_KPS_10_of_whoever_has_an_account_the_name_is_compared(self, exchange_cast: ExchangeCast) -> None:
        auditor = exchange_cast.bank_auditor
        values = {"national_id": auditor.national_id, "name": "Deneme Yetkili"}
        with pytest.raises(Problem) as raised:
            name(exchange_cast, OfficialRole.TECHNICAL, **values)
        assert raised.value.code == "PTY-008"
        assert name(exchange_cast, OfficialRole.TECHNICAL, **values | {"name": auditor.full_name})

    def test_one_of_each_at_a_time(self, exchange_cast: ExchangeCast) -> None:
        official = name(exchange_cast, OfficialRole.TECHNICAL)
        with pytest.raises(Problem) as raised:
            name(exchange_cast, OfficialRole.TECHNICAL, 701)
        assert raised.value.code == "PTY-004"
        manager = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
        with pytest.raises(Problem) as raised:
            end_official(official=official, valid_until=TODAY - timedelta(days=1), actor=manager)
        assert raised.value.code == "PTY-006"
        end_official(official=official, valid_until=TODAY, actor=manager)
        with pytest.raises(Problem) as raised:
            end_official(official=official, valid_until=TODAY, actor=manager)
        assert raised.value.code == "PTY-007"
        assert not officials_on(exchange_cast.bank, TODAY + timedelta(days=1)).exists()

    def test_KPS_03_several_signatories(self, exchange_cast: ExchangeCast) -> None:
        name(exchange_cast, OfficialRole.SIGNATORY)
        name(exchange_cast, OfficialRole.SIGNATORY, 701)
        assert officials_on(exchange_cast.bank, TODAY, OfficialRole.SIGNATORY).count() == 2

    def test_KPS_04_office_phones_only(self, exchange_cast: ExchangeCast) -> None:
        with pytest.raises(Problem) as raised:
            name(exchange_cast, OfficialRole.SIGNATORY, office_phone="+905325550000")
        assert raised.value.code == "PTY-002"


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(autouse=True)
    def _now(self) -> object:
        with time_machine.travel(NOW):
            yield

    def test_the_own_card_and_nobody_elses(self, exchange_cast: ExchangeCast) -> None:
        client = sign_in(Client(), exchange_cast.bank_manager, exchange_cast.bank.organisation)
        page = client.get(reverse("exchange_own_institution"), follow=True).content.decode()
        assert exchange_cast.bank.code in page
        assert (
            client.get(reverse("exchange_institution", args=[exchange_cast.provider.code])).status_code == 404
        )

    def test_address_and_official_by_the_pages(self, exchange_cast: ExchangeCast) -> None:
        client = sign_in(Client(), exchange_cast.bank_manager, exchange_cast.bank.organisation)
        code = exchange_cast.bank.code
        url = reverse("exchange_institution_address", args=[code])
        mobile = client.post(url, {"address": "A", "phone": "0532 555 00 00", "changed_on": "23.11.2026"})
        assert mobile.status_code == 422
        assert "KPS-04" in mobile.content.decode()
        good = client.post(url, {"address": "A", "phone": "0312 555 00 00", "changed_on": "23.11.2026"})
        assert good.status_code == 302
        url = reverse("exchange_institution_official", args=[code])
        person = {
            "national_id": person_number(700),
            "name": "Deneme",
            "title": "Müdür",
            "valid_from": "23.11.2026",
        }
        assert client.post(url, {"role": "signatory", **person}).status_code == 302
        official = Official.objects.get()
        url = reverse("exchange_official_end", args=[code, official.pk])
        assert client.post(url, {"valid_until": "24.11.2026"}).status_code == 302

    def test_the_desk_opens_and_changes(self, exchange_cast: ExchangeCast) -> None:
        client = sign_in(Client(), exchange_cast.technician, exchange_cast.head_institution)
        values = {"name": "Deneme Üniversitesi", "kind": "university", "tax_number": "", "kep_address": ""}
        made = client.post(reverse("exchange_institution_new"), values)
        assert made.status_code == 302
        url = made.url.replace("/degisim/kurumlar/", "/kurum/degisim/kurumlar/")
        assert client.post(url, {**values, "name": "Örnek Üniversitesi"}).status_code == 302
        assert "Örnek Üniversitesi" in client.get(made.url).content.decode()

    def test_the_list_costs_the_same_queries(self, exchange_cast: ExchangeCast) -> None:
        serials = iter(range(800, 900))

        def make(count: int) -> None:
            for _number in range(count):
                make_institution(next(serials), "Deneme Kurumu")

        desk = actor_of(exchange_cast.technician, exchange_cast.head_institution)
        assert institutions_in_scope(desk).count() == 4
        assert_constant_queries(INSTITUTIONS.respond, desk, make)
