"""P0.1–P0.3 on the organisations table: pages, sorting, selection, the cap."""

import re
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.db.models import QuerySet, Value
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from imece.accounts.models import Organisation
from imece.core.actor import Actor, ActorKind
from imece.core.columns import Column, Kind
from imece.core.errors import define
from imece.core.lists import BulkAction, Empty, ListPage, Narrowing, PageAction, RowAction, narrowings_by
from imece.core.transactions import acting
from tests.lists import assert_constant_queries, request_of

pytestmark = pytest.mark.django_db

ACTOR = Actor(ActorKind.HEADQUARTERS_STAFF, person_id=1, name="Deneme Memuru", grants=frozenset({"accounts"}))
REFUSED = define("TEST-LIST", "{name} is protected.", remedy="Leave it.")


class Criteria(forms.Form):
    name = forms.CharField(label="Ad", required=False)
    province = forms.TypedChoiceField(
        label="İl",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "–"), (6, "Ankara"), (42, "Konya")],
    )


def organisations(actor: Actor, criteria: Any) -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(kind="workplace")
    if criteria["province"]:
        rows = rows.filter(province=criteria["province"])
    return rows


def archive(row: Organisation, actor: Actor, now: Any) -> None:
    if row.name.startswith("Korunan"):
        raise REFUSED(name=row.name)
    with acting(actor):
        Organisation.objects.filter(pk=row.pk).update(is_active=False)


COLUMNS = (
    Column(name="number", label="İŞKUR no", order_by=("number",)),
    Column(name="name", label="Ad", order_by=("name_key",), link=lambda row: f"/isyeri/{row.number}/"),
    Column(name="province", label="İl", kind=Kind.INTEGER),
)


def a_list(**changes: Any) -> ListPage:
    given = {
        "name": "organisations",
        "title": "İşyerleri",
        "columns": COLUMNS,
        "rows": organisations,
        "criteria_form": Criteria,
        "order": ("name_key",),
        "actions": (
            RowAction(name="open", label="Aç", url=lambda row: f"/isyeri/{row.number}/"),
            RowAction(
                name="close",
                label="Kapat",
                method="post",
                url=lambda row: f"/isyeri/{row.number}/kapat/",
                why_not=lambda row, actor, now: "" if row.is_active else "Zaten kapalı.",
            ),
        ),
    }
    return ListPage(**(given | changes))


def make(count: int, **fields: Any) -> list[Organisation]:
    first = Organisation.objects.count()
    rows = [
        Organisation(
            **{"kind": "workplace", "number": f"{first + n:010d}", "name": f"İşyeri {first + n:05d}"} | fields
        )
        for n in range(count)
    ]
    with acting(ACTOR):
        return Organisation.objects.bulk_create(rows)


def get(page: ListPage, query: str = "", **headers: str) -> str:
    return page.respond(request_of(ACTOR, f"/isyerleri/{query}", **headers)).content.decode()


def post(page: ListPage, query: str = "", **data: Any) -> Any:
    return page.respond(request_of(ACTOR, f"/isyerleri/{query}", data, "post"))


def rows_shown(html: str) -> list[str]:
    return re.findall(r'<a href="/isyeri/\d+/">([^<]+)</a>', html)


@pytest.mark.parametrize(("count", "is_listed"), [(1000, True), (1001, False)])
def test_T_VAC_01_a_thousand_are_listed_one_more_is_refused(count: int, is_listed: bool) -> None:
    make(count, province=6)
    html = get(a_list(), "?province=6")
    assert bool(rows_shown(html)) == is_listed
    assert ("1000" in html and "kriter giriniz" in html) != is_listed


@pytest.mark.parametrize(
    ("number", "previous", "following"),
    [
        ("1", None, "?sayfa=2"),
        ("2", "?sayfa=1", "?sayfa=3"),
        ("3", "?sayfa=2", None),
        ("99", "?sayfa=2", None),
    ],
)
def test_T_VAC_02_thirty_one_rows_make_three_pages(
    number: str, previous: str | None, following: str | None
) -> None:
    make(31)
    html = get(a_list(), f"?sayfa={number}")
    links = dict(re.findall(r'rel="(prev|next)" href="([^"]+)"', html))
    assert links == {key: url for key, url in (("prev", previous), ("next", following)) if url}
    assert html.count('role="link" aria-disabled="true"') == 2 - len(links)
    assert "Önceki" in html
    assert "Sonraki" in html
    title = re.search(r"<title>(.*?)</title>", html, re.S)
    assert title
    assert f"{min(int(number), 3)} / 3" in title[1]
    assert len(rows_shown(html)) == (1 if int(number) >= 3 else 15)


