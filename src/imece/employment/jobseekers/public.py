"""What other rooms may call."""

from imece.employment.jobseekers.domain.background import add_line, remove_line
from imece.employment.jobseekers.domain.experience import (
    Experience,
    Period,
    experience_by_occupation,
    months_worked,
)
from imece.employment.jobseekers.domain.hooks import on_profile_changed
from imece.employment.jobseekers.domain.profiles import (
    change_profile,
    create_profile,
    set_active,
    set_occupations,
)
from imece.employment.jobseekers.domain.queries import own_profile
from imece.employment.jobseekers.domain.residence import Residence, residences_of
from imece.employment.jobseekers.domain.rules import Birth, age_on, birthday_of_age

__all__ = [
    "Birth",
    "Experience",
    "Period",
    "Residence",
    "add_line",
    "age_on",
    "birthday_of_age",
    "change_profile",
    "create_profile",
    "experience_by_occupation",
    "months_worked",
    "on_profile_changed",
    "own_profile",
    "remove_line",
    "residences_of",
    "set_active",
    "set_occupations",
]
