"""A paper somebody attaches: what it is by its first bytes, how large, kept as it was given with its fingerprint.

file = PaperField()                                     # of a form; UPL-014, UPL-015 beside it
given = form.cleaned_data["file"]                       # a GivenPaper
Record.objects.create(**given.values(), person_id=…, added_at=now)     # a model made from core.models.AttachedPaper
return paper_response(record, "BLD-2026-000001-1")
"""

import hashlib
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem
from imece.core.models import AttachedPaper
from imece.core.uploads.errors import NO_PAPER, PAPER_TOO_LARGE

MOST_BYTES: Final = 10 * 2**20
TYPES: Final = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
}
ENDINGS: Final = dict(TYPES.values())


@dataclass(frozen=True, slots=True)
class GivenPaper:
    """It passed the gate; nothing of a browser's word for its type is believed."""

    name: str
    content_type: str
    content: bytes

    def values(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "content_type": self.content_type,
            "content": self.content,
            "sha256": hashlib.sha256(self.content).hexdigest(),
        }


class PaperField(forms.FileField):
    """Its cleaned value is a GivenPaper."""

    def __init__(self, **options: Any) -> None:
        words = {"label": _("File (PDF, PNG or JPEG)"), "help_text": _("At most 10 MB.")}
        super().__init__(**words | options)

    def clean(self, data: Any, initial: Any = None) -> GivenPaper | None:
        file = super().clean(data, initial)
        try:
            return read_paper(file, file.name) if file else None
        except Problem as problem:
            raise ValidationError(f"{problem.message} {problem.remedy} ({problem.code})") from problem


def read_paper(file: BinaryIO, name: str) -> GivenPaper:
    """Raises UPL-014 above 10 MB before all of it is read, UPL-015 for anything but PDF, PNG and JPEG."""
    content = file.read(MOST_BYTES + 1)
    shown = (
        "".join(one for one in name.replace("\\", "/").rsplit("/", 1)[-1] if one.isprintable())[-120:] or "?"
    )
    if len(content) > MOST_BYTES:
        raise PAPER_TOO_LARGE(name=shown, limit=MOST_BYTES // 2**20)
    found = next((kind for start, (kind, _ending) in TYPES.items() if content.startswith(start)), None)
    if found is None:
        raise NO_PAPER(name=shown)
    return GivenPaper(shown, found, content)


def paper_response(paper: AttachedPaper, name: str) -> HttpResponse:
    """Saved, never shown inside our pages, whatever it holds. `name` is ours, in ASCII, without the ending."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{ENDINGS[paper.content_type]}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(bytes(paper.content), content_type=paper.content_type, headers=headers)
