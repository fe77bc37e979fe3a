"""Whether a vacancy's values have the shape of their columns: before anything is saved, each fault with its field."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem, define
from imece.core.formats import format_decimal
from imece.employment.vacancies.models import Vacancy

VALUE_WRONG = define(
    "VAC-181",
    _("«{value}» is not possible for «{field_label}»: {reason}"),
    remedy=_(
        "Correct the value; what is taken stands beside the field, in the schema and in the template's lists."
    ),
    status=422,
)
GIVEN_BY_US = ("number", "round", "workplace")
"""From the sequence, made a line before, and whose the actor is: nothing that a form could have wrong."""
CODED = ("occupation", "province", "district")
"""Looked up by their codes, or chosen from a list."""
NAMED_BY = {
    "vacancy_has_posts": "post_count",
    "vacancy_wage_range_is_ordered": "wage_max_amount",
    "vacancy_week_has_hours": "weekly_hours",
}
"""Which field a constraint of the row complains of."""


def shape_faults(vacancy: Vacancy) -> Iterator[Problem]:
    """Every column; what holds between columns is asked once each of them is right."""
    try:
        vacancy.full_clean(exclude=(*GIVEN_BY_US, *CODED), validate_constraints=False)
    except ValidationError as refused:
        for name, reasons in refused.message_dict.items():
            yield _fault(vacancy, name, " ".join(reasons))
        return
    for constraint in Vacancy._meta.constraints:
        if constraint.name not in NAMED_BY:
            continue
        try:
            constraint.validate(Vacancy, vacancy)
        except ValidationError as refused:
            yield _fault(vacancy, NAMED_BY[constraint.name], " ".join(refused.messages))


def label_of(name: str) -> str:
    """A column's name as people know it."""
    fields = {field.name: field for field in Vacancy._meta.get_fields()}
    label = getattr(fields.get(name), "verbose_name", "")
    return str(label or name)


def _fault(vacancy: Vacancy, name: str, reason: str) -> Problem:
    value = _told(getattr(vacancy, name, ""))[:60]
    return VALUE_WRONG(value=value, field_label=label_of(name), reason=reason, field=name)


def _told(value: Any) -> str:
    is_amount = isinstance(value, Decimal) and value.is_finite()
    return format_decimal(value) if is_amount else str(value)
