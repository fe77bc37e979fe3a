"""Demand and supply on an occupation's page of the dictionary (P14.1): two maps over the published numbers."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

from imece.core.ui.province_map import Place, ProvinceMap
from imece.employment.statistics.domain.open_data import Market, published_market
from imece.employment.statistics.domain.queries import reckoned_at
from imece.employment.statistics.enums import ReckoningName
from imece.reference.models import Occupation
from imece.reference.public import province_outlines, provinces


def occupation_panel(occupation: Occupation, now: datetime) -> dict[str, Any]:
    """The template with its context; before the first reckoning there are no maps, and the page says why."""
    made_at = reckoned_at(ReckoningName.MARKET)
    panel = {"template": "statistics/occupation_panel.html", "reckoned_at": made_at, "occupation": occupation}
    if made_at is None:
        return panel
    market = published_market(occupation.pk, timezone.localdate(now))
    names = dict(provinces().values_list("code", "name"))
    demand, supply = _demand(occupation, market, names), _supply(occupation, market, names)
    posts = sum(market.posts.values())
    return panel | {"demand": demand, "supply": supply, "post_count": posts, "threshold": market.threshold}


def _demand(occupation: Occupation, market: Market, names: dict[int, str]) -> ProvinceMap:
    """Announced to everybody, so nothing is hidden; each province leads to its open vacancies."""
    search = reverse("open_vacancies")

    def place(code: int, name: str) -> Place:
        count = market.vacancies.get(code, 0)
        query = urlencode({"occupation": occupation.code, "province": code})
        return Place(code, name, count, f"{search}?{query}" if count else "")

    return ProvinceMap(
        id="demand",
        title=gettext("Where are people looked for?"),
        unit=pgettext("a number", "Open vacancies"),
        places=[place(code, name) for code, name in names.items()],
        outlines=province_outlines(),
        total=sum(market.vacancies.values()),
        csv=_file(occupation),
        language=get_language() or "tr",
    )


def _supply(occupation: Occupation, market: Market, names: dict[int, str]) -> ProvinceMap:
    cells = market.seekers.cells
    return ProvinceMap(
        id="supply",
        title=gettext("Where do people look for this work?"),
        unit=gettext("Job seekers"),
        places=[Place(code, name, cells.get(code, 0)) for code, name in names.items()],
        outlines=province_outlines(),
        total=market.seekers.total,
        csv=_file(occupation),
        language=get_language() or "tr",
    )


def _file(occupation: Occupation) -> str:
    return reverse("occupation_market_csv", args=[occupation.code])
