"""What other rooms may call."""

from imece.employment.jobseekers.domain.profiles import (
    change_profile,
    create_profile,
    set_active,
    set_occupations,
)
from imece.employment.jobseekers.domain.queries import own_profile
from imece.employment.jobseekers.domain.rules import Birth, age_on

__all__ = [
    "Birth",
    "age_on",
    "change_profile",
    "create_profile",
    "own_profile",
    "set_active",
    "set_occupations",
]
