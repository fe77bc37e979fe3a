"""What the dictionary shows of the houses above it; settings name the function and `config.ports` holds it."""

from datetime import datetime
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from imece.reference.models import Occupation


class Panels(Protocol):
    def __call__(self, occupation: Occupation, now: datetime) -> list[dict[str, Any]]:
        """Each with `template`, drawn on the occupation's page with the mapping under the name `panel`."""


def occupation_panels(occupation: Occupation, now: datetime) -> list[dict[str, Any]]:
    return cast(Panels, import_string(settings.REFERENCE_PANELS))(occupation, now)
