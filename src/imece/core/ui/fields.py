"""Form fields for dates, counts, money and checked numbers; their messages say the value and what to do."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imece.core import formats
from imece.core.identity_numbers import (
    NumberCheck,
    check_iban,
    check_iskur_number,
    check_kep_address,
    check_mersis_number,
    check_occupation_code,
    check_person_number,
    check_phone,
    check_postal_code,
    check_tax_identity,
    check_tax_number,
    check_workplace_number,
    group_iban,
)


# ------------------------------------------------------------------------------------------ dates
class DateInput(forms.TextInput):
    """P0.8: typing GG.AA.YYYY, a calendar and **Temizle** (both added by calendar.js)."""

    kind = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"class": "is-date", "inputmode": "decimal", "autocomplete": "off", "maxlength": "10"}
        super().__init__(own | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        return formats.format_date(value) if isinstance(value, date) else super().format_value(value)


class DateField(forms.Field):
    """A day, typed as 21.11.2026; `earliest` and `latest` are inclusive and may be functions of nothing."""

    widget = DateInput
    default_error_messages = {
        "date": _("“%(value)s” is not a date. Write it as 21.11.2026."),
        "no_such_day": _("“%(value)s” is not in the calendar. Check day and month."),
        "too_early": _("%(value)s is too early. The earliest possible day is %(limit)s."),
        "too_late": _("%(value)s is too late. The latest possible day is %(limit)s."),
    }

    def __init__(self, *, earliest: "Limit" = None, latest: "Limit" = None, **options: Any) -> None:
        options.setdefault("help_text", _("For example 21.11.2026"))
        super().__init__(**options)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return formats.parse_date(str(value))
        except formats.UnreadableValue as problem:
            raise ValidationError(
                self.error_messages[problem.code], problem.code, {"value": problem.value}
            ) from problem

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = _day_of(self.earliest), _day_of(self.latest)
        if earliest and value < earliest:
            self._refuse("too_early", value, earliest)
        if latest and value > latest:
            self._refuse("too_late", value, latest)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (self.to_python(initial) or None) != (self.to_python(data) or None)
        except ValidationError:
            return True

    def _refuse(self, code: str, value: date, limit: date) -> None:
        values = {"value": formats.format_date(value), "limit": formats.format_date(limit)}
        raise ValidationError(self.error_messages[code], code, values)


Limit = date | Callable[[], date] | None


def _day_of(limit: Limit) -> date | None:
    return limit() if callable(limit) else limit


# ------------------------------------------------------------------------------------------ numbers
class NumberInput(forms.TextInput):
    """Not type=number: a wheel over it changes what was typed, and it knows no 1.234,56."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"class": "is-number", "inputmode": "decimal", "autocomplete": "off"} | (attrs or {})
        )

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return formats.format_decimal(value)
        return formats.format_integer(value) if isinstance(value, int) else super().format_value(value)


class CountField(forms.Field):
    """A whole number of people or things, none below `least`; 1.234 and 1234 are read."""

    widget = NumberInput
    default_error_messages = {
        "integer": _("“%(value)s” is not a whole number. Write it as 1.234 or 1234."),
        "too_small": _("%(value)s is too small. The smallest possible number is %(limit)s."),
        "too_large": _("%(value)s is too large. The largest possible number is %(limit)s."),
    }

    def __init__(self, *, least: int = 0, most: int = 999_999_999, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else int(value)
        try:
            return formats.parse_integer(str(value))
        except formats.UnreadableValue as problem:
            raise ValidationError(
                self.error_messages["integer"], "integer", {"value": problem.value}
            ) from problem

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is None or self.least <= value <= self.most:
            return
        code, limit = ("too_small", self.least) if value < self.least else ("too_large", self.most)
        values = {"value": formats.format_integer(value), "limit": formats.format_integer(limit)}
        raise ValidationError(self.error_messages[code], code, values)


class MoneyField(forms.Field):
    """An amount in Turkish lira, with at most two places: 1.234,56."""

    widget = NumberInput
    unit = "TL"
    default_error_messages = {
        "decimal": _("“%(value)s” is not an amount. Write it as 1.234,56."),
        "places": _("“%(value)s” has more than two places after the comma. Round it to kuruş."),
        "negative": _("“%(value)s” is below zero. Write an amount of 0 or more."),
        "too_large": _("“%(value)s” is too large. Check the comma."),
    }
    MOST = Decimal("999999999999.99")

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        try:
            return self._checked(formats.parse_decimal(str(value)), str(value))
        except formats.UnreadableValue as problem:
            raise ValidationError(
                self.error_messages["decimal"], "decimal", {"value": problem.value}
            ) from problem

    def _checked(self, amount: Decimal, typed: str) -> Decimal:
        if amount < 0:
            code = "negative"
        elif amount > self.MOST:
            code = "too_large"
        elif amount != round(amount, 2):
            code = "places"
        else:
            return amount
        raise ValidationError(self.error_messages[code], code, {"value": typed})


# ------------------------------------------------------------------------------------------ checked numbers
class CheckedField(forms.CharField):
    """Text that one check of `identity_numbers` reads; the cleaned value is the form to store."""

    check: Callable[[str], NumberCheck]
    attributes: dict[str, str] = {"inputmode": "numeric"}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"class": "is-code", "spellcheck": "false"} | self.attributes

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        outcome = type(self).check(text)
        if not outcome.is_valid:
            raise ValidationError(outcome.message, outcome.problem)
        return outcome.value


class NationalIdField(CheckedField):
    """T.C. kimlik no or yabancı kimlik no (ID-01 to ID-06); pasting is allowed (WCAG 3.3.8)."""

    check = staticmethod(check_person_number)
    attributes = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}


class TaxNumberField(CheckedField):
    check = staticmethod(check_tax_number)


class TaxIdentityField(CheckedField):
    """VKN of a company, or the T.C. kimlik no of a sole trader."""

    check = staticmethod(check_tax_identity)


class WorkplaceNumberField(CheckedField):
    """SGK işyeri sicil no (ID-14); blanks and dots are dropped."""

    check = staticmethod(check_workplace_number)


class MersisField(CheckedField):
    check = staticmethod(check_mersis_number)


class IskurNumberField(CheckedField):
    check = staticmethod(check_iskur_number)


class OccupationCodeField(CheckedField):
    check = staticmethod(check_occupation_code)


class PostalCodeField(CheckedField):
    check = staticmethod(check_postal_code)
    attributes = {"inputmode": "numeric", "autocomplete": "postal-code"}


class PhoneField(CheckedField):
    check = staticmethod(check_phone)
    attributes = {"type": "tel", "inputmode": "tel", "autocomplete": "tel"}


class KepAddressField(CheckedField):
    check = staticmethod(check_kep_address)
    attributes = {"inputmode": "email", "autocomplete": "off"}


class IbanField(CheckedField):
    """Shown in groups of four, stored without blanks (ID-18)."""

    check = staticmethod(check_iban)
    attributes = {"autocomplete": "off", "maxlength": "42"}

    def prepare_value(self, value: Any) -> Any:
        return group_iban(value) if isinstance(value, str) and " " not in value else value
