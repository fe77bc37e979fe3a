"""**Açık İş İlanları**: the one box and the manual's seven ways, one page and one address for all (P2.1, P2.3)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from imece.core.formats import whole_of
from imece.core.lists.criteria import PAGE, Tag
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.employment.vacancies.domain.search import Mode, SearchCriteria, Sort, parse, to_query
from imece.employment.vacancies.domain.search.criteria import WORDS_LENGTH
from imece.employment.vacancies.domain.search.facets import Facet
from imece.employment.vacancies.domain.search.page import ResultPage
from imece.employment.vacancies.domain.search.query_string import VERSION
from imece.employment.vacancies.domain.search.suggestions import Suggestion
from imece.employment.vacancies.domain.search.summary import chosen, summary
from imece.employment.vacancies.web.open.search_form import ATTRIBUTES, FIELDS, SearchForm

STEP, CRITERIA_STEP = "adim", "olcut"
"""**Geri Dön** leads to the criteria with this in the address."""
SORT_LABELS = {Sort.RELEVANCE: _("Best match"), Sort.DATE: _("Newest"), Sort.DISTANCE: _("Nearest")}


FACET_LINK = '<li><a href="{}"><span class="visually-hidden">{}: </span>{} <span class="facet-count">{}</span></a></li>'


@dataclass(frozen=True)
class Link:
    label: Any
    url: str
    is_current: bool = False
    count_text: str = ""


@public
def search(request: ActorRequest) -> HttpResponse:
    asked = parse(request.GET)
    form = SearchForm(asked.mode, asked, request.GET if _is_sent(request) else None)
    is_wrong = form.is_bound and not form.is_valid()
    if form.is_bound and not is_wrong:
        meant = form.applied(asked)
        if _holds_pickers_parts(request):  # once said, an occupation stands in the address by its code
            return HttpResponseRedirect(_address(meant))
        asked = meant
    result = ResultPage(asked, request.actor, timezone.now(), _page_number(request))
    is_choosing = is_wrong or _is_choosing(request, asked)
    response = render(
        request, "vacancies/open_vacancies.html", _context(result, form, is_choosing=is_choosing)
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


def _is_sent(request: ActorRequest) -> bool:
    return any(name.split("_choice")[0] in ATTRIBUTES for name in request.GET) or _holds_pickers_parts(
        request
    )


def _holds_pickers_parts(request: ActorRequest) -> bool:
    return any(name.startswith("occupation_") for name in request.GET)


def _is_choosing(request: ActorRequest, asked: SearchCriteria) -> bool:
    """The manual's ways ask first and list after; the one box lists the newest at once."""
    return asked.mode != Mode.BOX and (asked.is_empty or request.GET.get(STEP) == CRITERIA_STEP)


def _page_number(request: ActorRequest) -> int:
    return whole_of(request.GET.get(PAGE), 5) or 1


def _address(criteria: SearchCriteria, page: int = 1) -> str:
    tail = f"&{PAGE}={page}" if page > 1 else ""
    return f"{reverse('open_vacancies')}?{to_query(criteria)}{tail}"


# ------------------------------------------------------------------------------------------ what the page shows
def _context(result: ResultPage, form: SearchForm, *, is_choosing: bool) -> dict[str, Any]:
    asked = result.asked
    context: dict[str, Any] = {
        "form": form,
        "mode": asked.mode,
        "modes": [
            Link(mode.label, _address(SearchCriteria(mode=mode)), is_current=mode == asked.mode)
            for mode in Mode
        ],
        "kept": _kept(asked, form),
        "reset_url": "" if asked.is_empty else _address(SearchCriteria(mode=asked.mode)),
        "is_choosing": is_choosing,
        "words_length": WORDS_LENGTH,
    }
    return context if is_choosing else context | _results(result)


def _kept(asked: SearchCriteria, form: SearchForm) -> list[tuple[str, str]]:
    """What the form carries along unseen: every criterion that has no field of its own here, and the version."""
    shown = {*form.fields, "v"}
    kept = [(name, value) for name, value in parse_qsl(to_query(asked)) if name not in shown]
    return [("v", str(VERSION)), *kept]


def _results(result: ResultPage) -> dict[str, Any]:
    asked = result.asked
    page = result.current
    return {
        "result": result,
        "canonical": _address(asked, page),
        "query": to_query(asked),
        "summary": summary(asked),
        "tags": [Tag(one.text, _address(one.rest)) for one in chosen(asked)],
        "sorts": _sorts(result),
        "facets": [_facet(facet, asked) for facet in result.facets] if asked.mode == Mode.BOX else [],
        "narrowing": _narrowing(result),
        "literal_url": _address(result.interpretation.literal) if result.interpretation.literal else "",
        "respelt": _suggested([result.respelt] if result.respelt else []),
        "wider": _suggested(result.wider_places),
        "one_less": _suggested(result.with_one_less),
        "back_url": f"{_address(asked)}&{STEP}={CRITERIA_STEP}",
        "previous_url": _address(asked, page - 1) if page > 1 else "",
        "next_url": _address(asked, page + 1) if page < result.page_count else "",
    }


def _sorts(result: ResultPage) -> list[Link]:
    asked = result.search.criteria
    sorts = asked.possible_sorts
    if len(sorts) < 2:
        return []
    return [
        Link(
            SORT_LABELS[sort],
            _address(result.asked.with_(sort=sort)),
            is_current=sort == result.search.criteria.order,
        )
        for sort in sorts
    ]


def _facet(facet: Facet, asked: SearchCriteria) -> dict[str, Any]:
    page = reverse("open_vacancies")
    links = [
        Link(
            value.label,
            f"{page}?{to_query(asked.toggled(facet.name, value.value))}",
            count_text=value.count_text,
        )
        for value in facet.shown()
    ]
    return {"label": facet.label, "name": facet.name, "links": links, "drawn": _drawn(facet, links)}


def _drawn(facet: Facet, links: list[Link]) -> SafeString:
    """In Python, as the rows of lists are: some forty links, each alike (ADR 0013)."""
    return format_html_join(
        "", FACET_LINK, ((one.url, facet.label, one.label, one.count_text) for one in links)
    )


def _narrowing(result: ResultPage) -> dict[str, Any] | None:
    """VAC-09: the criterion that cuts most, with its values; in a way that has none left, of all criteria."""
    mode = result.asked.mode
    own = tuple(ATTRIBUTES[name] for name in FIELDS[mode])
    facet = result.narrowing(own) or result.narrowing(tuple(ATTRIBUTES.values()))
    return _facet(facet, result.asked) if facet else None


def _suggested(suggestions: list[Suggestion]) -> list[Link]:
    return [Link(one.text, _address(one.criteria), count_text=one.count_text) for one in suggestions]
