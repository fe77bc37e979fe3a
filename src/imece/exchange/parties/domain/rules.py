"""The law of the parties as pure functions: telling a new address, office lines, who may be opened a service at all."""

from datetime import date
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.identity_numbers import check_phone
from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.reference.public import Holidays, add_working_days, public_holidays, with_special_days

OFFICE_LINES = frozenset({"geographic", "non_geographic", "short_national"})
RESIDENCE_KINDS = frozenset({"central", "local", "social_security", "university", "bank", "insurer"})


def tell_address_by(changed_on: date, *, working_days: int, holidays: Holidays) -> date:
    """PRO-25: the last day on which the other party must have been told of a new address."""
    return add_working_days(changed_on, working_days, holidays=holidays)


def is_office_line(phone: str) -> bool:
    """KPS-04: neither mobile nor home phones; an empty number is no number."""
    return not phone or check_phone(phone).parts.get("line") in OFFICE_LINES


def may_be_open_to(kind: str, open_to: frozenset[str]) -> bool:
    """X1.2, KPS-06: a service that names no kinds is open to every kind of institution."""
    return not open_to or kind in open_to


class AddressChange(msgspec.Struct, forbid_unknown_fields=True):
    changed_on: date
    special_days: Annotated[list[date], msgspec.Meta(max_length=366)] = []


class Asking(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    open_to: Annotated[list[str], msgspec.Meta(max_length=20)] = msgspec.field(
        default_factory=lambda: sorted(RESIDENCE_KINDS)
    )


@rule(
    "PRO-25",
    title=_("Until when a new address must be told"),
    article="Protokol md. 10.1",
    input_type=AddressChange,
    example={"changed_on": "2026-12-30"},
)
def telling_of_an_address(asked: AddressChange, parameters: Parameters) -> Outcome:
    holidays = with_special_days(public_holidays(), full=asked.special_days)
    days = parameters.integer("exchange_address_telling_working_days")
    ends = tell_address_by(asked.changed_on, working_days=days, holidays=holidays)
    return Outcome(ends, (Step(_("Changed on"), asked.changed_on), Step(_("Working days"), days)))


@rule(
    "KPS-06",
    title=_("May a service be opened to this kind of institution?"),
    article="5490 md. 45/1",
    input_type=Asking,
    example={"kind": "bank"},
)
def opening_to_a_kind(asked: Asking, parameters: Parameters) -> Outcome:
    open_to = frozenset(asked.open_to)
    return Outcome(may_be_open_to(asked.kind, open_to), (Step(_("Open to"), ", ".join(sorted(open_to))),))
