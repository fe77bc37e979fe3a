"""Names of places and occupations that criteria hold as codes. Places change with the law and are kept by the process;
occupations are asked for in one query, none for nothing."""

from collections.abc import Iterable
from functools import cache

from imece.reference.models import District, Occupation, Province


def province_names(codes: Iterable[int]) -> dict[int, str]:
    known = _provinces()
    return {code: known[code] for code in codes if code in known}


@cache
def _provinces() -> dict[int, str]:
    return dict(Province.objects.values_list("pk", "name"))


def district_names(codes: Iterable[str]) -> dict[str, str]:
    known = _districts()
    return {code: known[code] for code in codes if code in known}


@cache
def _districts() -> dict[str, str]:
    return dict(District.objects.values_list("pk", "name"))


def occupation_names(codes: Iterable[str]) -> dict[str, str]:
    wanted = tuple(codes)
    return dict(Occupation.objects.filter(code__in=wanted).values_list("code", "name")) if wanted else {}


def occupations_by_key(keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Primary key → (code, name)."""
    wanted = tuple(keys)
    rows = Occupation.objects.filter(pk__in=wanted).values_list("pk", "code", "name") if wanted else ()
    return {key: (code, name) for key, code, name in rows}
