"""The definition of a list and its one entry, `respond`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, visible_columns
from imece.core.errors import Text
from imece.core.formats import whole_of
from imece.core.lists.actions import Action, BulkAction, RowsAction, apply_to_rows, shown_to_all, why_not_now
from imece.core.lists.criteria import ACTION, SELECTED, Narrowing, changed_query, is_asked
from imece.core.remembering import remembering
from imece.core.web.requests import ActorRequest

Rows = Callable[[Actor, Mapping[str, Any]], QuerySet[Any]]


class NoCriteria(forms.Form):
    """For lists that are not searched."""


class RepeatedPost(HttpResponseRedirect):
    """307: the browser sends the same POST, token and all, to the action's address."""

    status_code = 307


NOTHING_YET = _("There is nothing here yet.")


@dataclass(frozen=True)
class Empty:
    """What an empty list says: that nothing is there, and what to do first."""

    text: Text = NOTHING_YET
    hint: Text = ""
    link_text: Text = ""
    link: str | Callable[[], str] = ""

    @property
    def url(self) -> str:
        return self.link() if callable(self.link) else self.link


@dataclass(frozen=True)
class PageAction:
    """Something done without a row: «New vacancy»."""

    label: Text
    url: Callable[[], str]
    is_shown: Callable[[Actor], bool] = shown_to_all
    is_main: bool = True


def see_no_special(actor: Actor) -> bool:
    return False


def rows_of_the_request(actor: Actor, criteria: Any) -> Any:
    """Of a page about one thing: each request puts that thing's own rows in (`replace`)."""
    raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A list of P0.1–P0.3. `rows(actor, criteria)` starts from the actor's scope; `order` are model fields.

    `over_cap`: "refuse" as the manual's searches do (VAC-09), or "first" to list the first 1,000 and say 1000+ (P0.3).
    `reads` names all model fields that columns, links and `row_label` print (`only`'s way of writing); then the page
    fetches no others. What is selected comes whole. `adds` annotates what is printed besides: counting goes without.
    `lists_at_once=False` waits for a criterion. `page_size` is the parameter's unless given here.
    """

    name: str
    title: Text
    columns: Sequence[Column]
    rows: Rows = rows_of_the_request
    criteria_form: type[forms.Form] = NoCriteria
    form_arguments: Callable[[Actor], Mapping[str, Any]] | None = None
    order: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    adds: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    actions: Sequence[Action] = ()
    page_actions: Sequence[PageAction] = ()
    select: Literal["one", "many"] = "one"
    row_label: Callable[[Any], str] = str
    empty: Empty = field(default_factory=Empty)
    narrowing: Callable[[QuerySet[Any]], Sequence[Narrowing]] | None = None
    over_cap: Literal["refuse", "first"] = "refuse"
    lists_at_once: bool = True
    page_size: int | None = None
    may_see_special: Callable[[Actor], bool] = see_no_special
    intro: Text = ""
    template: str = "core/lists/list.html"

    def respond(self, request: ActorRequest, **extra: Any) -> HttpResponse:
        """GET shows the list; POST is a pressed action button and answers with where it leads, or why it does not."""
        if request.method == "POST":
            return self._press(request)
        return self.show(request, **extra)

    def show(self, request: ActorRequest, **extra: Any) -> HttpResponse:
        """The list, however the page was asked for: below a form that has errors it stands too."""
        from imece.core.lists.shown import ShownList

        shown = ShownList(self, request)
        target = getattr(getattr(request, "htmx", None), "target", None)
        template = "core/lists/_actions.html" if target == f"{self.name}-actions" else self.template
        with remembering():  # what every row rests on, a dated number or the days off, is asked once
            response = render(request, template, {"list": shown, "form": shown.form, **extra})
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def columns_for(self, actor: Actor) -> tuple[Column, ...]:
        return visible_columns(self.columns, include_special=self.may_see_special(actor))

    def form(self, query: QueryDict, actor: Actor) -> forms.Form:
        """Bound once a criterion stands in the address, so that nobody is greeted with errors."""
        arguments = dict(self.form_arguments(actor)) if self.form_arguments else {}
        form = self.criteria_form(**arguments)
        return self.criteria_form(query, **arguments) if is_asked(form, query) else form

    def found(self, form: forms.Form, actor: Actor) -> QuerySet[Any] | None:
        """The rows asked for; None while a criterion is wrong or still missing."""
        if form.is_bound:
            return self.rows(actor, form.cleaned_data) if form.is_valid() else None
        if not self.lists_at_once:
            return None
        return self.rows(
            actor, {name: form.get_initial_for_field(one, name) for name, one in form.fields.items()}
        )

    def printed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With all that the page prints, without the tables and columns it does not: half of a wide query's time."""
        rows = self.adds(rows) if self.adds else rows
        if not self.reads:
            return rows
        relations = {name.rpartition("__")[0] for name in self.reads if "__" in name}
        narrow = rows.select_related(None)
        return (narrow.select_related(*relations) if relations else narrow).only(*self.reads)

    def selected(self, rows: QuerySet[Any] | None, keys: Sequence[str]) -> list[Any]:
        """Only rows of the list itself: a key from elsewhere selects nothing."""
        numbers = [number for key in keys if (number := whole_of(key)) is not None]
        if rows is None or not numbers:
            return []
        found = rows.filter(pk__in=numbers[: 1 if self.select == "one" else None])
        return list(found)

    def _press(self, request: ActorRequest) -> HttpResponse:
        actor: Actor = request.actor
        now = timezone.now()
        keys = request.POST.getlist(SELECTED)
        rows = self.selected(self.found(self.form(request.GET, actor), actor), keys)
        action = self._action(request.POST.get(ACTION, ""), actor)
        if action is None or why_not_now(action, rows, actor, now):
            pressed = {ACTION: action.name} if action else {}
            return self._back(request, rows, **pressed)
        if isinstance(action, BulkAction):
            outcome = apply_to_rows(action, rows, self.row_label, actor, now)
            messages.add_message(
                request, messages.WARNING if outcome.refusals else messages.SUCCESS, outcome.text
            )
            return self._back(request, [])
        if isinstance(action, RowsAction):
            return self._see(action.url(rows))
        url = action.url(rows[0])
        return RepeatedPost(url) if action.method == "post" else self._see(url)

    def _action(self, name: str, actor: Actor) -> Action | None:
        return next((one for one in self.actions if one.name == name and one.is_shown(actor)), None)

    def _back(self, request: ActorRequest, rows: Sequence[Any], **changes: str) -> HttpResponse:
        """To the list's own address, where the banner says why nothing was done; a reload does no harm."""
        query = QueryDict(changed_query(request.GET, (SELECTED, ACTION), **changes)[1:], mutable=True)
        query.setlist(SELECTED, [str(row.pk) for row in rows])
        return self._see(f"{request.path}?{query.urlencode()}")

    @staticmethod
    def _see(url: str) -> HttpResponse:
        response = HttpResponseRedirect(url)
        response.status_code = 303
        return response
