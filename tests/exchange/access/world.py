"""One thing of each kind that an address of access may name, of the bank; and who may open what."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.access.domain.forms import begin_form
from imece.exchange.access.enums import FormReason
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.parties.models import EndUser, SubUnit, Undertaking, UndertakingScan
from tests.exchange.access.stories import approved_form, manager, values_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.rows import make_end_user, make_unit


class AccessWorld:
    """Everything belongs to the bank."""

    def __init__(self, cast: ExchangeCast) -> None:
        self.cast = cast

    @cached_property
    def approved(self) -> InformationForm:
        return approved_form(self.cast, timezone.now())

    @cached_property
    def draft(self) -> InformationForm:
        values = values_of(
            self.cast, reason=FormReason.ADDRESS, change_reason="x", static_address="203.0.113.8"
        )
        assert self.approved
        return begin_form(
            institution=self.cast.bank, values=values, actor=manager(self.cast), now=timezone.now()
        )

    @cached_property
    def credential(self) -> Credential:
        return self.approved.credentials.get()

    @cached_property
    def address(self) -> StaticAddress:
        return self.approved.static_addresses.get()

    @cached_property
    def unit(self) -> SubUnit:
        return make_unit(self.cast.bank, "ANK")

    @cached_property
    def user(self) -> EndUser:
        return make_end_user(self.cast.bank, "S-1")

    @cached_property
    def undertaking(self) -> Undertaking:
        found = self.user.undertakings.get()
        with acting(system_actor("test")):
            UndertakingScan.objects.create(
                undertaking=found, content=b"%PDF-1.7", media_type="application/pdf", file_name="imza.pdf"
            )
        return found


Keys = Callable[[AccessWorld], dict[str, Any]]


def _form(world: AccessWorld) -> dict[str, Any]:
    return {"form_id": world.draft.pk}


def _credential(world: AccessWorld) -> dict[str, Any]:
    return {"credential_id": world.credential.pk}


def _unit(world: AccessWorld) -> dict[str, Any]:
    return {"unit_id": world.unit.pk}


def _user(world: AccessWorld) -> dict[str, Any]:
    return {"user_id": world.user.pk}


def _undertaking(world: AccessWorld) -> dict[str, Any]:
    return {"undertaking_id": world.undertaking.pk}


def _address(world: AccessWorld) -> dict[str, Any]:
    return {"address_id": world.address.pk}


def _sent(world: AccessWorld) -> dict[str, Any]:
    return {"form_id": world.approved.pk}


PARTNERS: dict[str, Keys] = {
    "access_form": _form,
    "access_form_change": _form,
    "access_form_paper": _form,
    "access_form_step": lambda world: _form(world) | {"step": "gonder"},
    "access_credential": _credential,
    "access_handover": _credential,
    "access_certificate": _credential,
    "access_credential_step": lambda world: _credential(world) | {"step": "iptal"},
    "access_unit": _unit,
    "access_unit_open": _unit,
    "access_user": _user,
    "access_user_change": _user,
    "access_user_close": _user,
    "access_undertaking_file": _user,
    "access_undertaking_paper": _user,
    "access_undertaking_scan": _undertaking,
    "access_undertaking_withdraw": _undertaking,
}
DESKS: dict[str, Keys] = {
    "access_desk_form": _sent,
    "access_desk_form_step": lambda world: _sent(world) | {"step": "onayla"},
    "access_desk_credential": _credential,
    "access_desk_credential_step": lambda world: _credential(world) | {"step": "iptal"},
    "access_desk_address_end": _address,
    "access_desk_address_approve": _address,
    "access_desk_public_check": lambda world: {"institution_id": world.address.institution_id},
}
