"""Pages of access as people meet them: typing a form, fetching a password, users, the desk (X3.1, X3.3, X1.5)."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imece.core.models import AuditRecord
from imece.exchange.access.enums import CredentialState, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.access.web.partner import forms as form_pages
from imece.exchange.access.web.partner import undertakings as undertaking_pages
from imece.exchange.access.web.partner import units as unit_pages
from imece.exchange.access.web.partner import users as user_pages
from imece.exchange.access.web.partner import views as own_pages
from imece.exchange.access.web.staff import views as desk_pages
from imece.exchange.agreements.enums import AgreementState
from imece.exchange.parties.models import EndUser, SubUnit, Undertaking
from tests.cast import sign_in
from tests.exchange.access.stories import (
    active_credential,
    approved_form,
    first_desk,
    manager,
    sent_form,
    taken_in_form,
    values_of,
)
from tests.exchange.cast import ExchangeCast, make_institution
from tests.exchange.rows import (
    make_address,
    make_agreement,
    make_credential,
    make_end_user,
    make_undertaking,
    make_unit,
)
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


def as_manager(cast: ExchangeCast) -> Client:
    return sign_in(Client(), cast.bank_manager, cast.bank.organisation)


def as_receiver(cast: ExchangeCast) -> Client:
    return sign_in(Client(), cast.bank_technician, cast.bank.organisation)


def as_desk(cast: ExchangeCast, *, second: bool = False) -> Client:
    return sign_in(Client(), cast.second_technician if second else cast.technician, cast.head_institution)


def typed(cast: ExchangeCast, **changes: Any) -> dict[str, Any]:
    values = values_of(cast, **changes)
    return {name: "" if value is None else str(value) for name, value in values.items()}


# ------------------------------------------------------------------------------------------ the form
def test_typed_checked_sent_taken_in_approved_fetched(exchange_cast: ExchangeCast) -> None:
    """X3.1: the whole way through pages, with the two members of staff and the named person."""
    client = as_manager(exchange_cast)
    answer = client.post(reverse("access_form_new"), typed(exchange_cast))
    form = InformationForm.objects.get()
    assert answer.url == reverse("access_form", args=[form.pk])
    page = client.get(answer.url).content.decode()
    assert exchange_cast.bank_technician.national_id not in page, "masked"
    client.post(reverse("access_form_step", args=[form.pk, "gonder"]))
    paper = client.post(reverse("access_form_paper", args=[form.pk]))
    assert paper.content.startswith(b"%PDF-")

    desk = as_desk(exchange_cast)
    assert form.number in desk.get(reverse("access_desk")).content.decode()
    taken = {"channel": "post", "registry_number": "2026/17", "registered_on": "21.11.2026"}
    desk.post(reverse("access_desk_form_step", args=[form.pk, "isleme-al"]), taken)
    refused = desk.post(reverse("access_desk_form_step", args=[form.pk, "onayla"]))
    assert refused.status_code == 422
    assert "ACS-014" in refused.content.decode()
    as_desk(exchange_cast, second=True).post(reverse("access_desk_form_step", args=[form.pk, "onayla"]))
    form.refresh_from_db()
    assert form.state == FormState.APPROVED

    credential = Credential.objects.get()
    url = reverse("access_handover", args=[credential.pk])
    assert "ACS-021" in client.post(url).content.decode(), "the manager is not the named person"
    receiver = as_receiver(exchange_cast)
    shown = receiver.post(url)
    assert shown.status_code == 201
    assert "no-store" in shown.headers["Cache-Control"]
    match = re.search(r'id="secret"[^>]* value="([^"]{43,})"', shown.content.decode())
    assert match is not None
    again = receiver.post(url)
    assert match[1] not in again.content.decode()
    receiver.post(reverse("access_credential_step", args=[credential.pk, "etkinlestir"]))
    credential.refresh_from_db()
    assert credential.state == CredentialState.ACTIVE
    assert match[1] not in receiver.get(reverse("access_credential", args=[credential.pk])).content.decode()


def test_T_KPS_09_stands_beside_its_field_and_nothing_typed_is_lost(exchange_cast: ExchangeCast) -> None:
    values = typed(exchange_cast, technical_national_id=exchange_cast.bank_manager.national_id)
    answer = as_manager(exchange_cast).post(reverse("access_form_new"), values)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "ACS-001" in form.errors["technical_national_id"][0]
    assert values["change_reason"] == "" and "Sistem Uzmanı" in answer.content.decode()  # noqa: PT018 one page
    assert not InformationForm.objects.exists()


@pytest.mark.parametrize("missing", ["fax", "kep_address", "technical_title", "static_address"])
def test_every_field_is_needed(exchange_cast: ExchangeCast, missing: str) -> None:
    answer = as_manager(exchange_cast).post(reverse("access_form_new"), typed(exchange_cast) | {missing: ""})
    assert missing in answer.context["form"].errors


def test_pressed_twice_is_one_form(exchange_cast: ExchangeCast) -> None:
    client = as_manager(exchange_cast)
    token = {"token": "00000000-0000-4000-8000-000000000001"}
    first = client.post(reverse("access_form_new"), typed(exchange_cast) | token)
    second = client.post(reverse("access_form_new"), typed(exchange_cast) | token)
    assert first.url == second.url
    assert InformationForm.objects.count() == 1


def test_fax_is_refused_in_words(exchange_cast: ExchangeCast) -> None:
    form = sent_form(exchange_cast)
    taken = {"channel": "fax", "registry_number": "1", "registered_on": "21.11.2026"}
    answer = as_desk(exchange_cast).post(reverse("access_desk_form_step", args=[form.pk, "isleme-al"]), taken)
    assert "ACS-011" in answer.context["form"].errors["channel"][0]


def test_staff_do_not_see_what_was_not_sent(exchange_cast: ExchangeCast) -> None:
    as_manager(exchange_cast).post(reverse("access_form_new"), typed(exchange_cast))
    form = InformationForm.objects.get()
    assert as_desk(exchange_cast).get(reverse("access_desk_form", args=[form.pk])).status_code == 404


# ------------------------------------------------------------------------------------------ the overview
def test_the_overview_says_what_to_do_next(exchange_cast: ExchangeCast) -> None:
    client = as_manager(exchange_cast)
    assert reverse("access_form_new") in client.get(reverse("access")).content.decode()
    active_credential(exchange_cast, timezone.now())
    page = client.get(reverse("access")).content.decode()
    assert "203.0.113.7" in page
    assert exchange_cast.bank_technician.full_name in page
    assert reverse("access_users") in page


@pytest.mark.parametrize("who", ["auditor", "officer", "nobody"])
def test_who_has_no_right_here(exchange_cast: ExchangeCast, cast: Any, who: str) -> None:
    clients = {
        "auditor": sign_in(Client(), exchange_cast.bank_auditor, exchange_cast.bank.organisation),
        "officer": sign_in(Client(), cast.officer, cast.unit),
        "nobody": sign_in(Client(), cast.seeker),
    }
    for name in ("access", "access_users", "access_desk", "access_form_new"):
        assert clients[who].get(reverse(name)).status_code == 403, name


# ------------------------------------------------------------------------------------------ the sandbox
def test_a_sandbox_password_is_shown_once(exchange_cast: ExchangeCast) -> None:
    client, token = as_manager(exchange_cast), {"token": "00000000-0000-4000-8000-000000000002"}
    first = client.post(reverse("access_sandbox_new"), token)
    assert first.status_code == 201
    assert 'id="secret"' in first.content.decode()
    second = client.post(reverse("access_sandbox_new"), token)
    assert second.status_code == 302
    assert Credential.objects.count() == 1


# ------------------------------------------------------------------------------------------ users and undertakings
def test_a_user_is_added_signed_and_may_ask(exchange_cast: ExchangeCast) -> None:
    client = as_receiver(exchange_cast)
    answer = client.post(reverse("access_user_new"), {"user_number": "S-1", "name": "Işıl Çöğür"})
    user = EndUser.objects.get()
    assert "reddedilir" in client.get(answer.url).content.decode()
    paper = client.post(reverse("access_undertaking_paper", args=[user.pk]))
    assert paper.content.startswith(b"%PDF-")
    form = client.get(reverse("access_undertaking_file", args=[user.pk])).context["form"]
    values = {
        "document_code": form["document_code"].value(),
        "signed_on": "21.11.2026",
        "scan": SimpleUploadedFile("imza.pdf", b"%PDF-1.7 x"),
    }
    filed = client.post(reverse("access_undertaking_file", args=[user.pk]), values)
    assert filed.url == reverse("access_user", args=[user.pk])
    scan = client.get(reverse("access_undertaking_scan", args=[Undertaking.objects.get().pk]))
    assert scan.content == b"%PDF-1.7 x"
    assert scan.headers["Content-Disposition"].startswith("attachment")


def test_the_same_number_twice_is_said_beside_the_form(exchange_cast: ExchangeCast) -> None:
    make_end_user(exchange_cast.bank, "S-1")
    answer = as_receiver(exchange_cast).post(
        reverse("access_user_new"), {"user_number": "S-1", "name": "Başka Kişi"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_file_of_users_with_errors_by_row(exchange_cast: ExchangeCast) -> None:
    client = as_receiver(exchange_cast)
    content = "user_number;name;title;unit\n1;Bir;;\n2;İki;;YOK\n".encode()
    answer = client.post(reverse("access_user_file"), {"file": io.BytesIO(content)})
    assert answer.status_code == 422
    assert not EndUser.objects.exists()
    listed = client.post(reverse("access_user_file"), {"file": io.BytesIO(content), "wants_list": "on"})
    assert listed.content.startswith(b"PK")
    client.post(reverse("access_user_file"), {"file": io.BytesIO(content), "takes_right_rows": "on"})
    assert [user.user_number for user in EndUser.objects.all()] == ["1"]
    assert client.get(reverse("access_user_file_template")).content.startswith(b"PK")


def test_PRO_08_the_provider_may_ask_for_the_paper_under_an_agreement(exchange_cast: ExchangeCast) -> None:
    user = make_end_user(exchange_cast.bank)
    undertaking = Undertaking.objects.get(end_user=user)
    url = reverse("access_undertaking_scan", args=[undertaking.pk])
    provider = sign_in(Client(), exchange_cast.provider_manager, exchange_cast.provider.organisation)
    stranger = sign_in(Client(), exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    assert provider.get(url).status_code == 404, "no agreement"
    agreement = make_agreement(exchange_cast.provider, exchange_cast.bank)
    assert provider.get(url).status_code == 404, "in scope now, but this row has no scan (PTY-126)"
    assert user.name in provider.get(reverse("access_undertakings")).content.decode()
    chosen = provider.get(reverse("access_undertakings"), {"secili": undertaking.pk}).content.decode()
    assert "Belgenin aslı kurumdadır" in chosen, "the button says why it does not open"
    assert user.name not in stranger.get(reverse("access_undertakings")).content.decode()
    assert stranger.get(url).status_code == 404
    assert AuditRecord.objects.filter(action="access.outside_scope").count() == 2
    assert agreement.state == AgreementState.IN_FORCE


# ------------------------------------------------------------------------------------------ units
def test_units_are_kept_on_pages(exchange_cast: ExchangeCast) -> None:
    client = as_receiver(exchange_cast)
    client.post(reverse("access_unit_new"), {"code": "ANK", "name": "Ankara Şubesi", "user_cap": "2"})
    unit = SubUnit.objects.get()
    changed = {"code": "ANK", "name": "Ankara Bölge", "province": "6"}
    client.post(reverse("access_unit", args=[unit.pk]), changed)
    client.post(reverse("access_unit_open", args=[unit.pk]))
    unit.refresh_from_db()
    assert (unit.name, unit.province, unit.user_cap, unit.is_active) == ("Ankara Bölge", 6, None, False)


# ------------------------------------------------------------------------------------------ the desk
def test_T_KPS_07_the_desk_answers_a_wrong_request_with_the_right_body(exchange_cast: ExchangeCast) -> None:
    asked = {"unit_kind": "private_hospital", "asked": "Sağlık Bakanlığı"}
    page = as_desk(exchange_cast).get(reverse("access_distribution"), asked).content.decode()
    assert "<strong>Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü</strong>" in page


def test_the_desk_opens_the_public_checks_with_four_eyes(exchange_cast: ExchangeCast) -> None:
    approved_form(exchange_cast)
    client, bank = as_desk(exchange_cast), exchange_cast.bank
    client.post(reverse("access_desk_public_check", args=[bank.pk]), {"reason": "Eski istemci"})
    row = StaticAddress.objects.get(is_for_public_check=True)
    url = reverse("access_desk_address_approve", args=[row.pk])
    assert client.post(url).status_code == 422
    as_desk(exchange_cast, second=True).post(url)
    row.refresh_from_db()
    assert row.approved_by_id == exchange_cast.second_technician.pk


def test_the_desk_locks_unlocks_and_revokes(exchange_cast: ExchangeCast) -> None:
    credential, _secret = active_credential(exchange_cast)
    client = as_desk(exchange_cast)
    for step, state in (("kilitle", "locked"), ("kilidi-ac", "active"), ("iptal", "revoked")):
        url = reverse("access_desk_credential_step", args=[credential.pk, step])
        assert client.post(url, {}).status_code == 422, "a reason is needed"
        client.post(url, {"reason": "Deneme gerekçesi"})
        credential.refresh_from_db()
        assert credential.state == state
    assert client.get(reverse("access_desk_credential_step", args=[credential.pk, "yok"])).status_code == 404


# ------------------------------------------------------------------------------------------ lists
SERIAL = iter(range(200, 400))


def many_institutions(count: int) -> list[Any]:
    return [make_institution(next(SERIAL), "Kurum (deneme)") for _ in range(count)]


def many_users(cast: ExchangeCast, count: int) -> None:
    for _ in range(count):
        user = make_end_user(cast.bank, f"N-{next(SERIAL)}")
        EndUser.objects.filter(pk=user.pk)
        make_undertaking(user)


@pytest.mark.parametrize("name", ["users", "undertakings", "own_credentials", "units"])
def test_the_institutions_lists_cost_no_further_queries(exchange_cast: ExchangeCast, name: str) -> None:
    actor = manager(exchange_cast)
    bank = exchange_cast.bank
    views: dict[str, tuple[Any, Any]] = {
        "users": (user_pages.user_list, lambda n: many_users(exchange_cast, n)),
        "undertakings": (undertaking_pages.undertaking_list, lambda n: many_users(exchange_cast, n)),
        "own_credentials": (
            own_pages.credential_list,
            lambda n: [make_credential(bank, is_sandbox=True) for _ in range(n)],
        ),
        "units": (unit_pages.unit_tree, lambda n: [make_unit(bank, f"U{next(SERIAL)}") for _ in range(n)]),
    }
    view, make_rows = views[name]
    sizes = (1, 5, 8) if name == "undertakings" else (1, 3, 15)
    assert_constant_queries(view, actor, make_rows, sizes=sizes)


@pytest.mark.parametrize("name", ["credentials", "addresses"])
def test_the_desks_lists_cost_no_further_queries(exchange_cast: ExchangeCast, name: str) -> None:
    views: dict[str, tuple[Any, Any]] = {
        "credentials": (
            desk_pages.credential_list,
            lambda n: [make_credential(one) for one in many_institutions(n)],
        ),
        "addresses": (desk_pages.address_list, lambda n: [make_address(one) for one in many_institutions(n)]),
    }
    view, make_rows = views[name]
    assert_constant_queries(view, first_desk(exchange_cast), make_rows)


def test_the_desks_forms_cost_no_further_queries(exchange_cast: ExchangeCast) -> None:
    """One form an institution may be open: each row is another institution's."""
    from imece.core.actor import system_actor
    from imece.core.transactions import acting

    template = sent_form(exchange_cast)

    def make_rows(count: int) -> None:
        for institution in many_institutions(count):
            copy = InformationForm.objects.get(pk=template.pk)
            copy.pk, copy.institution, copy.state = None, institution, FormState.DRAFT
            with acting(system_actor("test")):
                copy.save(force_insert=True)
                InformationForm.objects.filter(pk=copy.pk).update(state=FormState.SUBMITTED)

    assert_constant_queries(desk_pages.desk, first_desk(exchange_cast), make_rows, sizes=(1, 3, 12))


def test_the_institutions_forms_cost_no_further_queries(exchange_cast: ExchangeCast) -> None:
    from imece.exchange.access.domain.forms import withdraw_form

    def make_rows(count: int) -> None:
        for _ in range(count):
            form = sent_form(exchange_cast)
            withdraw_form(form=form, actor=manager(exchange_cast), now=form.created_at)

    assert_constant_queries(form_pages.form_list, manager(exchange_cast), make_rows)


def test_searches_find_by_folded_name_and_by_code(exchange_cast: ExchangeCast) -> None:
    taken_in_form(exchange_cast)
    client = as_desk(exchange_cast)
    for words, finds in (("ornek banka", True), (exchange_cast.bank.code, True), ("sifa", False)):
        page = client.get(reverse("access_desk"), {"institution": words}).content.decode()
        assert ("BF-" in page) == finds, words
