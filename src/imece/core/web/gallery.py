"""Each component in all its states, with its markup: for those who build pages, and for the accessibility tests."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from imece.core.ui import gallery_data
from imece.core.web.access import public
from imece.core.web.errors import NO_SUCH_PAGE

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "core" / "gallery"


@dataclass(frozen=True)
class Example:
    """One file of `templates/core/gallery`, drawn and shown as source."""

    name: str
    template: str
    markup: str


def examples() -> list[Example]:
    return [
        Example(file.stem, f"core/gallery/{file.name}", file.read_text(encoding="utf-8").strip())
        for file in sorted(FOLDER.glob("*.html"))
    ]


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Not in production: its invented records could be taken for real ones."""
    if settings.MODE == "production":
        raise NO_SUCH_PAGE(path=request.path)
    context = gallery_data.everything(request.GET) | {"examples": examples()}
    return render(request, "core/gallery.html", context)
