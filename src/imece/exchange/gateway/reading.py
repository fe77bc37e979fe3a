"""Compile the rights from the tables, in one repeatable read: a snapshot is never half old and half new."""

import asyncio
import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Mapping
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
INSTITUTIONS: Final = "select id, code, kind, house from parties_institution"
ADDRESSES: Final = """
    select institution_id, host(address), is_for_public_check, valid_from, valid_until from access_staticaddress
    where approved_by_id is not null and (valid_until is null or valid_until > now())
"""
UNITS: Final = "select institution_id, code, id from parties_subunit where is_active"
USERS: Final = """
    select u.institution_id, u.user_number, u.id, coalesce(u.unit_id, 0),
           array_agg(t.signed_on - date '1970-01-01'),
           array_agg(least(t.valid_until, u.closed_on - 1) - date '1970-01-01')
    from parties_enduser u join parties_undertaking t on t.end_user_id = u.id
    where t.withdrawn_at is null or t.withdrawn_at > now()
    group by u.id
"""
CREDENTIALS: Final = """
    select id, client_id, institution_id, kind, state, is_sandbox, secret_hash, certificate_thumbprint,
           valid_from, valid_until
    from access_credential
"""
KEYS: Final = """
    select credential_id, key_id, public_jwk, valid_from, valid_until from access_clientkey
    where revoked_at is null and (valid_until is null or valid_until > now())
"""
SERVICES: Final = "select id, state, withdrawn_on, deprecated_at, definition from catalogue_serviceversion"
PURPOSES: Final = "select code, id, needs_file from agreements_purpose"
GRANTS: Final = """
    select g.id, g.agreement_id, g.consumer_id, g.service, g.version, g.purpose_id, p.code, p.needs_file, g.fields,
           g.rate_per_second, g.burst, g.daily_cap,
           lower(g.valid) - date '1970-01-01', upper(g.valid) - date '1970-01-01', a.state = 'in_force',
           (select string_agg(s.by || ': ' || s.reason, '; ' order by s.id) from agreements_suspension s
            where s.agreement_id = g.agreement_id and (s.grant_id is null or s.grant_id = g.id)
              and s.suspended_at <= now() and s.lifted_at is null)
    from agreements_grant g
    join agreements_agreement a on a.id = g.agreement_id
    join agreements_purpose p on p.id = g.purpose_id
    where upper_inf(g.valid) or upper(g.valid) > current_date - 1
"""
Connection = AsyncConnection[tuple[Any, ...]]
ByInstitution = dict[int, dict[str, Any]]


async def read_generation(connection: Connection) -> int:
    row = await (await connection.execute(GENERATION)).fetchone()
    return int(row[0]) if row else 0


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
    for place, (institution, number, key, unit, firsts, lasts) in enumerate(await _rows(connection, USERS)):
        parts[institution]["users"][number] = EndUser(key, unit, tuple(_days(firsts, lasts)))
        if place % YIELD_EVERY == 0:
            await asyncio.sleep(0)


def _days(firsts: list[int], lasts: list[int | None]) -> Iterable[Span]:
    """Both inclusive in the table."""
    return (
        Span(first, NEVER if last is None else last + 1) for first, last in zip(firsts, lasts, strict=True)
    )


async def _add_grants(
    connection: Connection, parts: ByInstitution, services: Mapping[tuple[str, int], OpenService]
) -> None:
    for row in await _rows(connection, GRANTS):
        key, agreement, consumer, service, version, purpose, code, needs_file, names, *limits = row
        rate, burst, cap, start, end, is_in_force, suspended = limits
        known = services.get((service, version))
        granted = frozenset(names)
        grant = Grant(
            key, agreement, service, version, purpose, code, needs_file, granted,
            known.definition.mask_of(granted) if known else 0, rate, burst, cap,
            Span(-NEVER if start is None else start, NEVER if end is None else end), is_in_force, suspended or "",
        )  # fmt: skip
        grants = parts[consumer]["grants"]
        grants[service, version] = (*grants.get((service, version), ()), grant)


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
    for credential, key_id, jwk, start, end in await _rows(connection, KEYS):
        keys[credential].append(ClientKey(key_id, jwk, span_of(start, end)))
    credentials = {}
    for row in await _rows(connection, CREDENTIALS):
        key, client, institution, kind, state, is_sandbox, secret, thumbprint, start, end = row
        credentials[key] = Credential(
            key,
            client,
            institution,
            kind,
            state,
            is_sandbox,
            secret,
            thumbprint,
            span_of(start, end),
            tuple(keys[key]),
        )
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
