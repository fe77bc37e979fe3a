"""A form made from a rule's input type, filled with its example; and the JSON that the form stands for."""

import datetime
import enum
import json
from decimal import Decimal
from typing import Any, cast

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.rule_registry import Rule
from imece.core.ui.rule_words import words_of

ON = "on__day"  # no field of a rule has two underlines

FIELD_OF_TYPE: tuple[tuple[type[Any], type[forms.Field]], ...] = (
    (msgspec.inspect.BoolType, forms.BooleanField),
    (msgspec.inspect.IntType, forms.IntegerField),
    (msgspec.inspect.FloatType, forms.DecimalField),
    (msgspec.inspect.DecimalType, forms.DecimalField),
    (msgspec.inspect.DateTimeType, forms.DateTimeField),
    (msgspec.inspect.DateType, forms.DateField),
    (msgspec.inspect.StrType, forms.CharField),
)


class JsonField(forms.CharField):
    """Anything without a field of its own: written as JSON."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text == "":
            return None
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as problem:
            raise forms.ValidationError(
                _("“%(value)s” is not JSON: %(problem)s. Compare it with the example."),
                params={"value": text[:60], "problem": problem},
            ) from problem


def input_fields(rule: Rule) -> tuple[msgspec.inspect.Field, ...]:
    described = msgspec.inspect.type_info(rule.input_type)
    return cast(msgspec.inspect.StructType, described).fields


def rule_form(rule: Rule, data: Any = None) -> forms.Form:
    fields: dict[str, forms.Field] = {one.encode_name: _form_field(one) for one in input_fields(rule)}
    fields[ON] = forms.DateField(
        required=False, label=_("With the legal numbers of"), help_text=_("Empty: those of today.")
    )
    form_class = type("RuleForm", (forms.Form,), fields)
    return cast(forms.Form, form_class(data) if data is not None else form_class(initial=_initial(rule)))


def _initial(rule: Rule) -> dict[str, Any]:
    """The example over the rule's own defaults."""
    initial = {}
    for one in input_fields(rule):
        if one.encode_name in rule.example:
            initial[one.encode_name] = _read(_plain(one.type), rule.example[one.encode_name])
        elif one.default is not msgspec.NODEFAULT:
            initial[one.encode_name] = getattr(one.default, "value", one.default)
    return initial


def _read(kind: msgspec.inspect.Type, value: Any) -> Any:
    if isinstance(kind, msgspec.inspect.DateType):
        return datetime.date.fromisoformat(value)
    return datetime.datetime.fromisoformat(value) if isinstance(kind, msgspec.inspect.DateTimeType) else value


def _form_field(described: msgspec.inspect.Field) -> forms.Field:
    kind, label = _plain(described.type), str(words_of(described.encode_name))
    choices = _choices(kind)
    required = described.required and not isinstance(kind, msgspec.inspect.BoolType)
    if choices is not None:
        return forms.ChoiceField(label=label, required=required, choices=choices)
    field_class = next((field for known, field in FIELD_OF_TYPE if isinstance(kind, known)), JsonField)
    return field_class(label=label, required=required)


def _plain(kind: msgspec.inspect.Type) -> msgspec.inspect.Type:
    """The type behind bounds and «or None»."""
    while isinstance(kind, msgspec.inspect.Metadata):
        kind = kind.type
    if isinstance(kind, msgspec.inspect.UnionType):
        others = [one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType)]
        return _plain(others[0]) if len(others) == 1 else kind
    return kind


def _choices(kind: msgspec.inspect.Type) -> list[tuple[str, Text]] | None:
    """What stands in the question, and what a person reads for it."""
    if isinstance(kind, msgspec.inspect.LiteralType):
        return [(str(one), words_of(str(one))) for one in kind.values]
    if isinstance(kind, (msgspec.inspect.EnumType, msgspec.inspect.CustomType)) and issubclass(
        kind.cls, enum.Enum
    ):
        return [(str(one.value), getattr(one, "label", words_of(str(one.value)))) for one in kind.cls]
    return None


def payload_of(form: forms.Form) -> bytes:
    """The question as JSON; what was left empty is left out, so that the rule's own defaults hold."""
    given = {
        name: value for name, value in form.cleaned_data.items() if name != ON and value not in (None, "")
    }
    return msgspec.json.encode(given, enc_hook=_plain_value)


def _plain_value(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value
