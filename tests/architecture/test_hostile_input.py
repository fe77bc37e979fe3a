"""No address answers with a fault of ours, whatever stands in the address or the form.

The client raises what a view raises, so a failure here shows the line. Each request finds the same world; each value
is sent wherever the view listens, which the view tells by asking (`listening.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import NoReverseMatch

from imece.core.permissions import is_permitted
from tests.architecture.addresses import ADDRESSES, Address
from tests.architecture.listening import ALL, NotingMiddleware, asked_of, looks_at_body
from tests.architecture.shared import SharedWorld, taken_back
from tests.architecture.test_scope import OWNED
from tests.architecture.world import World
from tests.cast import actor_of

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
    "arabic digit": "٣",
    "right-to-left and surrogates": "\u202e\ufffe\U0001f600",
    "template": "{{ 7 }}{% x %}%s {0}",
    "not a number": "NaN",
    "infinite": "Infinity",
    "exponent": "1e400",
    "no address": "//[",
}
OF_LISTS = {"sayfa", "sira", "secili", "eylem", "q"}
OF_FORMS = {"answer", "secili", "eylem", "_go", "_version"}
FORMS: tuple[tuple[str, bytes], ...] = (
    ("multipart/form-data; boundary=x", b"--x\r\nnonsense"),
    ("application/x-www-form-urlencoded", b"%FF%FE=%00&a=%C4"),
)
BODIES = (
    *FORMS,  # refused before any view
    (
        "text/plain; charset=no-such",
        b"a",
    ),  # to a view that reads only forms a post of nothing, as are the others
    ("application/json", b"{"),
    ("application/json", b'{"a": ' + b"[" * 5000),
)
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


@pytest.fixture(scope="module", autouse=True)
def _noting() -> Iterator[None]:
    last = f"{NotingMiddleware.__module__}.{NotingMiddleware.__qualname__}"
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, last]):
        yield


def visitor(shared: SharedWorld, address: Address) -> str | None:
    """The role of somebody who may open it; anybody for a public one that no one owns."""
    owned = OWNED.get(address.name)
    if owned and owned.owner:
        return owned.owner
    if address.is_public or address.is_for_programs:
        return None  # programs' addresses with a token: tests/employment/vacancies/test_api_fuzzed.py
    cast, bank = shared.bare.cast, shared.bare.exchange_cast
    for role, who in (
        ("manager", actor_of(cast.manager, cast.workplace.organisation)),
        ("headquarters", actor_of(cast.headquarters, cast.head_institution)),
        ("seeker", actor_of(cast.seeker)),
        ("bank_manager", actor_of(bank.bank_manager, bank.bank.organisation)),
    ):
        if is_permitted(who, address.access):
            return role
    raise AssertionError(f"nobody of the cast may open {address.name}")


def special_day(world: World) -> dict[str, Any]:
    return {"special_day_id": world.special_day.pk}


def url_of(shared: SharedWorld, address: Address) -> str:
    keys = {
        "dictionary_entry": {"code": "5120.80"},
        "dictionary_step": {"code": "5120.80", "step": "duzenle"},
    }
    if address.name == "special_day_remove":
        return address.url(**shared.keys_of(special_day))
    if address.name in OWNED:
        return address.url(**shared.keys_of(OWNED[address.name].keys))
    return address.url(**keys.get(address.name, {}))


class Visit:
    """Somebody's requests of one address; each is answered, and finds what the first found."""

    asked: Counter[str] = Counter()  # by all visits: what was sent

    def __init__(self, shared: SharedWorld, name: str) -> None:
        self.shared, self.address = shared, ADDRESSES[name]
        self.role, self.url = visitor(shared, self.address), url_of(shared, self.address)

    def ask(self, method: str, *given: Any, url: str = "", kind: str = "") -> Any:
        client = self.shared.client(self.role) if self.role else Client()
        with taken_back():
            answer = (
                client.generic("POST", self.url, *given)
                if method == "body"
                else getattr(client, method)(url or self.url, *given)
            )
        assert answer.status_code < 500, f"{method} {(url or self.url)[:100]} {str(given)[:300]}"
        self.asked[kind] += 1
        return answer

    def send_values(self, method: str, names: set[str]) -> None:
        """Each value in every field. What the view asks for only now gets them too."""
        more = set(names)
        for kind, value in VALUES.items():
            more |= asked_of(self.ask(method, dict.fromkeys(names, value), kind=f"{method}: {kind}"), method)
        if more := more - names - {ALL}:
            for value in VALUES.values():
                self.ask(method, dict.fromkeys(names | more, value), kind=f"{method} again")


