"""The rules of access as pure functions: what an address must be, how long two overlap, when an end is told."""

import ipaddress
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.identity_numbers import check_phone
from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.exchange.access.domain.distribution import DEFAULT, distributor_of, is_right_distributor

CREDENTIAL_DAYS = 365  # the design's own figure; the spec sets none
SANDBOX_DAYS = 90
HANDOVER_DAYS = 30  # an approved credential that nobody fetches lapses
ROTATION_DAYS = 30  # E3: two valid for so long at the most
ADDRESS_OVERLAP_DAYS = 7
NOTICE_DAYS = (90, 60, 30, 14, 7, 1)
SANDBOX_MOST = 3

OFFICE_LINES = frozenset({"geographic", "non_geographic", "short_national"})

NOT_STATIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.168.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8",
    )
)  # fmt: skip


def is_public_static(address: str) -> bool:
    """KPS-04: an address others can tell apart; private, shared, loopback and multicast ones are none."""
    try:
        typed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(typed, ipaddress.IPv6Address) and typed.ipv4_mapped:
        typed = typed.ipv4_mapped
    return not any(typed.version == network.version and typed in network for network in NOT_STATIC)


def is_office_line(phone: str) -> bool:
    """KPS-04: neither mobile nor home phones. What is no number at all is no office line either."""
    return check_phone(phone).parts.get("line") in OFFICE_LINES


def rotation_ends(now: datetime, valid_until: datetime | None) -> datetime:
    """X3.5: the old credential ends when its own time ends, 30 days from now at the latest."""
    latest = now + timedelta(days=ROTATION_DAYS)
    return latest if valid_until is None else min(latest, valid_until)


def overlap_ends(begins: datetime, valid_until: datetime | None) -> datetime:
    """The old address ends when its own time ends, 7 days after the new one begins at the latest."""
    latest = begins + timedelta(days=ADDRESS_OVERLAP_DAYS)
    return latest if valid_until is None else min(latest, valid_until)


def due_notices(now: datetime, valid_until: datetime, told: Collection[int]) -> list[int]:
    """The notices whose day has come and that were not given, the most urgent last; none once it is over.

    After days without the clock all missed ones are due together: one message, and each is noted as given.
    """
    left = valid_until - now
    if left <= timedelta(0):
        return []
    return [days for days in NOTICE_DAYS if left <= timedelta(days=days) and days not in told]


Short = Annotated[str, msgspec.Meta(max_length=120)]


class Request(msgspec.Struct, forbid_unknown_fields=True):
    """`unit_kind` as in `data/distributors.json`; `asked` is the body that the unit turned to."""

    unit_kind: Short = DEFAULT
    asked: Short = ""


class Connection(msgspec.Struct, forbid_unknown_fields=True):
    static_address: Annotated[str, msgspec.Meta(max_length=45)]
    office_phone: Annotated[str, msgspec.Meta(max_length=20)]


@rule(
    "KPS-30",
    title=_("Who distributes access to a unit?"),
    article="KPS başvuru esasları, dağıtım listesi",
    input_type=Request,
    example={"unit_kind": "private_hospital", "asked": "Sağlık Bakanlığı"},
)
def distribution_of_access(asked: Request, parameters: Parameters) -> Outcome:
    """T-KPS-07: a request sent to the wrong distributor is answered with the right one."""
    line = distributor_of(asked.unit_kind, parameters.day)
    value = {"distributors": list(line.distributors), "is_right": is_right_distributor(line, asked.asked)}
    return Outcome(value, (Step(_("Units"), line.units), Step(_("Note"), line.note or "–")))


@rule(
    "KPS-04",
    title=_("May this address and this phone stand on the KPS information form?"),
    article="KPS başvuru esasları",
    input_type=Connection,
    example={"static_address": "203.0.113.7", "office_phone": "0312 555 12 34"},
)
def connection_of_the_form(asked: Connection, parameters: Parameters) -> Outcome:
    address, phone = is_public_static(asked.static_address), is_office_line(asked.office_phone)
    steps = (Step(_("Public static address"), address), Step(_("Office line"), phone))
    return Outcome(address and phone, steps)
