"""What other rooms may call. The models are for foreign keys and reading types."""

from imece.employment.employers.domain.add import add_workplace
from imece.employment.employers.domain.queries import (
    branches_of_managers,
    employers_in_scope,
    matching_workplaces,
    workplace_of,
    workplaces_in_scope,
)
from imece.employment.employers.domain.recipients import recipients_of
from imece.employment.employers.domain.register import NewEmployer, register_employer
from imece.employment.employers.domain.values import warnings_of

__all__ = [
    "NewEmployer",
    "add_workplace",
    "branches_of_managers",
    "employers_in_scope",
    "matching_workplaces",
    "recipients_of",
    "register_employer",
    "warnings_of",
    "workplace_of",
    "workplaces_in_scope",
]
