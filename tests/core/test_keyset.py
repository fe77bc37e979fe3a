"""Keyset paging: every row once, whatever is added behind."""

import pytest

from imece.accounts.models import Organisation
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.keyset import keyset_page
from imece.core.transactions import acting

pytestmark = pytest.mark.django_db


def make(names: str) -> None:
    with acting(system_actor("test")):
        first = Organisation.objects.count()
        Organisation.objects.bulk_create(
            Organisation(kind="unit", number=f"{first + n:010d}", name=name) for n, name in enumerate(names)
        )


@pytest.mark.parametrize("order", [("name", "pk"), ("-name", "-pk"), ("name", "-pk"), ("-created_at", "-pk")])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_all_rows_come_once_in_order(order: tuple[str, ...], size: int) -> None:
    make("baabccb")
    rows = Organisation.objects.all()
    seen, cursor = [], ""
    while True:
        page = keyset_page(rows, order=order, after=cursor, size=size)
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == list(rows.order_by(*order).values_list("pk", flat=True))


def test_a_row_added_meanwhile_moves_nothing() -> None:
    make("bbd")
    first = keyset_page(Organisation.objects.all(), order=("name", "pk"), after="", size=2)
    make("a")
    second = keyset_page(Organisation.objects.all(), order=("name", "pk"), after=first.next_cursor, size=2)
    assert [row.name for row in second.rows] == ["d"]


@pytest.mark.parametrize("cursor", ["x", "öö", "W10", "WzFd", "bnVsbA", "WyJhIiwieCJd"])
def test_a_forged_cursor_is_refused_with_a_code(cursor: str) -> None:
    with pytest.raises(Problem) as caught:
        keyset_page(Organisation.objects.all(), order=("name", "pk"), after=cursor, size=2)
    assert caught.value.code == "KEY-001"