def test_P0_3_a_refused_search_shows_what_narrows_most() -> None:
    make(990)
    make(10, province=42)
    make(1, province=6)
    page = a_list(narrowing=lambda rows: narrowings_by(rows, "province", "province", str))
    html = get(page)
    assert rows_shown(html) == []
    assert re.findall(r'<li><a href="([^"]+)">(\d+) \((\d+)\)', html) == [
        ("?province=6", "6", "1"),
        ("?province=42", "42", "10"),
    ]


def test_P0_3_the_one_box_lists_the_first_thousand_and_says_so() -> None:
    make(1001)
    html = get(a_list(over_cap="first"), "?sayfa=67")
    assert "1000+" in html
    assert len(rows_shown(html)) == 10


def test_counting_stops_one_past_the_cap(django_assert_num_queries: Any) -> None:
    make(3)
    with django_assert_num_queries(4) as captured:  # parameters, count, rows, selected row
        get(a_list(), "?secili=1")
    assert "LIMIT 1001" in next(one["sql"] for one in captured if "COUNT(" in one["sql"])


def test_a_list_sorts_by_the_turkish_alphabet_and_says_so() -> None:
    for name in ("Uşak", "Ünye", "Çorum", "Ceyhan", "Iğdır", "İzmir"):
        make(1, name=name)
    html = get(a_list(), "?sira=name")
    assert rows_shown(html) == ["Ceyhan", "Çorum", "Iğdır", "İzmir", "Uşak", "Ünye"]
    assert html.count('aria-sort="ascending"') == 1
    assert 'href="?sira=-name"' in html
    assert rows_shown(get(a_list(), "?sira=-name")) == ["Ünye", "Uşak", "İzmir", "Iğdır", "Çorum", "Ceyhan"]


def test_criteria_stand_in_the_address_and_as_removable_tags() -> None:
    make(1, province=6, name="Ankara işyeri")
    make(1, province=42, name="Konya işyeri")
    html = get(a_list(), "?name=x&province=6&sira=name&sayfa=1")
    assert rows_shown(html) == ["Ankara işyeri"]
    assert 'href="?name=x&amp;sira=name"' in html
    assert "İl: Ankara" in html


def test_a_wrong_criterion_lists_nothing_and_says_why() -> None:
    make(1)
    html = get(a_list(), "?province=99")
    assert rows_shown(html) == []
    assert "data-error-summary" in html


def test_P0_2_without_a_selection_every_action_is_inactive_with_the_reason() -> None:
    make(1)
    html = get(a_list())
    buttons = re.findall(r"<button[^>]*eylem[^>]*>", html)
    assert len(buttons) == 2
    assert all(
        'aria-disabled="true"' in one and " disabled" not in one for one in buttons
    )  # reachable by keyboard


def test_P0_2_a_selected_row_opens_what_is_possible() -> None:
    (row,) = make(1, is_active=False)
    html = get(a_list(), f"?secili={row.pk}")
    buttons = {
        re.search(r'value="(\w+)"', tag)[1]: tag for tag in re.findall(r"<button[^>]*eylem[^>]*>", html)
    }
    assert "aria-disabled" not in buttons["open"]
    assert 'aria-disabled="true"' in buttons["close"]
    assert "Zaten kapalı." in html


def test_P0_2_the_action_bar_alone_answers_htmx() -> None:
    (row,) = make(1)
    html = get(a_list(), f"?secili={row.pk}", **{"HX-Request": "true", "HX-Target": "organisations-actions"})
    assert html.strip().startswith('<div class="action-bar')
    assert "<table" not in html


def test_pressing_without_a_selection_says_so_and_leads_to_the_first_row() -> None:
    make(2)
    response = post(a_list(), "?sayfa=1", eylem="close")
    assert (response.status_code, response.url) == (303, "/isyerleri/?sayfa=1&eylem=close")
    html = get(a_list(), "?sayfa=1&eylem=close")
    assert 'id="organisations-banner"' in html
    assert html.count("autofocus") == 1


def test_pressing_an_impossible_action_answers_its_reason() -> None:
    (row,) = make(1, is_active=False)
    response = post(a_list(), eylem="close", secili=row.pk)
    assert response.status_code == 303
    html = get(a_list(), response.url.removeprefix("/isyerleri/"))
    assert re.search(r'-banner">.*Zaten kapalı\.', html, re.S)


def test_pressing_a_possible_action_leads_on() -> None:
    (row,) = make(1)
    opened = post(a_list(), eylem="open", secili=row.pk)
    closed = post(a_list(), eylem="close", secili=row.pk)
    assert (opened.status_code, opened.url) == (303, f"/isyeri/{row.number}/")
    assert (closed.status_code, closed.url) == (307, f"/isyeri/{row.number}/kapat/")