# Those who name the same thing stand together; the library's own tests send what would speak to another house.
ASKED = [name for name in dict.fromkeys([*OWNED, *ADDRESSES]) if name not in LIBRARY]


@pytest.mark.parametrize("name", ASKED)
def test_hostile_input_is_answered(shared: SharedWorld, name: str) -> None:
    visit = Visit(shared, name)
    page = visit.ask("get")
    fields = fields_of(page)
    _queries(visit, fields["get"], asked_of(page, "get"))
    if name not in LEAVES:
        _forms(visit, fields["post"])
    _keys(visit)
    Visit.asked["addresses"] += 1


def _queries(visit: Visit, fields: set[str], asked: set[str]) -> None:
    """The list's own parameters, and each value in every parameter the view asks for."""
    asked = asked | asked_of(visit.ask("get", dict.fromkeys(OF_LISTS | fields, "1")), "get")
    if not asked:
        return
    queries = QUERIES if asked & OF_LISTS else {"not utf-8": QUERIES["not utf-8"]}
    for kind, query in queries.items():
        visit.ask("get", url=f"{visit.url}?{query}", kind=f"query: {kind}")
    visit.send_values("get", fields | asked - {ALL} | (OF_LISTS if ALL in asked else set()))


def _forms(visit: Visit, fields: set[str]) -> None:
    """Nothing, everything twice, what is no form, and each value in every field."""
    nothing, names = visit.ask("post", {}), fields | OF_FORMS
    is_read = looks_at_body(nothing) or visit.address.is_for_programs
    for content_type, content in BODIES if is_read else FORMS:
        visit.ask("body", content, content_type, kind=f"body: {content_type}")
    if nothing.status_code == NO_POST:
        return
    asked = asked_of(nothing, "post")
    asked |= asked_of(visit.ask("post", {one: ["1", "2"] for one in names}), "post")
    if asked:
        visit.send_values("post", names | asked - {ALL})


def _keys(visit: Visit) -> None:
    """What stands in the path itself."""
    hostile: dict[str, tuple[Any, ...]] = {"IntConverter": (0, 10**30), "StringConverter": PATHS}
    for parameter, kind in visit.address.converters:
        for value in hostile.get(kind, ()):
            try:
                url = visit.address.url(**{parameter: value})
            except NoReverseMatch:
                continue
            visit.ask("get", url=url, kind="get: path")
            visit.ask("post", url=url, kind="post: path")


def test_each_kind_was_sent_to_many_addresses() -> None:
    """Or the answers above would prove nothing. Only after all of them."""
    if Visit.asked["addresses"] < len(ASKED):
        pytest.skip("not every address was asked")
    assert {kind for kind in VALUES if Visit.asked[f"get: {kind}"] < 120} == set()
    assert {kind for kind in VALUES if Visit.asked[f"post: {kind}"] < 210} == set()
    assert {kind for kind in QUERIES if Visit.asked[f"query: {kind}"] < 40} == set()
    assert {kind for kind, _ in FORMS if Visit.asked[f"body: {kind}"] < 450} == set()
    assert {kind for kind, _ in BODIES if Visit.asked[f"body: {kind}"] < 10} == set()
    assert min(Visit.asked["get: path"], Visit.asked["post: path"]) >= 800


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_nul_is_refused_in_words(shared: SharedWorld, method: str) -> None:
    answer = getattr(Client(), method)("/is-ilanlari/", {"words": "a\0b"})
    assert answer.status_code == 400
    assert "CORE-400" in answer.content.decode()


def test_a_wrong_host_name_is_refused_in_words(shared: SharedWorld) -> None:
    """Refused before anybody is known: the error page must not ask who it is."""
    answer = Client().get("/", headers={"Host": "baska.example"})
    assert answer.status_code == 400
    assert "CORE-400" in answer.content.decode()


def test_markup_in_a_search_comes_back_as_text(shared: SharedWorld) -> None:
    page = Client().get("/is-ilanlari/", {"words": VALUES["markup"]}).content.decode()
    assert VALUES["markup"] not in page
    assert re.search(r"&lt;script&gt;", page)
