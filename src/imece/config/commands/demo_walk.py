"""The walk of `./imece demo --check`: small steps over HTTP, as a browser without JavaScript would take them.

Each step is a function of a `Walk`; it raises AssertionError with what it saw. The list `STEPS` begins here; the main
job stands in `demo_job.py`. To add one: write `def somebody_does_it(walk): …` and put it in the list;
`walk.as_person(key)` gives that person's browser, `browser.submit(path, **fields)` fills the first form of a page that
has these fields, `browser.press(path, "/basvur/")` the one that leads there.
"""

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any

from imece.config.commands.demo_job import MAIN_JOB
from imece.config.demo_server import Demo
from imece.core.demo_people import DemoPerson


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_own_post(self) -> bool:
        return self.method == "post" and "csrfmiddlewaretoken" in self.fields


class _Forms(HTMLParser):
    """The forms of a page with the values a browser would send, unchanged."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()  # ascii: get or post
            self.forms.append(Form(given.get("action", ""), method))
        elif self.forms and tag in {"input", "button"}:
            self._input(given, tag)
        elif self.forms and tag == "select":
            self._select = given.get("name", "")
            self.forms[-1].fields.setdefault(self._select, [])
        elif self.forms and tag == "option" and "selected" in given:
            self.forms[-1].fields[self._select] = [given.get("value", "")]
        elif self.forms and tag == "textarea":
            self._textarea = given.get("name", "")
            self.forms[-1].fields.setdefault(self._textarea, [""])

    def _input(self, given: dict[str, str], tag: str) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not name or tag == "button" or kind in {"submit", "button", "file"}:
            return
        values = self.forms[-1].fields.setdefault(name, [])
        if kind not in {"checkbox", "radio"} or "checked" in given:
            values.append(given.get("value", "on" if kind in {"checkbox", "radio"} else ""))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1].fields[self._textarea] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""


@dataclass
class Page:
    path: str
    status: int
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def token(self) -> str:
        """The CSRF token of the first form that bears one."""
        found = next((form for form in self.forms if form.is_own_post), None)
        assert found, f"{self.path} ({self.status}) has no form to send: {self.summary}"
        return found.fields["csrfmiddlewaretoken"][0]

    @property
    def errors(self) -> str:
        """What the page says beside its fields, for the message of a failed step."""
        marked = re.findall(r'id="[^"]*error[^"]*"[^>]*>(.*?)</', self.text, re.DOTALL)
        return "; ".join(" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in marked if one.strip())

    @property
    def forms(self) -> list[Form]:
        parser = _Forms()
        parser.feed(self.text)
        return parser.forms

    def must_show(self, *words: str) -> "Page":
        for word in words:
            assert word in self.text, f"{self.path} ({self.status}) does not show «{word}»: {self.summary}"
        return self

    @property
    def summary(self) -> str:
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)
        return " ".join(re.sub(r"<[^>]+>", " ", heading.group(1) if heading else self.text[:300]).split())

    def link(self, pattern: str) -> str:
        """The first address on the page that matches."""
        found = re.search(rf'href="({pattern})"', self.text)
        assert found, f"{self.path} has no link like {pattern}: {self.summary}"
        return found.group(1)


class Browser:
    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Page:
        return self._open(path)

    def post(self, path: str, fields: dict[str, Any]) -> Page:
        pairs = [(name, value) for name, values in fields.items() for value in _as_list(values)]
        return self._open(path, urllib.parse.urlencode(pairs).encode())

    def submit(self, path_or_page: str | Page, **given: Any) -> Page:
        """Open the page, fill its first form that has these fields, send it, follow redirects."""
        page = self.get(path_or_page) if isinstance(path_or_page, str) else path_or_page
        form = next(
            (form for form in page.forms if form.method == "post" and given.keys() <= form.fields.keys()),
            None,
        )
        assert form, f"{page.path} ({page.status}) has no form with {', '.join(given)}: {page.summary}"
        return self.post(urllib.parse.urljoin(page.path, form.action or page.path), {**form.fields, **given})

    def press(self, path: str, leads_to: str, **given: Any) -> Page:
        """Open the page and send the form whose address ends so (empty: the page's own)."""
        page = self.get(path)
        forms = [form for form in page.forms if form.is_own_post and given.keys() <= {*form.fields, "answer"}]
        leading = (
            form for form in forms if form.action.endswith(leads_to) and bool(form.action) == bool(leads_to)
        )
        form = next(leading, None)
        assert form, (
            f"{page.path} ({page.status}) has no form that leads to {leads_to or 'itself'}: {page.summary}"
        )
        return self.post(urllib.parse.urljoin(page.path, form.action or page.path), {**form.fields, **given})

    def ask(self, path: str, question: Any = None) -> dict[str, Any]:
        """JSON in and out, as a program asks."""
        body = None if question is None else json.dumps(question).encode()
        page = self._open(path, body, {"Content-Type": "application/json"})
        assert page.status == 200, f"{path} answers {page.status}: {page.text[:200]}"
        return dict(json.loads(page.content))

    def _open(self, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Page:
        url = urllib.parse.urljoin(self.address, urllib.parse.quote(path, safe="/?&=+%"))
        request = urllib.request.Request(url, body, headers={"Referer": url} | (headers or {}))  # noqa: S310  our own address
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as problem:
            answer = problem
        with answer:
            assert answer.status < 500, f"{path} answers {answer.status}"
            return Page(urllib.parse.urlsplit(answer.url).path, answer.status, answer.read())


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


class Walk:
    """What the steps share: the demo, a browser a person, and notes (numbers of what was made)."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.notes: dict[str, str] = {}
        self._browsers: dict[str, Browser] = {}

    def visitor(self) -> Browser:
        return self._browsers.setdefault("", Browser(self.demo.address))

    def person(self, key: str) -> DemoPerson:
        found = next((person for person in self.demo.people if person.key == key), None)
        assert found, f"the demo has nobody called {key!r}; load_demo writes them"
        return found

    def as_person(self, key: str) -> Browser:
        """That person's browser, signed in at the first call."""
        if key not in self._browsers:
            self._browsers[key] = self._signed_in(self.person(key), is_seeker=key == "seeker")
        return self._browsers[key]

    def _signed_in(self, person: DemoPerson, *, is_seeker: bool) -> Browser:
        """Number and password, then for whom (EMP-04); a job seeker acts for himself."""
        browser, door = Browser(self.demo.address), "/giris/is-arayan/" if is_seeker else "/giris/isveren/"
        page = browser.submit(door, login=person.login, password=person.password)
        assert page.path != door, f"{person.name} could not sign in: {page.summary}"
        if not is_seeker:
            assert page.path == "/firma-sec/", f"{person.name} was not asked for whom he acts: {page.path}"
            choice = re.search(r'name="organisation"[^>]* value="(\d+)"', page.text)
            assert choice, f"{person.name} may act for nobody: {page.summary}"
            page = browser.submit(page, organisation=choice.group(1))
            assert page.path != "/firma-sec/", (
                f"{person.name} could not choose for whom he acts: {page.summary}"
            )
        return browser


Step = Callable[[Walk], None]


def the_first_page_opens(walk: Walk) -> None:
    page = walk.visitor().get("/")
    assert page.status in {200, 404}, f"/ answers {page.status}"
    page.must_show('lang="tr"')


def a_wrong_address_is_answered_with_a_page(walk: Walk) -> None:
    page = walk.visitor().get("/boyle-bir-sayfa-yok/")
    assert page.status == 404, f"answers {page.status}"
    page.must_show("CORE-405")


def the_own_messages_need_a_sign_in(walk: Walk) -> None:
    page = walk.visitor().get("/bildirimlerim/")
    assert page.path != "/bildirimlerim/", "shown to somebody who is not signed in"


def everybody_signs_in(walk: Walk) -> None:
    from django.core.management import get_commands

    assert walk.demo.people or "load_demo" not in get_commands(), "load_demo wrote no people"
    for person in walk.demo.people:
        walk.as_person(person.key).get("/bildirimlerim/").must_show("Bildirimlerim")


STEPS: list[Step] = [
    the_first_page_opens,
    a_wrong_address_is_answered_with_a_page,
    the_own_messages_need_a_sign_in,
    everybody_signs_in,
    *MAIN_JOB,
]


def walk(demo: Demo, tell: Callable[[str], None], steps: list[Step] | None = None) -> str:
    """Take every step in order; the name and the reason of the first that fails, or nothing."""
    state = Walk(demo)
    for step in STEPS if steps is None else steps:
        name, began = step.__name__.replace("_", " "), time.monotonic()
        try:
            step(state)
        except (AssertionError, OSError, LookupError, ValueError) as problem:
            return f"FAILED at «{name}»: {problem}"
        tell(f"  {name:<60}{time.monotonic() - began:7.2f} s")
    return ""
