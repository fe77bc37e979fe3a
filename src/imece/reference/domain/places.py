"""Provinces, districts, countries and languages by name and code."""

from functools import cache
from typing import Final

from babel import Locale
from django.utils.translation import get_language

from imece.core.turkish import fold, normalize, sort_key
from imece.reference.data_files import read_outlines
from imece.reference.models import District, Province

NO_COUNTRY: Final = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
"""CLDR's two-letter codes that ISO 3166-1 does not list. XK (Kosovo) is not listed either and stays."""

OWN_COUNTRIES: Final = {
    "tr": {"XN": "Kuzey Kıbrıs Türk Cumhuriyeti"},
    "en": {"XN": "Turkish Republic of Northern Cyprus", "TR": "Türkiye"},
}
"""What Turkish institutions write and CLDR has not; XN is of the codes ISO leaves to its users."""

COMMON_LANGUAGES: Final = [
    "ar",
    "az",
    "bg",
    "bs",
    "ckb",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "it",
    "ja",
    "ka",
    "kk",
    "ko",
    "kmr",
    "ku",
    "ky",
    "lt",
    "lv",
    "mk",
    "ms",
    "nl",
    "no",
    "pl",
    "prs",
    "ps",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "so",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "tg",
    "th",
    "tk",
    "tr",
    "tt",
    "ug",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
    "zza",
]
"""Languages a vacancy may ask for; a sign language is no language of the list but a skill of its own."""


def postal_code_fits(postal_code: str, province: int) -> bool:
    """Five digits, the first two the province's plate number (ID-25)."""
    is_number = len(postal_code) == 5 and postal_code.isascii() and postal_code.isdigit()
    return is_number and int(postal_code[:2]) == province


def country_names(language: str | None = None) -> dict[str, str]:
    """ISO 3166-1 alpha-2 → name, in the language's own order (P0.11)."""
    return _names("territories", _language(language))


def language_names(language: str | None = None) -> dict[str, str]:
    """ISO 639 code → name, for vacancies and profiles."""
    return _names("languages", _language(language))


@cache
def _names(kind: str, language: str) -> dict[str, str]:
    locale = Locale(language)
    if kind == "territories":
        known = (str(code) for code in locale.territories)
        codes = [code for code in known if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY]
        names = {code: str(locale.territories[code]) for code in codes} | OWN_COUNTRIES[language]
    else:
        names = {code: str(locale.languages[code]) for code in COMMON_LANGUAGES if code in locale.languages}
    order = sort_key if language == "tr" else fold
    return dict(sorted(names.items(), key=lambda pair: order(pair[1])))


def _language(language: str | None) -> str:
    return "en" if (language or get_language() or "tr").startswith("en") else "tr"


def find_province(name: str) -> Province | None:
    """By name as people and files write it, with or without Turkish letters."""
    return Province.objects.filter(name_fold=fold(normalize(name)).strip()).first()


def find_district(province: int, name: str) -> District | None:
    return District.objects.filter(province_id=province, name_fold=fold(normalize(name)).strip()).first()


def province_outlines() -> dict[int, str]:
    """Plate code → SVG path in a box of 1000 × 440, for `ProvinceMap` (core/ui/province_map.py)."""
    return read_outlines()
