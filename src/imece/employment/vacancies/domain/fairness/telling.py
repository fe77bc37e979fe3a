"""Demands and findings in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.formats import format_integer
from imece.employment.vacancies.domain.fairness.scan import Finding
from imece.employment.vacancies.enums import FairnessGround
from imece.employment.vacancies.models import Vacancy

FEE: Text = _("Fee asked of the job seeker")


def tell_value(demand: Mapping[str, Any]) -> str:
    """`{"min_age": 25, "max_age": 40}` as the labels and values people know."""
    return ", ".join(f"{_label(name)}: {_told(name, value)}" for name, value in demand.items())


def tell_topic(topic: str) -> Text:
    return FairnessGround(topic).label if topic in FairnessGround.values else FEE


def tell_place(place: str) -> Text:
    """The label of the field in which the words stand."""
    return _label(place) if place else ""


def tell_instead(finding: Finding) -> str:
    """What to write instead, in the reader's language; the list is kept in Turkish and English."""
    language = (get_language() or "tr").split("-")[0]
    return finding.instead.get(language, finding.instead["tr"])


def _label(name: str) -> Text:
    return Vacancy._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def _told(name: str, value: Any) -> str:
    if isinstance(value, int):
        return format_integer(value)
    choices = dict(Vacancy._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    return str(choices.get(value, value))
