"""How the narrow table packs lists into bits; the same tables serve its filling, its questions and the tests."""

from collections.abc import Iterable

from imece.employment.vacancies.enums import WorkKind
from imece.reference.enums import EducationLevel, LicenceClass

LICENCE_BIT = {choice.value: 1 << place for place, choice in enumerate(LicenceClass)}
SRC, PSYCHOTECHNIC = 1 << len(LICENCE_BIT), 2 << len(LICENCE_BIT)
WORK_KIND_BIT = {choice.value: 1 << place for place, choice in enumerate(WorkKind)}
ANY_WORK_KIND = 64
REFUSES_NIGHTS, REFUSES_TRAVEL, FINISHES_SCHOOL_LATER = 128, 256, 512
EDUCATION_RANK = {choice.value: choice.rank for choice in EducationLevel}


def licence_mask(classes: Iterable[str], *, src: bool = False, psychotechnic: bool = False) -> int:
    """The bits that are asked for: each class alone."""
    mask = sum(LICENCE_BIT[one] for one in set(classes))
    return mask | (SRC if src else 0) | (PSYCHOTECHNIC if psychotechnic else 0)


COVERED_MASK = {choice.value: licence_mask(choice.covers) for choice in LicenceClass}
"""What the holder of a class may drive: its own bit and those of the classes it covers."""


def district_number(code: str | None) -> int:
    """«06-03» as 603; 0 when none is given."""
    return int(code.replace("-", "")) if code else 0
