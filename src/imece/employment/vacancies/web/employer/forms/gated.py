"""**Fiziksel Özellikler ve Yaş**, **Askerlik Şartı**: off by default; each ground only with an exception (NDR-05)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField
from imece.employment.vacancies.enums import MilitaryDemand, Sex
from imece.employment.vacancies.web.employer.forms.fields import optional


class PhysicalSection(forms.Form):
    """Age, sex, height, weight, other."""

    min_age = CountField(
        label=_("Lowest age"),
        least=0,
        most=99,
        required=False,
        help_text=_("Nobody under 15 may be asked for; for underground and underwater work nobody under 18."),
    )
    max_age = CountField(label=_("Highest age"), least=0, most=99, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=optional(Sex.choices),
        required=False,
        help_text=_("Women may not be asked for underground and underwater work."),
    )
    min_height_cm = CountField(label=_("Lowest height (cm)"), least=50, most=250, required=False)
    max_height_cm = CountField(label=_("Greatest height (cm)"), least=50, most=250, required=False)
    min_weight_kg = CountField(label=_("Lowest weight (kg)"), least=20, most=300, required=False)
    max_weight_kg = CountField(label=_("Greatest weight (kg)"), least=20, most=300, required=False)
    other_physical = forms.CharField(label=_("Other physical demand"), max_length=300, required=False)


class MilitarySection(forms.Form):
    """Military service; deferment must last to the last application date (§2.2)."""

    military = forms.ChoiceField(
        label=_("Military service demanded"),
        choices=optional(MilitaryDemand.choices),
        required=False,
        help_text=_("Asked of male citizens alone, as of the last application date."),
    )
