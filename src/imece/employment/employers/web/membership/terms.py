"""The terms as headings and paragraphs: plain text with `## ` before each heading."""

from django.utils import translation

from imece.accounts.models import TermsVersion


def sections(version: TermsVersion) -> list[tuple[str, list[str]]]:
    text = version.text_en if translation.get_language() == "en" else version.text_tr
    parts = [part.strip().partition("\n") for part in text.split("## ") if part.strip()]
    return [
        (heading.strip(), [line for line in body.splitlines() if line.strip()])
        for heading, _sep, body in parts
    ]
