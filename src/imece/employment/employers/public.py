"""What other rooms may call."""

from imece.employment.employers.domain.queries import workplace_of

__all__ = ["workplace_of"]
