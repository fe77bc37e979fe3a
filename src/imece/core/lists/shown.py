"""One list as one request sees it: everything its templates print, reckoned once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from imece.core.actor import Actor
from imece.core.columns import Column
from imece.core.errors import Text
from imece.core.lists.actions import ActionOption, options_for
from imece.core.lists.criteria import ACTION, PAGE, SELECTED, SORT, Tag, changed_query, chosen_tags
from imece.core.lists.page import ListPage, PageAction
from imece.core.lists.rows import Heading, draw_cells, draw_choice, draw_headings, draw_rows
from imece.core.parameters import Parameters
from imece.core.web.requests import ActorRequest


@dataclass(frozen=True)
class NarrowingLink:
    label: Text
    count: int
    url: str


class ShownList:
    """Counting stops one past the cap: a table is never counted whole (P0.3)."""

    def __init__(self, definition: ListPage, request: ActorRequest) -> None:
        self.definition = definition
        self.request = request
        self.query = request.GET
        self.actor: Actor = request.actor
        self.now = timezone.now()
        self.form = definition.form(self.query, self.actor)
        self.rows: QuerySet[Any] | None = definition.found(self.form, self.actor)
        self.columns = definition.columns_for(self.actor)
        parameters = Parameters(timezone.localdate(self.now)).read("search_cap", "page_size")
        self.cap = parameters.integer("search_cap")
        self.page_size = definition.page_size or parameters.integer("page_size")

    # ---- how many
    @cached_property
    def capped_count(self) -> int:
        return 0 if self.rows is None else self.rows.order_by().values("pk")[: self.cap + 1].count()

    @property
    def is_over_cap(self) -> bool:
        return self.capped_count > self.cap

    @property
    def is_refused(self) -> bool:
        return self.is_over_cap and self.definition.over_cap == "refuse"

    @property
    def count_text(self) -> str:
        return f"{self.cap}+" if self.is_over_cap else str(self.capped_count)

    @property
    def caption(self) -> str:
        text = ngettext("%(count)s record", "%(count)s records", self.capped_count)
        return text % {"count": self.count_text}

    @property
    def reset_url(self) -> str:
        return self.request.path if self.form.is_bound else ""

    @property
    def is_empty(self) -> bool:
        return self.rows is not None and self.capped_count == 0

    @property
    def has_criteria(self) -> bool:
        return bool(self.form.fields)

    # ---- the page
    @cached_property
    def page(self) -> Page[Any] | None:
        if self.rows is None or self.is_refused:
            return None
        limit = min(self.capped_count, self.cap)
        rows = self.definition.printed(self.rows).order_by(*self.ordering)
        paginator = Paginator(rows[:limit], self.page_size)
        paginator.count = limit
        return paginator.get_page(self.query.get(PAGE))

    @cached_property
    def ordering(self) -> tuple[str, ...]:
        """The chosen column's keys, then the list's own, then the primary key: no two rows ever change places."""
        sort = self.query.get(SORT, "")
        column = self._sorted_column(sort)
        wanted = tuple(_turned(name) for name in column.order_by) if column and sort.startswith("-") else ()
        wanted = wanted or (column.order_by if column else ())
        given = () if self.rows is None else tuple(str(name) for name in self.rows.query.order_by)
        return (*wanted, *(self.definition.order or given), "pk")

    def _sorted_column(self, sort: str) -> Column | None:
        return next(
            (one for one in self.columns if one.is_sortable and one.name == sort.removeprefix("-")), None
        )

    @property
    def headings_html(self) -> SafeString:
        return draw_headings(self._heading(column) for column in self.columns)

    def _heading(self, column: Column) -> Heading:
        if not column.is_sortable:
            return Heading(column)
        sort = self.query.get(SORT, "")
        state = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "none")
        following = f"-{column.name}" if state == "ascending" else column.name
        return Heading(column, state, self.address(drop=(PAGE, SELECTED, ACTION), **{SORT: following}))

    @property
    def rows_html(self) -> SafeString:
        if self.page is None:
            return SafeString()
        definition = self.definition
        cells = draw_cells(self.columns, translation.get_language() or "tr")
        if definition.actions:
            checked = {str(row.pk) for row in self.selected_rows}
            focus = self.needs_selection
            choice = draw_choice(
                definition.row_label, many=self.selects_many, checked=checked, focus_first=focus
            )
            cells = [choice, *cells]
        return draw_rows(self.page.object_list, cells)

    # ---- addresses
    def address(self, drop: Sequence[str] = (), **changes: Any) -> str:
        return changed_query(self.query, drop, **changes)

    @property
    def previous_url(self) -> str:
        page = self.page
        return self._page_url(page.previous_page_number()) if page and page.has_previous() else ""

    @property
    def next_url(self) -> str:
        page = self.page
        return self._page_url(page.next_page_number()) if page and page.has_next() else ""

    def _page_url(self, number: int) -> str:
        return self.address(drop=(SELECTED, ACTION), **{PAGE: number})

    @property
    def own_url(self) -> str:
        """Without selection and pressed action; the form of the rows posts here."""
        return self.address(drop=(SELECTED, ACTION))

    @property
    def kept_parameters(self) -> list[tuple[str, str]]:
        """What the criteria form carries along besides its own fields."""
        return [(SORT, self.query[SORT])] if SORT in self.query else []

    @cached_property
    def tags(self) -> list[Tag]:
        return chosen_tags(self.form, self.query)

    @property
    def narrowings(self) -> list[NarrowingLink]:
        """What narrows most first (P0.3)."""
        if not self.is_refused or self.definition.narrowing is None or self.rows is None:
            return []
        found = sorted(self.definition.narrowing(self.rows), key=lambda one: one.count)
        drop = (PAGE, SELECTED, ACTION)
        return [
            NarrowingLink(one.label, one.count, self.address(drop, **{one.criterion: one.value}))
            for one in found
        ]

    # ---- selection
    @cached_property
    def selected_rows(self) -> list[Any]:
        if not self.definition.actions:
            return []
        return self.definition.selected(self.rows, self.query.getlist(SELECTED))

    @cached_property
    def options(self) -> list[ActionOption]:
        return options_for(self.definition.actions, self.selected_rows, self.actor, self.now)

    @property
    def page_actions(self) -> list[PageAction]:
        return [one for one in self.definition.page_actions if one.is_shown(self.actor)]

    @property
    def pressed(self) -> ActionOption | None:
        """The action that was pressed and could not be done: the banner says why."""
        name = self.query.get(ACTION)
        return next((one for one in self.options if one.action.name == name and one.why_not), None)

    @property
    def needs_selection(self) -> bool:
        """An action was pressed without a row: focus goes to the first one."""
        return self.pressed is not None and not self.selected_rows

    @property
    def selects_many(self) -> bool:
        return self.definition.select == "many"

    @property
    def selected_label(self) -> str:
        return ", ".join(self.definition.row_label(row) for row in self.selected_rows)


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"
