"""Typst templates and plain data in, PDF out.

Data reach a template only as JSON in `sys.inputs`, so a name such as `#panic()` stays text (never markup).
Templates lie in `<app>/typst/NAME.typ` and are named `<app path>/NAME`, as in `core/letter`; the compiler's
root is the `imece` package, so they may import each other by `/core/typst/parts.typ`. Fonts come from the
font packages alone: the machine's own fonts would make the same paper look different elsewhere.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import font_manrope
import font_source_sans_pro
import segno
import typst
from django.core.serializers.json import DjangoJSONEncoder

import imece

PACKAGE = Path(imece.__file__).resolve().parent
ARCHIVAL = ("a-2a", "ua-1")  # for the archive and for screen readers, both at once
PRINT_DPI = 110


@cache
def fonts() -> typst.Fonts:
    folders = [Path(str(module.__file__)).parent / "files" for module in (font_source_sans_pro, font_manrope)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def template_path(template_name: str) -> Path:
    """`core/letter` → the file; the name is the programmer's, yet it may not leave the package."""
    app, _, name = template_name.rpartition("/")
    path = (PACKAGE / app / "typst" / f"{name}.typ").resolve()
    if PACKAGE not in path.parents or not path.is_file():
        raise LookupError(f"no typst template {template_name!r}")
    return path


def render_document(
    template_name: str,
    data: Mapping[str, Any],
    *,
    made_at: datetime.datetime | None = None,
    is_tagged: bool = True,
) -> bytes:
    """PDF bytes; with tags it declares PDF/A-2a and PDF/UA-1. The same data and `made_at` give the same
    bytes.
    """
    content: bytes = _compile(
        template_name,
        data,
        output="pdf",
        pdf_standards=list(ARCHIVAL) if is_tagged else [],
        pdf_tags=is_tagged,
        timestamp=int(made_at.timestamp()) if made_at else None,
    )
    return content


def render_page_image(template_name: str, data: Mapping[str, Any], *, dpi: int = PRINT_DPI) -> bytes:
    """The document as a PNG of its first page, as a printer would put it on paper: for previews and tests."""
    images = _compile(template_name, data, output="png", ppi=float(dpi))
    return images if isinstance(images, bytes) else images[0]


def _compile(
    template_name: str, data: Mapping[str, Any], *, output: Literal["pdf", "png"], **options: Any
) -> Any:
    return typst.compile(
        template_path(template_name),
        root=PACKAGE,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder)},
        format=output,
        **options,
    )


def qr_image(text: str) -> str:
    """An SVG for `data.qr`; level M survives a stamp or a fold over a seventh of it."""
    return segno.make(text, error="m", micro=False).svg_inline(scale=4, border=4, dark="#000", light="#fff")
