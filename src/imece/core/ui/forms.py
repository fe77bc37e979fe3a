"""Plain Django forms drawn as our field component: label, hint, error, in that order, tied by aria-describedby."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imece.core.ui import widgets

CLASS_OF_WIDGET: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)
KIND_OF_WIDGET: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "check"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.Widget, "plain"),
)


class BoundField(forms.BoundField):
    """A field in a form, with what its template asks: the kind of its widget and where a link to it leads.

    Django makes it before cleaning, so here "This field is required." learns which field: in the summary on top of
    the page it would say nothing.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if (
            field.required
            and field.error_messages.get("required") == forms.Field.default_error_messages["required"]
        ):
            field.error_messages["required"] = self._say_missing()

    def _say_missing(self) -> str:
        if self.kind == "check":
            return _("“%(label)s” is not ticked. Tick it to go on.") % {"label": self.label}
        if self.kind == "choices" or isinstance(self.field.widget, forms.Select):
            return _("“%(label)s” is not chosen. Choose from the list.") % {"label": self.label}
        return _("“%(label)s” is empty. Fill it in.") % {"label": self.label}

    @cached_property
    def kind(self) -> str:
        """Which part of `core/forms/field.html` draws it; a widget of ours may name its own."""
        return getattr(self.field.widget, "kind", "") or _first(KIND_OF_WIDGET, self.field.widget)

    @property
    def unit(self) -> str:
        """What stands behind the box: TL, hours … Asked of the field in the template, a missing one would cost a
        search through all its attributes."""
        return str(getattr(self.field, "unit", ""))

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error"

    @property
    def focus_id(self) -> str:
        """The element that a link in the error summary leads to: of a group its first choice."""
        return f"{self.auto_id}_0" if self.use_fieldset else str(self.auto_id)

    @property
    def is_mandatory(self) -> bool:
        """P0.4's `*`."""
        return self.field.required and not self.field.disabled

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if not widget.is_hidden:
            own = built.get("class") or widget.attrs.get("class", "")
            built["class"] = f"{_first(CLASS_OF_WIDGET, widget)} {own}".strip()
        return built


def _first(table: tuple[tuple[type[forms.Widget], str], ...], widget: forms.Widget) -> str:
    return next(answer for kind, answer in table if isinstance(widget, kind))


class FormRenderer(TemplatesSetting):
    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"
    bound_field_class = BoundField

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = widgets.DRAWN.get(template_name)
        if draw is not None:
            return draw(context["widget"])
        return str(super().render(template_name, context, request))


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary."""

    text: str
    target: str


def error_links(form: forms.BaseForm) -> Iterator[ErrorLink]:
    """Every error in the order of the fields, in the field's own words; the form's own errors lead to its top."""
    for text in form.non_field_errors():
        yield ErrorLink(str(text), "main")
    for bound in form:
        target = getattr(bound, "focus_id", bound.auto_id)
        yield from (ErrorLink(str(text), target) for text in bound.errors)