@pytest.mark.parametrize("key", ["999999", "abc", "", "１"])
def test_a_row_outside_the_list_selects_nothing(key: str) -> None:
    (foreign,) = make(1, kind="unit")
    make(1)
    for one in (key, str(foreign.pk)):
        assert post(a_list(), eylem="open", secili=one).url == "/isyerleri/?eylem=open"


def test_many_rows_are_answered_one_by_one() -> None:
    rows = make(2) + make(1, name="Korunan işyeri")
    page = a_list(
        select="many",
        actions=(
            BulkAction(
                name="archive", label="Arşivle", apply=archive, done=lambda count: f"{count} arşivlendi"
            ),
        ),
    )
    request = request_of(
        ACTOR, "/isyerleri/", {"eylem": "archive", "secili": [row.pk for row in rows]}, "post"
    )
    assert page.respond(request).status_code == 303
    (message,) = [str(one) for one in request._messages]
    assert message.startswith("2 arşivlendi, 1 ")
    assert message.endswith("Korunan işyeri: Korunan işyeri is protected. Leave it.")
    assert Organisation.objects.filter(is_active=False).count() == 2


def test_an_empty_list_says_what_to_do_first() -> None:
    page = a_list(
        empty=Empty(text="Henüz işyeri yok.", hint="Önce üye olunuz.", link_text="Üye ol", link="/uye-ol/"),
        page_actions=(
            PageAction(label="Yeni", url=lambda: "/yeni/", is_shown=lambda actor: not actor.is_staff),
        ),
    )
    html = get(page)
    assert "Önce üye olunuz." in html
    assert 'href="/uye-ol/"' in html
    assert "/yeni/" not in html


def test_a_list_that_waits_for_a_criterion_asks_nothing() -> None:
    make(1)
    assert rows_shown(get(a_list(lists_at_once=False))) == []
    assert len(rows_shown(get(a_list(lists_at_once=False), "?name=i"))) == 1


def test_rows_cost_no_further_queries() -> None:
    assert_constant_queries(a_list().respond, ACTOR, make)


def test_a_narrowing_may_be_given_by_hand() -> None:
    make(1001)
    page = a_list(narrowing=lambda rows: [Narrowing("İl Ankara", 3, "province", "6")])
    assert '<a href="?province=6">İl Ankara (3)</a>' in get(page)


def test_a_page_fetches_what_it_prints_and_a_selected_row_comes_whole() -> None:
    rows = make(2, province=6)
    seen: list[Organisation] = []

    def why_not(row: Organisation, actor: Actor, now: Any) -> str:
        seen.append(row)
        return ""

    action = RowAction(name="open", label="Aç", url=lambda row: f"/isyeri/{row.number}/", why_not=why_not)
    page = a_list(reads=("number", "name", "province"), actions=(action,), row_label=lambda row: row.name)
    with CaptureQueriesContext(connection) as captured:
        html = get(page, f"?secili={rows[0].pk}")
    assert rows_shown(html) == [row.name for row in rows]
    shown = [query["sql"] for query in captured if "LIMIT 2" in query["sql"] and "COUNT" not in query["sql"]]
    assert len(shown) == 1
    assert '"name"' in shown[0]
    assert '"created_at"' not in shown[0]
    assert seen
    assert not seen[0].get_deferred_fields()


def test_counting_asks_for_no_more_than_keys() -> None:
    make(3)
    with CaptureQueriesContext(connection) as captured:
        get(a_list())
    counting = next(query["sql"] for query in captured if "COUNT" in query["sql"])
    assert "LIMIT 1001" in counting
    assert '"name"' not in counting


@pytest.mark.parametrize("name", ["<b>&", "a 'tek' \"çift\"", ""])
def test_texts_in_cells_are_escaped(name: str) -> None:
    make(1, name=name)
    html = get(a_list())
    assert "<b>" not in html
    assert f'data-label="Ad"{"" if name else " data-empty"}>' in html
    assert escape(name) in html


def test_what_is_added_for_the_page_is_not_counted_with() -> None:
    make(2)
    columns = (*COLUMNS, Column(name="shout", label="Ek", accessor="shout"))
    page = a_list(columns=columns, adds=lambda rows: rows.annotate(shout=Value("yalnız sayfada")))
    with CaptureQueriesContext(connection) as captured:
        html = get(page)
    assert html.count(">yalnız sayfada</td>") == 2
    assert [query["sql"].startswith("SELECT COUNT") for query in captured if "sayfada" in query["sql"]] == [
        False
    ]
