"""Synthetic access for the demonstration: the houses connected, one partner's whole story, sandbox credentials."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from imece.accounts.models import Person
from imece.core.actor import Actor, system_actor
from imece.core.identity_numbers import make_person_number
from imece.core.transactions import acting
from imece.exchange.access.domain.credentials import (
    activate_credential,
    hand_over_secret,
    hash_secret,
    next_client_id,
    open_credential,
)
from imece.exchange.access.domain.forms import approve_form, begin_form, submit_form, take_in_form
from imece.exchange.access.domain.houses import register_house_access
from imece.exchange.access.domain.queries import institution_of, usable_credentials
from imece.exchange.access.domain.rules import SANDBOX_DAYS
from imece.exchange.access.enums import CredentialKind, FormChannel, FormReason, HandoverTo
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.house_keys import demo_secret
from imece.exchange.parties.models import EndUser, Institution, SubUnit, Undertaking

MAKER = system_actor("demo")
USERS = (
    ("S-1001", "Deneme Kullanıcı Bir"),
    ("S-1002", "Deneme Kullanıcı İki"),
    ("S-1003", "Deneme Kullanıcı Üç"),
)
NOBODY: Final = make_person_number(699_999_900)  # above every serial that people of the demonstration have


def make_demo_access(
    *,
    now: datetime,
    managers: Sequence[Actor] = (),
    desks: tuple[Actor, Actor] | None = None,
) -> None:
    """Idempotent. Every institution with a `house` is connected from this machine; everybody else gets a sandbox
    credential whose password is `demo_secret(client_id)`.

    With `desks` (two members of staff of technical access) the first of `managers` has been connected by a form, and
    the second has sent one.
    """
    for house in Institution.objects.exclude(house="").select_related("organisation"):
        register_house_access(institution=house, actor=MAKER, now=now)
    _open_public_check(now)
    for partner in Institution.objects.filter(house="").select_related("organisation"):
        _open_sandbox(partner, now)
    if desks is None:
        return
    if managers:
        _connect(managers[0], desks, now)
    if len(managers) > 1:
        _send_form(managers[1], now)


def _open_public_check(now: datetime) -> None:
    """On for loopback in the demonstration alone, through İŞKUR's house."""
    house = Institution.objects.filter(house="employment").first()
    if house is None or house.static_addresses.filter(is_for_public_check=True).exists():
        return
    with acting(MAKER):
        StaticAddress.objects.create(
            institution=house,
            address="127.0.0.1",
            is_for_public_check=True,
            reason="Tanıtım kurulumu",
            valid_from=now,
        )


def _open_sandbox(partner: Institution, now: datetime) -> None:
    if partner.credentials.filter(is_sandbox=True).exists():
        return
    client_id = next_client_id(partner, is_sandbox=True)
    credential = Credential(
        institution=partner,
        client_id=client_id,
        kind=CredentialKind.SECRET,
        is_sandbox=True,
        secret_hash=hash_secret(demo_secret(client_id)),
        created_at=now,
    )
    open_credential(credential=credential, actor=MAKER, now=now, days=SANDBOX_DAYS)


def _connect(manager: Actor, desks: tuple[Actor, Actor], now: datetime) -> None:
    """A form ten days ago, taken in and approved by two, fetched and in use; three users, one of them unsigned."""
    institution = institution_of(manager)
    if usable_credentials(institution).exists() or institution.information_forms.exists():
        return
    then = now - timedelta(days=10)
    form = _send_form(manager, then)
    take_in_form(
        form=form,
        channel=FormChannel.POST,
        registry_number="DENEME-2026/17",
        registered_on=timezone.localdate(then),
        actor=desks[0],
        now=then,
    )
    approve_form(form=form, actor=desks[1], now=then)
    credential = form.credentials.get()
    hand_over_secret(credential=credential, actor=manager, now=then)
    activate_credential(credential=credential, actor=manager, now=then)
    _add_users(institution, then)


def _send_form(manager: Actor, now: datetime) -> InformationForm:
    institution = institution_of(manager)
    known = institution.information_forms.first()
    if known is not None:
        return known
    person = Person.objects.get(pk=manager.person_id or 0)
    values = {
        "reason": FormReason.FIRST,
        "address": "Deneme Mah. Örnek Cad. No: 1, Ankara",
        "office_phone": "+903125550101",
        "fax": "+903125550102",
        "email": "iletisim@kurum.example.org",
        "kep_address": institution.kep_address or "deneme.kurum@hs01.kep.tr",
        "administrative_national_id": person.national_id,
        "administrative_name": person.full_name,
        "administrative_title": "Daire Başkanı",
        "administrative_phone": "+903125550103",
        "administrative_email": "idari@kurum.example.org",
        "technical_national_id": NOBODY,
        "technical_name": "Deneme Teknik Sorumlu",
        "technical_title": "Sistem Uzmanı",
        "technical_phone": "+903125550104",
        "technical_email": "teknik@kurum.example.org",
        "handover_to": HandoverTo.ADMINISTRATIVE,
        "credential_kind": CredentialKind.SECRET,
        "static_address": f"203.0.113.{10 + institution.pk % 200}",
    }
    form = begin_form(institution=institution, values=values, actor=manager, now=now)
    submit_form(form=form, actor=manager, now=now)
    return form


def _add_users(institution: Institution, now: datetime) -> None:
    with acting(MAKER):
        unit = SubUnit.objects.create(
            institution=institution, code="MRK", name="Merkez Birim (deneme)", user_cap=5
        )
        for place, (number, name) in enumerate(USERS):
            user = EndUser.objects.create(
                institution=institution, unit=unit, user_number=number, name=name, title="Memur"
            )
            if place < len(USERS) - 1:
                today = timezone.localdate(now)
                Undertaking.objects.create(end_user=user, text_version=1, signed_on=today, filed_at=now)
