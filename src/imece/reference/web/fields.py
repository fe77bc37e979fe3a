"""Fields for what reference data is asked in every room: an occupation (P0.7), a province with its district."""

from dataclasses import dataclass
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.reference.domain.queries import (
    districts_of,
    find_valid_occupation,
    no_districts,
    province_with,
    provinces,
    search_occupations,
)
from imece.reference.models import District, Occupation, Province

LISTED = 10
SEARCH, ADD, REMOVE = "search", "add", "remove"


# ------------------------------------------------------------------------------------------ occupation
@dataclass(frozen=True)
class Typed:
    """What the picker's parts said: the search key, the choice among those listed for a key, the button pressed."""

    text: str = ""
    choice: str = ""
    listed_for: str = ""
    pressed: str = ""

    @property
    def chosen(self) -> Occupation | None:
        """The row picked in the list, unless the key was changed after; else what the key says by itself."""
        if self.pressed == REMOVE:
            return None
        picked = self.choice if self.text == self.listed_for else ""
        return find_valid_occupation(picked or self.text, on=timezone.localdate())


class OccupationPicker(forms.Widget):
    """**Arama Anahtarı** → **Ara** → choose → **Ekle**; **Çıkar** takes it out. Lists as one types with JavaScript.

    Without it the buttons send the form, which comes back with the list in it and all else as it was.
    """

    template_name = "reference/widgets/occupation.html"
    kind = "occupation"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Typed:
        pressed = next((button for button in (SEARCH, ADD, REMOVE) if f"{name}_{button}" in data), "")
        text, choice, listed_for = (
            str(data.get(f"{name}{part}", "")).strip() for part in ("", "_choice", "_for")
        )
        return Typed(text, choice, listed_for, pressed)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, Typed) else Typed(text=str(value or ""))
        chosen = typed.chosen
        is_listed = typed.pressed == SEARCH or (
            bool(typed.text) and chosen is None and typed.pressed != REMOVE
        )
        context["widget"] |= {
            "text": ""
            if typed.pressed == REMOVE
            else shown(chosen)
            if chosen and not is_listed
            else typed.text,
            "chosen": chosen if not is_listed else None,
            "is_listed": is_listed,
            "found": search_occupations(typed.text, LISTED, on=timezone.localdate()) if is_listed else [],
        }
        return context


def shown(occupation: Occupation) -> str:
    return f"{occupation.code} {occupation.name}"


class OccupationField(forms.Field):
    """Cleans to an `Occupation` that is valid today; a code, a whole name or a row of the list names it."""

    widget = OccupationPicker
    default_error_messages = {
        "choose": _("Choose an occupation from those found for “%(text)s” and press Add."),
        "unknown": _("“%(text)s” is no occupation of the dictionary. Try another search key."),
        "added": _("%(occupation)s was added. Go on with the rest of the page."),
        "removed": _("The occupation was taken out. Choose another, or go on without one if it is optional."),
    }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Occupation):
            return shown(value)
        return str(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Occupation | None:
        typed = value if isinstance(value, Typed) else Typed(text=str(value or ""))
        if typed.pressed == REMOVE:
            raise ValidationError(self.error_messages["removed"], "removed")
        if not typed.text:
            self.validate(None)
            return None
        occupation = typed.chosen if typed.pressed != SEARCH else None
        if occupation is None:
            self._ask_to_choose(typed.text)
        if typed.pressed == ADD:
            raise ValidationError(self.error_messages["added"], "added", {"occupation": shown(occupation)})
        return occupation

    def has_changed(self, initial: Any, data: Any) -> bool:
        chosen = data.chosen if isinstance(data, Typed) else None
        return (chosen and chosen.pk) != getattr(initial, "pk", initial)

    def _ask_to_choose(self, text: str) -> NoReturn:
        code = "choose" if search_occupations(text, 1, on=timezone.localdate()) else "unknown"
        raise ValidationError(self.error_messages[code], code, {"text": text})


# ------------------------------------------------------------------------------------------ places
class PlaceForm(forms.Form):
    """Province and district. The districts listed are those of the province chosen; it may be sent without them."""

    places_required = True
    province: "forms.ModelChoiceField[Province]" = forms.ModelChoiceField(
        label=_("Province"), queryset=provinces(), empty_label=_("Choose")
    )
    district: "forms.ModelChoiceField[District]" = forms.ModelChoiceField(
        label=_("District"), queryset=no_districts(), empty_label=_("Choose")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        province, district = self.fields["province"], self.fields["district"]
        assert isinstance(district, forms.ModelChoiceField)
        province.required = district.required = self.places_required
        district.queryset = self._districts()
        district.help_text = district.help_text or _("The list follows the province.")
        province.widget.attrs |= {
            "hx-get": reverse_lazy("district_options"),
            "hx-trigger": "change",
            "hx-target": f"#{self['district'].auto_id}",
            "hx-vals": f'{{"field": "{self.add_prefix("province")}"}}',
        }

    def _districts(self) -> QuerySet[District]:
        if self.is_bound:
            chosen = self.data.get(self.add_prefix("province"), "")
        else:
            chosen = self.get_initial_for_field(self.fields["province"], "province")
        province = province_with(getattr(chosen, "pk", chosen))
        return districts_of(province.pk) if province else no_districts()
