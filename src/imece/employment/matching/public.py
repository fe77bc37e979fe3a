"""What other rooms may call."""

from imece.employment.matching.domain.rows import rebuild_rows, refresh_rows
from imece.employment.matching.domain.select import Choice, select_person
from imece.employment.matching.domain.suggestions import suggestions

__all__ = ["Choice", "rebuild_rows", "refresh_rows", "select_person", "suggestions"]
