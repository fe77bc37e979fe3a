"""Every state × move × role of a credential and of the KPS Bilgi Formu (X3.1, KPS-01, KPS-04)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.transactions import acting
from imece.core.workflow import Workflow
from imece.exchange.access.domain.forms import begin_form
from imece.exchange.access.domain.workflow import CREDENTIAL, INFORMATION_FORM
from imece.exchange.access.enums import CredentialKind, FormChannel
from imece.exchange.access.models import Credential, InformationForm
from tests.cast import actor_of
from tests.exchange.access.stories import NOW, TODAY, first_desk, manager, receiver, second_desk, values_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.moves_matrix import SYSTEM, check_database, check_reasons, check_role, open_guards

pytestmark = pytest.mark.django_db
WORKFLOWS: Mapping[str, Workflow] = {"credential": CREDENTIAL, "form": INFORMATION_FORM}
# Both are the bank's; its technician has the right «Access, users and units». Who of them receives a credential is
# the guard's matter (`test_credentials.py`).
BANK = {
    "credential": {"open", "hand_over", "activate", "revoke"},
    "form": {"submit", "withdraw"},
}  # fmt: skip
THEIRS: Mapping[str, Mapping[str, set[str]]] = {
    "manager": BANK,
    "technician": BANK,
    "desk": {
        "credential": {"approve", "take_back", "lock", "unlock", "revoke"},
        "form": {"take_in", "return", "approve", "reject"},
    },
    "clock": {"credential": {"open", "lock", "begin_rotation", "retire", "expire"}, "form": set()},
}
ROLES = ("desk", "manager", "technician", "clock", "auditor", "stranger", "citizen")


def actor_in(role: str, cast: ExchangeCast, citizen: Person) -> Actor:
    return {
        "desk": first_desk(cast),
        "manager": manager(cast),
        "technician": receiver(cast),
        "clock": SYSTEM,
        "auditor": actor_of(cast.bank_auditor, cast.bank.organisation),
        "stranger": actor_of(cast.hospital_manager, cast.hospital.organisation),
        "citizen": actor_of(citizen),
    }[role]


def make_thing(name: str, cast: ExchangeCast) -> Any:
    """A form with all that its approval asks of it; a credential that was asked for."""
    if name == "credential":
        with acting(SYSTEM):
            return Credential.objects.create(
                institution=cast.bank, client_id="deneme-1", kind=CredentialKind.SECRET, created_at=NOW,
                requested_by_id=cast.bank_manager.pk, valid_from=NOW, valid_until=NOW + timedelta(days=365),
            )  # fmt: skip
    form = begin_form(institution=cast.bank, values=values_of(cast), actor=manager(cast), now=NOW)
    with acting(SYSTEM):
        InformationForm.objects.filter(pk=form.pk).update(
            channel=FormChannel.POST, registry_number="2026/1", registered_on=TODAY,
            taken_in_by_id=first_desk(cast).person_id, approved_by_id=second_desk(cast).person_id,
        )  # fmt: skip
    form.refresh_from_db()
    return form


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_state_by_move_by_role(
    exchange_cast: ExchangeCast, citizen: Person, monkeypatch: pytest.MonkeyPatch, name: str, role: str
) -> None:
    open_guards(monkeypatch, WORKFLOWS[name])
    theirs = THEIRS.get(role, {}).get(name, set())
    check_role(
        WORKFLOWS[name], make_thing(name, exchange_cast), actor_in(role, exchange_cast, citizen), theirs, NOW
    )


@pytest.mark.parametrize("name", WORKFLOWS)
def test_reasons_are_asked_for(exchange_cast: ExchangeCast, name: str) -> None:
    check_reasons(WORKFLOWS[name], make_thing(name, exchange_cast), NOW)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_database_refuses_every_jump(exchange_cast: ExchangeCast, name: str) -> None:
    check_database(WORKFLOWS[name], make_thing(name, exchange_cast))
