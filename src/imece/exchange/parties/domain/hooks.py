"""What rooms above want to know; they put themselves in when they start."""

from collections.abc import Callable

from imece.exchange.parties.models import InstitutionAddress

address_told: list[Callable[[InstitutionAddress], None]] = []
