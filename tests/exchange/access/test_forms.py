"""The KPS Bilgi Formu: every field, two persons, the posted original, four eyes (X3.1, KPS-01, KPS-04, KPS-10)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import F

from imece.accounts.models import Person
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.core.turkish import upper
from imece.exchange.access.domain.forms import (
    approve_form,
    begin_form,
    change_form,
    reject_form,
    return_form,
    submit_form,
    take_in_form,
    withdraw_form,
)
from imece.exchange.access.enums import CredentialState, FormChannel, FormReason, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.public import contacts_of
from tests.cast import actor_of
from tests.exchange.access.stories import (
    NOW,
    TODAY,
    active_credential,
    approved_form,
    first_desk,
    manager,
    second_desk,
    sent_form,
    taken_in_form,
    values_of,
)
from tests.exchange.cast import ExchangeCast

pytestmark = pytest.mark.django_db


def codes(problem: pytest.ExceptionInfo[Problem]) -> tuple[str, str]:
    return problem.value.code, problem.value.field


def test_an_approved_form_names_contacts_begins_the_address_and_asks_for_the_credential(
    exchange_cast: ExchangeCast,
) -> None:
    form = approved_form(exchange_cast)
    assert form.state == FormState.APPROVED
    roles = {one.role: one.name for one in contacts_of(exchange_cast.bank, TODAY)}
    assert roles == {
        OfficialRole.ADMINISTRATIVE: exchange_cast.bank_manager.full_name,
        OfficialRole.TECHNICAL: exchange_cast.bank_technician.full_name,
    }
    address = StaticAddress.objects.get(institution=exchange_cast.bank)
    assert (address.address, address.valid_from, address.valid_until) == ("203.0.113.7", NOW, None)
    credential = Credential.objects.get(institution=exchange_cast.bank)
    assert (credential.state, credential.secret_hash) == (CredentialState.APPROVED, "")
    assert {credential.requested_by_id, credential.approved_by_id} == {
        exchange_cast.technician.pk,
        exchange_cast.second_technician.pk,
    }
    told = set(OutboxMessage.objects.values_list("notice", flat=True))
    assert told == {"access.form_approved", "access.address_changes", "access.credential_ready"}


def test_T_KPS_09_one_person_in_both_roles_is_refused(exchange_cast: ExchangeCast) -> None:
    both = {"technical_national_id": exchange_cast.bank_manager.national_id}
    with pytest.raises(Problem) as problem:
        begin_form(
            institution=exchange_cast.bank,
            values=values_of(exchange_cast, **both),
            actor=manager(exchange_cast),
            now=NOW,
        )
    assert codes(problem) == ("ACS-001", "technical_national_id")


@pytest.mark.parametrize("role", ["administrative", "technical"])
def test_KPS_10_names_are_as_in_the_register(exchange_cast: ExchangeCast, role: str) -> None:
    """Who has an account has his name from there; another is refused, and the right one is not told."""
    person = exchange_cast.bank_manager if role == "administrative" else exchange_cast.bank_technician
    given = {"institution": exchange_cast.bank, "actor": manager(exchange_cast), "now": NOW}
    with pytest.raises(Problem) as caught:
        begin_form(values=values_of(exchange_cast, **{f"{role}_name": "Başka Ad"}), **given)
    assert codes(caught) == ("PTY-008", f"{role}_name")
    assert person.surname not in str(caught.value)
    loud = upper(f"{person.given_names}  {person.surname}")  # case and blanks do not count
    form = begin_form(values=values_of(exchange_cast, **{f"{role}_name": loud}), **given)
    with acting(system_actor("test")):
        Person.objects.filter(pk=person.pk).update(surname="Yenisoyad")
    with pytest.raises(Problem, match="PTY-008"):
        submit_form(form=form, actor=manager(exchange_cast), now=NOW)


def test_T_KPS_09_the_database_refuses_it_too(exchange_cast: ExchangeCast) -> None:
    form = sent_form(exchange_cast)
    with (
        pytest.raises(IntegrityError, match="information_form_names_two_persons"),
        acting(system_actor("test")),
    ):
        InformationForm.objects.filter(pk=form.pk).update(
            technical_national_id=F("administrative_national_id")
        )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("office_phone", "+905321234567", "ACS-002"),
        ("technical_phone", "+905321234567", "ACS-002"),
        ("administrative_phone", "+905321234567", "ACS-002"),
        ("static_address", "10.1.2.3", "ACS-003"),
        ("static_address", "127.0.0.1", "ACS-003"),
        ("static_address", "100.64.0.1", "ACS-003"),
        ("static_address", "fe80::1", "ACS-003"),
        ("address_from", TODAY - timedelta(days=1), "ACS-016"),
    ],
)
def test_KPS_04_what_may_not_stand_on_the_form(
    exchange_cast: ExchangeCast, field: str, value: Any, code: str
) -> None:
    with pytest.raises(Problem) as problem:
        sent_form(exchange_cast, **{field: value})
    assert codes(problem) == (code, field)


def test_a_mandatory_field_left_empty_is_refused(exchange_cast: ExchangeCast) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="technical_title"):
        sent_form(exchange_cast, technical_title="")


def test_KPS_01_fax_is_refused(exchange_cast: ExchangeCast) -> None:
    form = sent_form(exchange_cast)
    with pytest.raises(Problem) as problem:
        take_in_form(
            form=form,
            channel=FormChannel.FAX,
            registry_number="1",
            registered_on=TODAY,
            actor=first_desk(exchange_cast),
            now=NOW,
        )
    assert codes(problem) == ("ACS-011", "channel")
    form.refresh_from_db()
    assert form.state == FormState.SUBMITTED


@pytest.mark.parametrize(
    ("number", "day", "code", "field"),
    [
        ("", TODAY, "ACS-012", "registry_number"),
        ("2026/1", None, "ACS-012", "registered_on"),
        ("2026/1", TODAY + timedelta(days=1), "ACS-013", "registered_on"),
    ],
)
def test_KPS_01_without_the_original_it_is_not_taken_into_process(
    exchange_cast: ExchangeCast, number: str, day: date | None, code: str, field: str
) -> None:
    with pytest.raises(Problem) as problem:
        take_in_form(
            form=sent_form(exchange_cast),
            channel=FormChannel.KEP,
            registry_number=number,
            registered_on=day,
            actor=first_desk(exchange_cast),
            now=NOW,
        )
    assert codes(problem) == (code, field)


def test_four_eyes_who_took_it_in_does_not_approve(exchange_cast: ExchangeCast) -> None:
    form = taken_in_form(exchange_cast)
    with pytest.raises(Problem) as problem:
        approve_form(form=form, actor=first_desk(exchange_cast), now=NOW)
    assert problem.value.code == "ACS-014"
    assert not Credential.objects.filter(institution=exchange_cast.bank).exists()
    assert not StaticAddress.objects.filter(institution=exchange_cast.bank).exists()


def test_four_eyes_stand_in_the_database_too(exchange_cast: ExchangeCast) -> None:
    form = taken_in_form(exchange_cast)
    with (
        pytest.raises(IntegrityError, match="information_form_is_approved_by_another"),
        acting(system_actor("test")),
    ):
        InformationForm.objects.filter(pk=form.pk).update(approved_by_id=F("taken_in_by_id"))


@pytest.mark.parametrize("role", ["manager", "auditor", "stranger"])
def test_only_the_desk_decides(exchange_cast: ExchangeCast, role: str) -> None:
    actors = {
        "manager": manager(exchange_cast),
        "auditor": actor_of(exchange_cast.bank_auditor, exchange_cast.bank.organisation),
        "stranger": actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation),
    }
    form = taken_in_form(exchange_cast)
    with pytest.raises(Problem) as problem:
        approve_form(form=form, actor=actors[role], now=NOW)
    assert problem.value.code == "CORE-403"


def test_only_the_institutions_people_with_the_right_type_it(exchange_cast: ExchangeCast) -> None:
    for actor in (
        actor_of(exchange_cast.bank_auditor, exchange_cast.bank.organisation),
        actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation),
        first_desk(exchange_cast),
    ):
        with pytest.raises(Problem) as problem:
            begin_form(institution=exchange_cast.bank, values=values_of(exchange_cast), actor=actor, now=NOW)
        assert problem.value.code == "CORE-403"


def test_returned_it_is_changed_and_sent_again_and_begins_anew(exchange_cast: ExchangeCast) -> None:
    form = taken_in_form(exchange_cast)
    return_form(form=form, reason="İmza eksik.", actor=first_desk(exchange_cast), now=NOW)
    assert (form.taken_in_by_id, form.registry_number) == (None, "")
    form = change_form(
        form=form,
        values=values_of(exchange_cast, technical_title="Uzman"),
        actor=manager(exchange_cast),
    )
    submit_form(form=form, actor=manager(exchange_cast), now=NOW)
    assert (form.state, form.technical_title) == (FormState.SUBMITTED, "Uzman")
    changed = AuditRecord.objects.get(action="information_form.changed")
    assert changed.details == {"fields": ["technical_title"]}


def test_what_was_sent_stands_as_it_was_signed(exchange_cast: ExchangeCast) -> None:
    form = sent_form(exchange_cast)
    with pytest.raises(Problem) as problem:
        change_form(form=form, values=values_of(exchange_cast), actor=manager(exchange_cast))
    assert problem.value.code == "ACS-004"


def test_one_open_form_an_institution(exchange_cast: ExchangeCast) -> None:
    form = sent_form(exchange_cast)
    with pytest.raises(Problem) as problem:
        sent_form(exchange_cast)
    assert problem.value.code == "ACS-004"
    withdraw_form(form=form, actor=manager(exchange_cast), now=NOW)
    assert sent_form(exchange_cast).state == FormState.SUBMITTED


def test_rejected_nothing_changes(exchange_cast: ExchangeCast) -> None:
    form = taken_in_form(exchange_cast)
    reject_form(form=form, reason="Yetkisiz imza.", actor=first_desk(exchange_cast), now=NOW)
    assert form.state == FormState.REJECTED
    assert not exchange_cast.bank.static_addresses.exists()
    assert OutboxMessage.objects.filter(notice="access.form_rejected").exists()


# ------------------------------------------------------------------------------------------ changes need a new form
@pytest.mark.parametrize("reason", [FormReason.PASSWORD, FormReason.ADDRESS, FormReason.CONTACTS])
def test_a_change_says_why(exchange_cast: ExchangeCast, reason: FormReason) -> None:
    """PRO-15: reasons, beforehand."""
    active_credential(exchange_cast)
    with pytest.raises(Problem) as problem:
        sent_form(exchange_cast, reason=reason, static_address="203.0.113.8")
    assert codes(problem) == ("ACS-015", "change_reason")


def test_a_second_first_form_is_refused(exchange_cast: ExchangeCast) -> None:
    approved_form(exchange_cast)
    with pytest.raises(Problem) as problem:
        sent_form(exchange_cast)
    assert codes(problem) == ("ACS-005", "reason")


def test_new_contacts_alone_change_neither_address_nor_credential(exchange_cast: ExchangeCast) -> None:
    credential, _secret = active_credential(exchange_cast)
    later = NOW + timedelta(days=10)
    changes = {
        "reason": FormReason.CONTACTS,
        "change_reason": "Görev değişikliği",
        "technical_national_id": exchange_cast.bank_auditor.national_id,
        "technical_name": exchange_cast.bank_auditor.full_name,
    }
    approved_form(exchange_cast, later, **changes)
    names = {one.role: one.name for one in contacts_of(exchange_cast.bank, later.date())}
    assert names[OfficialRole.TECHNICAL] == exchange_cast.bank_auditor.full_name
    assert names[OfficialRole.ADMINISTRATIVE] == exchange_cast.bank_manager.full_name
    assert exchange_cast.bank.static_addresses.count() == 1
    assert [one.pk for one in exchange_cast.bank.credentials.all()] == [credential.pk]
    before = {one.role: one.name for one in contacts_of(exchange_cast.bank, TODAY)}
    assert before[OfficialRole.TECHNICAL] == exchange_cast.bank_technician.full_name


def test_second_desk_may_take_in_and_first_approve(exchange_cast: ExchangeCast) -> None:
    """Either may do either, never both."""
    form = sent_form(exchange_cast)
    take_in_form(
        form=form,
        channel=FormChannel.KEP,
        registry_number="E-1",
        registered_on=TODAY,
        actor=second_desk(exchange_cast),
        now=NOW,
    )
    approve_form(form=form, actor=first_desk(exchange_cast), now=NOW)
    assert form.state == FormState.APPROVED
