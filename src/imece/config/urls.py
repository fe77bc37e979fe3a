"""Addresses of the whole platform: each room brings its own `web/urls.py`."""

from importlib.util import find_spec

from django.urls import include, path

ROOMS = (
    "imece.employment.home",
    "imece.employment.matching",
    "imece.employment.statistics",
    "imece.employment.vacancies",
    "imece.employment.workforce",
    "imece.employment.dismissals",
    "imece.employment.benefits",
    "imece.employment.community_work",
    "imece.employment.data_rights",
    "imece.employment.surveys",
    "imece.employment.selection",
    "imece.employment.employers",
    "imece.employment.jobseekers",
    "imece.exchange.home",
    "imece.exchange.transparency",
    "imece.exchange.continuity",
    "imece.exchange.billing",
    "imece.exchange.developers",
    "imece.exchange.access",
    "imece.exchange.agreements",
    "imece.exchange.catalogue",
    "imece.exchange.letters",
    "imece.exchange.ledger",
    "imece.exchange.parties",
    "imece.accounts",
    "imece.reference",
    "imece.core.notifications",
    "imece.core.jobs",
    "imece.core",
)


def _has_pages(room: str) -> bool:
    return find_spec(f"{room}.web") is not None and find_spec(f"{room}.web.urls") is not None


urlpatterns = [path("", include(f"{room}.web.urls")) for room in ROOMS if _has_pages(room)]

handler400 = "imece.core.web.errors.bad_request"
handler403 = "imece.core.web.errors.permission_denied"
handler404 = "imece.core.web.errors.page_not_found"
handler500 = "imece.core.web.errors.server_fault"
