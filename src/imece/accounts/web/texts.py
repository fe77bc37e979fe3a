"""Terms and notices as pages: plain text with `## ` before each heading."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from imece.accounts.domain.terms import GENERAL, PRIVACY, current_terms
from imece.accounts.models import TermsVersion
from imece.core.web.access import public


def sections(version: TermsVersion) -> list[tuple[str, list[str]]]:
    """[(heading, paragraphs)] in the reader's language."""
    text = version.text_en if translation.get_language() == "en" else version.text_tr
    parts = [part.strip() for part in text.split("## ") if part.strip()]
    split = [part.partition("\n") for part in parts]
    return [
        (heading.strip(), [line for line in body.splitlines() if line.strip()])
        for heading, _sep, body in split
    ]


@public
def general_terms(request: HttpRequest) -> HttpResponse:
    return _page(request, GENERAL, _("General terms"))


@public
def privacy_notice(request: HttpRequest) -> HttpResponse:
    return _page(request, PRIVACY, _("Protection of personal data"), has_plan=True)


def _page(request: HttpRequest, kind: str, title: str, *, has_plan: bool = False) -> HttpResponse:
    """`has_plan`: with the way to what is kept for how long (KVK-06)."""
    version = current_terms(kind, timezone.localdate())
    context = {"title": title, "version": version, "sections": sections(version), "has_plan": has_plan}
    return render(request, "accounts/text.html", context)
