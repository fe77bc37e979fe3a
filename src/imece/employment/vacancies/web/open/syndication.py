"""For machines that read pages: the sitemap, robots.txt, and any search as a feed (P2.3). Only what everybody sees."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control

from imece.core.formats import format_date, format_money
from imece.core.web.access import public
from imece.employment.vacancies.domain.search import SearchCriteria, Sort, parse, summary, to_query
from imece.employment.vacancies.domain.search.audience import EVERYBODY
from imece.employment.vacancies.domain.search.interpret import interpret
from imece.employment.vacancies.domain.search.results import found_on_page
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.models import Vacancy

SITEMAP_SIZE = 50_000  # the protocol's most for one file
FEED_SIZE = 50
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PRIVATE = (
    "/isveren/",
    "/kurum/",
    "/secim/",
    "/hesabim/",
    "/ozgecmis/",
    "/basvurularim/",
    "/giris/",
    "/aramalarim/",
)


def _everybodys(now: datetime) -> Search:
    return Search(SearchCriteria(), EVERYBODY, now)


@public
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE), f"Sitemap: {_url('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: as many files as the open vacancies need."""
    count = _everybodys(timezone.now()).rows.count()
    files = (
        f"<sitemap><loc>{_url('sitemap_page', number)}</loc></sitemap>"
        for number in range(1, max(1, -(-count // SITEMAP_SIZE)) + 1)
    )
    body = f"{HEAD}<sitemapindex {NAMESPACE}>{''.join(files)}</sitemapindex>"
    return HttpResponse(body, content_type="application/xml")


@public
@cache_control(public=True, max_age=3600)
def sitemap_page(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Streamed from the narrow table; a file beyond the last does not exist."""
    rows = _everybodys(timezone.now()).rows.order_by("vacancy_id")
    start = (number - 1) * SITEMAP_SIZE
    if number < 1 or start > 10**8 or (number > 1 and not rows[start : start + 1].exists()):
        raise Http404
    last = Coalesce("vacancy__changed_at", "published_at")
    wanted = rows.values_list("vacancy__number", last)[start : start + SITEMAP_SIZE]
    return StreamingHttpResponse(_sitemap_lines(wanted.iterator()), content_type="application/xml")


def _sitemap_lines(rows: Iterator[tuple[str, datetime]]) -> Iterator[str]:
    yield f"{HEAD}<urlset {NAMESPACE}>"
    address = _url("announcement", "NUMBER")
    for number, announced_at in rows:
        loc = address.replace("NUMBER", number)
        yield f"<url><loc>{loc}</loc><lastmod>{announced_at.isoformat()}</lastmod></url>"
    yield "</urlset>"


@public
@cache_control(public=True, max_age=300)
def feed(request: HttpRequest) -> HttpResponse:
    """Atom, newest first, of the criteria in the address; unknown ones are left out, as on the page."""
    asked = parse(request.GET).with_(sort=Sort.DATE)
    with translation.override(
        "tr"
    ):  # whoever kept it: a feed is read by a program, not in its owner's language
        return _feed_of(request, asked)


def _feed_of(request: HttpRequest, asked: SearchCriteria) -> HttpResponse:
    atom = Atom1Feed(
        title=f"{gettext('Open vacancies')}: {summary(asked)}",
        link=f"{_url('open_vacancies')}?{to_query(asked)}",
        description=summary(asked),
        feed_url=f"{_url('vacancy_feed')}?{to_query(asked)}",
        language="tr",
    )
    search = Search(interpret(asked).criteria, EVERYBODY, timezone.now())
    rows = [found.vacancy for found in found_on_page(search, 0, FEED_SIZE)]
    for vacancy in rows:
        _add(atom, vacancy)
    body = atom.writeString("utf-8")
    stamp = quote_etag(
        hashlib.sha256("\n".join(f"{one.number} {one.version}" for one in rows).encode()).hexdigest()
    )
    answer = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    answer["ETag"] = stamp
    # What a phone has already is answered with 304, which costs it nothing.
    return get_conditional_response(request, etag=stamp, response=answer) or answer


def _add(atom: Atom1Feed, vacancy: Vacancy) -> None:
    facts = (
        vacancy.occupation.name,
        vacancy.place_text,
        gettext("from {wage} a month ({basis})").format(
            wage=format_money(vacancy.wage_min_amount), basis=vacancy.get_wage_basis_display()
        ),
        gettext("applications until {day}").format(day=format_date(vacancy.last_application_on)),
    )
    address = _url("announcement", vacancy.number)
    atom.add_item(
        title=vacancy.title,
        link=address,
        description=" · ".join(facts),
        unique_id=address,
        pubdate=vacancy.published_at,
        updateddate=vacancy.announced_at,
        author_name=vacancy.workplace.organisation.name if vacancy.is_name_published else None,
    )


def _url(name: str, *parts: str | int) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=parts)}"
