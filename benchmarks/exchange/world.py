"""What the exchange's benchmark asks about, and who asks: many people, some institutions with a right. Invented."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import requests
from django.core.management import call_command
from django.db import connection
from tests.cast import make_organisation
from tests.exchange.cast import make_institution
from tests.exchange.gateway.world import (
    FIELDS,
    PURPOSE,
    SECRET,
    SERVICE,
    make_address,
    make_agreement,
    make_credential,
    make_grant,
    make_user,
)

from imece.accounts.enums import OrganisationKind
from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.agreements.models import Purpose
from imece.exchange.contract import SERVICES
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.services.wsdl import NAMESPACE, operation_of

SAMPLE = 20_000  # numbers that the load asks about
PEOPLE, INSTITUTIONS = 300_000, 40
UNLIMITED = 1_000_000_000


@dataclass(frozen=True)
class Scene:
    """`clients`: client ids, all with the same invented password."""

    clients: tuple[str, ...]
    people: int


def make_scene(people: int) -> Scene:
    _make_people(people)
    clients = []
    with acting(system_actor("benchmark")):
        make_organisation(499, OrganisationKind.HEADQUARTERS, "Ölçüm Merkezi (deneme)", None)
        provider = make_institution(1, "Nüfus (ölçüm)", house="registry", is_general_government=True)
        purpose = Purpose.objects.create(
            code=PURPOSE, title="Ölçüm", title_en="Measuring", legal_ground="5490/45"
        )
        for serial in range(2, 2 + INSTITUTIONS):
            bank = make_institution(serial, f"Ölçüm Bankası {serial} (deneme)", InstitutionKind.BANK)
            agreement = make_agreement(provider, bank, f"B-{serial}")
            make_grant(agreement, purpose, fields=FIELDS, rate=UNLIMITED, burst=UNLIMITED)
            make_user(bank, "1001", signed=True)
            make_address(bank, "127.0.0.1")
            clients.append(make_credential(bank, f"KRM-{9_000_000 + serial}").client_id)
    return Scene(tuple(clients), people)


def _make_people(count: int) -> None:
    """The register's own rows, and the same beside it with plain numbers for pgbench."""
    call_command("make_registry", people=count, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute(
            "create table bench_person as select (row_number() over ())::text as number, given_names, surname,"
            " is_alive from registry_registeredperson"
        )
        cursor.execute("alter table bench_person add primary key (number)")
        cursor.execute("create table bench_log (like ledger_entry including all)")
        cursor.execute("vacuum analyze registry_registeredperson")
        cursor.execute("vacuum analyze bench_person")


def some_numbers(count: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select number from registry_registeredperson order by md5(number) limit %s", [count])
        return [number for (number,) in cursor.fetchall()]


def tokens_of(url: str, clients: tuple[str, ...]) -> list[str]:
    form = {"grant_type": "client_credentials", "client_secret": SECRET}
    with requests.Session() as session:
        return [
            session.post(f"{url}/v1/token", data={**form, "client_id": one}, timeout=20).json()[
                "access_token"
            ]
            for one in clients
        ]


def write_lua(path: Path, tokens: list[str]) -> None:
    """The load's script: each request another person, another institution and a new request number."""
    body = json.dumps({"inputs": {"number": "@NUMBER@"}, "purpose": PURPOSE, "file": "B-1", "user": "1001"})
    _write(path, HEADERS, tokens, body, f"/v1/services/{SERVICE}/v1")


def write_soap_lua(path: Path, clients: tuple[str, ...]) -> None:
    """The same questions over SOAP, each with its institution's name and password, as WS-Security has them."""
    _write(path, SOAP_HEADERS, clients, SOAP, "/soap")


def _write(path: Path, headers: str, askers: Sequence[str], body: str, address: str) -> None:
    filled = body.replace("@ASKER@", "' .. asker .. '").replace("@NUMBER@", "' .. number .. '")
    text = LUA.format(
        numbers=",".join(f'"{one}"' for one in some_numbers(SAMPLE)), askers=",".join(f'"{one}"' for one in askers),
        headers=headers, body=f"'{filled}'", path=address,
    )  # fmt: skip
    path.write_text(text, encoding="utf-8")


HEADERS = """
        ["Authorization"] = "Bearer " .. asker, ["Content-Type"] = "application/json",
        ["Request-Id"] = string.format("%08x-%04x-4000-8000-%012x", salt, id, n)
    """
SOAP_HEADERS = """["Content-Type"] = "text/xml; charset=utf-8" """
SOAP = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><o:Security'
    ' xmlns:o="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><o:UsernameToken>'
    f"<o:Username>@ASKER@</o:Username><o:Password>{SECRET}</o:Password></o:UsernameToken></o:Security></s:Header>"
    f'<s:Body><{operation_of(SERVICES[SERVICE, 1])} xmlns="{NAMESPACE}"><inputs><number>@NUMBER@</number></inputs>'
    f"<purpose>{PURPOSE}</purpose><file>B-1</file><user>1001</user>"
    f"</{operation_of(SERVICES[SERVICE, 1])}></s:Body></s:Envelope>"
)
LUA = """
local numbers = {{{numbers}}}
local askers = {{{askers}}}
local counter = 0
function setup(thread) thread:set("id", counter); counter = counter + 1 end
local n = 0
function init(args) math.randomseed(os.time() * 1000 + id); salt = math.random(0, 0xffffffff) end
request = function()
    n = n + 1
    local asker, number = askers[math.random(#askers)], numbers[math.random(#numbers)]
    return wrk.format("POST", "{path}", {{{headers}}}, {body})
end
done = function(summary, latency, requests)
    local e = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
        e.status + e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99), 0))
end
"""
