"""What other rooms may call."""

from imece.employment.employers.domain.queries import workplace_of
from imece.employment.employers.domain.register import NewEmployer, register_employer

__all__ = ["NewEmployer", "register_employer", "workplace_of"]
