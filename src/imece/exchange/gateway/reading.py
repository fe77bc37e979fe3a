"""Compile the rights from the tables, in one repeatable read: a snapshot is never half old and half new."""

import asyncio
import ipaddress
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from psycopg import AsyncConnection, IsolationLevel

from imece.exchange.gateway.rights import (
    NEVER,
    ClientKey,
    Credential,
    EndUser,
    Grant,
    Institution,
    OpenService,
    Snapshot,
    Span,
    open_service,
)
from imece.exchange.services.definition import service_from

YIELD_EVERY: Final = 2000  # rows; others are answered in between
GENERATION: Final = "select number from access_generation where id = 1"
INSTITUTIONS: Final = "select institution_id, code, kind, house from access_open_institution"
ADDRESSES: Final = """
    select institution_id, address, is_for_public_check, opens_at, closes_at from access_open_address
    where closes_at is null or closes_at > now()
"""
UNITS: Final = "select institution_id, code, unit_id from access_open_unit where is_active"
USERS: Final = """
    select institution_id, user_number, end_user_id, coalesce(unit_id, 0), opens_at, closes_at from access_open_user
    where opens_at is not null and (closes_at is null or closes_at > now())
"""
CREDENTIALS: Final = """
    select credential_id, client_id, institution_id, kind, state, is_open, is_sandbox, secret_hash,
           certificate_thumbprint, opens_at, closes_at
    from access_open_credential
"""
KEYS: Final = """
    select credential_id, key_id, public_jwk, opens_at, closes_at from access_open_key
    where closes_at is null or closes_at > now()
"""
SERVICES: Final = "select id, state, withdrawn_on, deprecated_at, definition from catalogue_serviceversion"
PURPOSES: Final = "select purpose, purpose_id, needs_file from access_open_purpose"
GRANTS: Final = """
    select grant_id, agreement_id, institution_id, service, version, purpose_id, purpose, needs_file, fields,
           rate_per_second, burst, daily_cap, opens_at, closes_at, suspended_by, suspended_because
    from access_open_grant where closes_at is null or closes_at > now()
"""
UNSEALED: Final = "select ledger_refusal() <> ''"  # sealed or stamped too long ago, or the disk is full
Connection = AsyncConnection[tuple[Any, ...]]
ByInstitution = dict[int, dict[str, Any]]


async def read_generation(connection: Connection) -> int:
    row = await (await connection.execute(GENERATION)).fetchone()
    return int(row[0]) if row else 0


async def read_is_unsealed(connection: Connection) -> bool:
    row = await (await connection.execute(UNSEALED)).fetchone()
    return bool(row and row[0])


async def read_rights(connection: Connection) -> Snapshot:
    """The connection is in autocommit; the reading is one transaction of its own."""
    await connection.set_isolation_level(IsolationLevel.REPEATABLE_READ)
    async with connection.transaction():
        generation = await read_generation(connection)
        parts: ByInstitution = defaultdict(
            lambda: {"addresses": [], "checks": [], "units": {}, "users": {}, "grants": {}}
        )
        services = await _services(connection)
        await _add_people(connection, parts)
        await _add_grants(connection, parts, services)
        institutions = {
            row[0]: _institution(row, parts[row[0]]) for row in await _rows(connection, INSTITUTIONS)
        }
        credentials = await _credentials(connection)
        purposes = {code: (key, needs) for code, key, needs in await _rows(connection, PURPOSES)}
    clients = {one.client_id: one for one in credentials.values()}
    return Snapshot(
        generation, institutions, credentials, clients, services, purposes, _checkers(institutions)
    )


async def _rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    return await (await connection.execute(query)).fetchall()


async def _add_people(connection: Connection, parts: ByInstitution) -> None:
    for institution, address, is_check, start, end in await _rows(connection, ADDRESSES):
        packed = ipaddress.ip_address(address).packed
        parts[institution]["checks" if is_check else "addresses"].append((packed, span_of(start, end)))
    for institution, code, key in await _rows(connection, UNITS):
        parts[institution]["units"][code] = key
    for place, (institution, number, key, unit, start, end) in enumerate(await _rows(connection, USERS)):
        users = parts[institution]["users"]
        before = users[number].permitted if number in users else ()
        users[number] = EndUser(key, unit, (*before, span_of(start, end)))
        if place % YIELD_EVERY == 0:
            await asyncio.sleep(0)


async def _add_grants(
    connection: Connection, parts: ByInstitution, services: Mapping[tuple[str, int], OpenService]
) -> None:
    for row in await _rows(connection, GRANTS):
        key, agreement, consumer, service, version, purpose, code, needs_file, names, *limits = row
        rate, burst, cap, start, end, sides, reasons = limits
        known = services.get((service, version))
        granted = frozenset(names)
        grant = Grant(
            key, agreement, service, version, purpose, code, needs_file, granted,
            known.definition.mask_of(granted) if known else 0, rate, burst, cap,
            span_of(start, end), _suspension(sides, reasons),
        )  # fmt: skip
        grants = parts[consumer]["grants"]
        grants[service, version] = (*grants.get((service, version), ()), grant)


def _suspension(sides: list[str], reasons: str | None) -> str:
    """By whom and why, or nothing. The flags decide; the words are for the asker."""
    return f"{', '.join(sides)} ({reasons})" if sides else ""


def _institution(row: tuple[Any, ...], part: dict[str, Any]) -> Institution:
    key, code, kind, house = row
    return Institution(
        key, code, kind, house, tuple(part["addresses"]), tuple(part["checks"]), part["units"], part["users"],
        part["grants"],
    )  # fmt: skip


def _checkers(institutions: Mapping[int, Institution]) -> dict[bytes, tuple[Institution, ...]]:
    known: dict[bytes, tuple[Institution, ...]] = {}
    for one in institutions.values():
        for address in {place for place, _span in one.check_addresses}:
            known[address] = (*known.get(address, ()), one)
    return known


async def _credentials(connection: Connection) -> dict[int, Credential]:
    keys = defaultdict(list)
    for place, (credential, key_id, jwk, start, end) in enumerate(await _rows(connection, KEYS)):
        keys[credential].append(ClientKey(key_id, jwk, span_of(start, end)))
        if place % YIELD_EVERY == 0:
            await asyncio.sleep(0)
    credentials = {}
    for place, row in enumerate(await _rows(connection, CREDENTIALS)):
        if place % YIELD_EVERY == 0:
            await asyncio.sleep(0)
        key, client, institution, kind, state, is_usable, is_sandbox, secret, thumbprint, start, end = row
        credentials[key] = Credential(
            key, client, institution, kind, state, is_usable, is_sandbox, secret, thumbprint, span_of(start, end),
            tuple(keys[key]),
        )  # fmt: skip
    return credentials


async def _services(connection: Connection) -> dict[tuple[str, int], OpenService]:
    """By name and version. A row without a definition (opened by an older release) is passed over until it has one."""
    rows = await _rows(connection, SERVICES)
    opened = [
        open_service(key, state, sunset, deprecated_at, service_from(definition))
        for key, state, sunset, deprecated_at, definition in rows
        if definition
    ]
    return {(one.definition.name, one.definition.version): one for one in opened}


def span_of(start: datetime | None, end: datetime | None) -> Span:
    return Span(
        -NEVER if start is None else int(start.timestamp() * 1_000_000),
        NEVER if end is None else int(end.timestamp() * 1_000_000),
    )
