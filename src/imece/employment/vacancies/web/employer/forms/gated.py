"""**Fiziksel Özellikler ve Yaş**, **Askerlik Şartı**: off by default; each ground only with an exception (NDR-05)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField
from imece.employment.vacancies.enums import FairnessGround, MilitaryDemand, Sex
from imece.employment.vacancies.web.employer.forms.fields import optional, shown_if
from imece.employment.vacancies.web.fairness import GatedForm

CRITERIA = {
    FairnessGround.AGE: ("min_age", "max_age"),
    FairnessGround.SEX: ("sex",),
    FairnessGround.HEIGHT_WEIGHT: ("min_height_cm", "max_height_cm", "min_weight_kg", "max_weight_kg"),
    FairnessGround.OTHER: ("other_physical",),
    FairnessGround.MILITARY: ("military",),
}


class GatedSection(GatedForm):
    """The page's criteria, each followed by its exception and reason; those are hidden while it is off."""

    def __init__(self, *args: Any, lowest_age: int = 0, **options: Any) -> None:
        """`lowest_age`: what the law itself sets for this work asks for no exception (VAC-29)."""
        super().__init__(*args, **options)
        self.lowest_age = lowest_age
        order = []
        for ground in self.GROUNDS:
            names = CRITERIA[ground]
            for part in ("kind", "reason"):
                self.fields[f"{ground}_{part}"].widget.attrs |= shown_if(" ".join(names), "*")
            order += [*names, f"{ground}_kind", f"{ground}_reason"]
        self.order_fields(order)

    def demands(self, cleaned: Mapping[str, Any]) -> dict[FairnessGround, dict[str, Any]]:
        demands = super().demands(cleaned)
        age = demands.get(FairnessGround.AGE, {})
        if age and "max_age" not in age and age["min_age"] <= self.lowest_age:
            del demands[FairnessGround.AGE]
        return demands

    def summary_lines(self) -> list[tuple[str, str]]:
        """Only what is asked for; nothing is the usual case."""
        from imece.core.wizards.answers import shown_answer

        given = [name for name in self.fields if self[name].value() not in (None, "")]
        lines = [(str(self[name].label), shown_answer(self, name)) for name in given]
        return lines or [(str(_("Demands")), str(_("Not asked")))]


class PhysicalSection(GatedSection):
    """Age, sex, height, weight, other."""

    GROUNDS = (
        FairnessGround.AGE,
        FairnessGround.SEX,
        FairnessGround.HEIGHT_WEIGHT,
        FairnessGround.OTHER,
    )

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


class MilitarySection(GatedSection):
    """Military service; deferment must last to the last application date (§2.2)."""

    GROUNDS = (FairnessGround.MILITARY,)

    military = forms.ChoiceField(
        label=_("Military service demanded"),
        choices=optional(MilitaryDemand.choices),
        required=False,
        help_text=_("Asked of male citizens alone, as of the last application date."),
    )
