"""No address answers with a fault of ours, whatever stands in the address or the form.

The client raises what a view raises, so a failure here shows the line.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import NoReverseMatch

from imece.core.permissions import is_permitted
from tests.architecture.addresses import ADDRESSES, Address
from tests.architecture.test_scope import OWNED
from tests.architecture.world import World
from tests.cast import Cast, actor_of
from tests.employment.main_job import AFTER_INTERVIEW

pytestmark = pytest.mark.django_db
LONG, HUGE_NUMBER = "ğ" * 10_000, "9" * 400
QUERIES: dict[str, str] = {
    "page before the first": "sayfa=-1",
    "page beyond any": "sayfa=99999999999999999999",
    "page that is no number": "sayfa=%C4%B0ki&sayfa=2",
    "unknown order": "sira=boyle-bir-sutun-yok&eylem=yok",
    "order by markup": "sira=-%3Cscript%3E",
    "row beyond any": "secili=99999999999999999999999&secili=-1&secili=x",
    "nul": "sayfa=%00&sira=%00&secili=%00&q=%00",
    "not utf-8": "q=%FF%FE&sayfa=%FF",
}
VALUES: dict[str, str] = {
    "empty": "",
    "nul": "a\x00b",
    "markup": "<script>alert(1)</script>",
    "long": LONG,
    "number beyond any": HUGE_NUMBER,
    "negative": "-1",
    "far year": "31.12.9999",
    "no day": "31.02.2026",
    "superscript digit": "²",
    "right-to-left and surrogates": "\u202e\ufffe\U0001f600",
    "template": "{{ 7 }}{% x %}%s {0}",
    "not a number": "NaN",
    "infinite": "Infinity",
    "exponent": "1e400",
}
PATHS = ("\x00", "<script>", "9" * 30, "İ" * 300, "..", " ")
NO_POST = 405  # answered before the view looks at anything
LEAVES = {"account_logout"}  # answers every POST by ending the session
# Their own tests send broken assertions and answers; here they would speak to a browser's key or another house.
LIBRARY = {name for name in ADDRESSES if name.startswith(("mfa_", "openid_"))}


class _Fields(HTMLParser):
    """The names of the fields of a page, by the method of their form."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {"get": set(), "post": set()}
        self.method = "get"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.method = (given.get("method") or "get").lower()
        elif tag in {"input", "select", "textarea", "button"} and given.get("name"):
            self.found[self.method].add(str(given["name"]))


def fields_of(page: Any) -> dict[str, set[str]]:
    parser = _Fields()
    if page.headers.get("Content-Type", "").startswith("text/html"):
        parser.feed(page.content.decode())
    return parser.found


@pytest.fixture(autouse=True)
def _after_the_interview() -> Iterator[None]:
    with time_machine.travel(AFTER_INTERVIEW):
        yield


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def visitor(world: World, address: Address) -> Client:
    """Somebody who may open it; anybody for a public one that no one owns."""
    owned = OWNED.get(address.name)
    if owned and owned.owner:
        return world.client(owned.owner)
    if address.is_public or address.is_for_programs:
        return Client()  # programs' addresses with a token: tests/employment/vacancies/test_api_fuzzed.py
    cast = world.cast
    for role, who in (
        ("manager", actor_of(cast.manager, cast.workplace.organisation)),
        ("headquarters", actor_of(cast.headquarters, cast.head_institution)),
        ("seeker", actor_of(cast.seeker)),
    ):
        if is_permitted(who, address.access):
            return world.client(role)
    bank = world.exchange_cast
    if is_permitted(actor_of(bank.bank_manager, bank.bank.organisation), address.access):
        return world.client("bank_manager")
    raise AssertionError(f"nobody of the cast may open {address.name}")


def url_of(world: World, address: Address) -> str:
    owned = OWNED.get(address.name)
    if owned:
        return address.url(**owned.keys(world))
    keys = {
        "dictionary_entry": {"code": "5120.80"},
        "dictionary_step": {"code": "5120.80", "step": "duzenle"},
    }
    if address.name == "special_day_remove":
        return address.url(special_day_id=world.special_day.pk)
    return address.url(**keys.get(address.name, {}))


def is_answered(answer: Any) -> bool:
    return answer.status_code < 500


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - LIBRARY))
def test_a_hostile_query_is_answered(world: World, name: str) -> None:
    """The list's own parameters, and each value in every field of the page's search form."""
    address = ADDRESSES[name]
    client, url = visitor(world, address), url_of(world, address)
    names = fields_of(client.get(url))["get"]
    for query in QUERIES.values():
        assert is_answered(client.get(f"{url}?{query}")), query
    for value in VALUES.values() if names else ():
        assert is_answered(client.get(url, dict.fromkeys(names, value))), value[:40]


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - LIBRARY - LEAVES))
def test_a_hostile_form_is_answered(world: World, name: str) -> None:
    """Nothing, everything twice, a file where text belongs, and each value in every field."""
    address = ADDRESSES[name]
    url = url_of(world, address)
    client = visitor(world, address)
    names = fields_of(client.get(url))["post"] | {"answer", "secili", "eylem", "_go", "_version"}
    nothing = client.post(url, {})
    assert is_answered(nothing), url
    bodies: list[dict[str, Any]] = [{one: ["1", "2"] for one in names}]
    bodies += [dict.fromkeys(names, value) for value in VALUES.values()]
    for body in bodies if nothing.status_code != NO_POST else ():
        assert is_answered(client.post(url, body)), f"{url} {str(body)[:300]}"
    for content_type, content in (
        ("application/json", b"{"),
        ("application/json", b'{"a": ' + b"[" * 5000),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
        ("application/x-www-form-urlencoded", b"%FF%FE=%00&a=%C4"),
        ("text/plain; charset=no-such", b"a"),
    ):
        assert is_answered(client.generic("POST", url, content, content_type)), content_type


TEXT_KEYS = sorted(
    name
    for name, address in ADDRESSES.items()
    if name not in LIBRARY
    and any(kind in {"StringConverter", "IntConverter"} for _, kind in address.converters)
)


@pytest.mark.parametrize("name", TEXT_KEYS)
def test_a_hostile_key_in_the_path_is_answered(world: World, name: str) -> None:
    address = ADDRESSES[name]
    client = visitor(world, address)
    for parameter, kind in address.converters:
        if kind == "IntConverter":
            hostile: tuple[Any, ...] = (0, 10**30)
        elif kind == "StringConverter":
            hostile = PATHS
        else:
            continue
        for value in hostile:
            try:
                url = address.url(**{parameter: value})
            except NoReverseMatch:
                continue
            assert is_answered(client.get(url)), url[:100]
            assert is_answered(client.post(url)), url[:100]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_nul_is_refused_in_words(db: None, method: str) -> None:
    answer = getattr(Client(), method)("/is-ilanlari/", {"words": "a\0b"})
    assert answer.status_code == 400
    assert "CORE-400" in answer.content.decode()


def test_a_wrong_host_name_is_refused_in_words(db: None) -> None:
    """Refused before anybody is known: the error page must not ask who it is."""
    answer = Client().get("/", headers={"Host": "baska.example"})
    assert answer.status_code == 400
    assert "CORE-400" in answer.content.decode()


def test_markup_in_a_search_comes_back_as_text(world: World) -> None:
    page = Client().get("/is-ilanlari/", {"words": VALUES["markup"]}).content.decode()
    assert VALUES["markup"] not in page
    assert re.search(r"&lt;script&gt;", page)
