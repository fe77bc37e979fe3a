"""The form part that every form with a gated criterion mixes in: kind of exception and reason, ground by ground.

class AgePage(GatedForm):
    GROUNDS = (FairnessGround.AGE,)
    min_age = CountField(…, required=False)

ask_exceptions(vacancy=vacancy, asked=form.asked_exceptions(), actor=actor, now=now)
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem
from imece.core.parameters import Parameters
from imece.employment.vacancies.domain.fairness.content import demands_of
from imece.employment.vacancies.domain.fairness.exceptions import AskedException, check_exception
from imece.employment.vacancies.domain.fairness.gate import kinds_for
from imece.employment.vacancies.domain.fairness.judgement import current_exceptions
from imece.employment.vacancies.enums import ExceptionKind, FairnessGround
from imece.employment.vacancies.models import Vacancy


class GatedForm(forms.Form):
    """Adds `<ground>_kind` and `<ground>_reason` for each of GROUNDS; they are asked only when the criterion is on."""

    GROUNDS: tuple[FairnessGround, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least = Parameters(timezone.localdate()).integer("exception_reason_min_length")
        for ground in self.GROUNDS:
            self.fields[f"{ground}_kind"] = _kind_field(ground)
            self.fields[f"{ground}_reason"] = _reason_field(ground, self.least)

    def clean(self) -> dict[str, Any]:
        """NDR-05: a criterion that is on needs both; the same checks run again in the domain."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        demands = self.demands(cleaned)
        for ground in self.GROUNDS:
            if ground in demands:
                self._check(ground, cleaned)
        return cleaned

    def demands(self, cleaned: Mapping[str, Any]) -> dict[FairnessGround, dict[str, Any]]:
        """Which of the criteria are on; a page on which the law's own lowest age stands may say otherwise."""
        return demands_of(cleaned)

    def _check(self, ground: FairnessGround, cleaned: Mapping[str, Any]) -> None:
        kind, reason = cleaned.get(f"{ground}_kind"), cleaned.get(f"{ground}_reason", "")
        if not kind:
            self.add_error(
                f"{ground}_kind", _("The criterion is on: choose the exception that the law knows.")
            )
            return
        try:
            check_exception(ground, AskedException(ExceptionKind(kind), reason), self.least)
        except Problem as problem:
            self.add_error(problem.field, f"{problem.message} {problem.remedy} ({problem.code})")

    def asked_exceptions(self) -> dict[FairnessGround, AskedException]:
        """What to hand to `ask_exceptions`: only grounds whose criterion is on."""
        cleaned = self.cleaned_data
        return {
            ground: AskedException(ExceptionKind(cleaned[f"{ground}_kind"]), cleaned[f"{ground}_reason"])
            for ground in self.GROUNDS
            if ground in self.demands(cleaned) and cleaned.get(f"{ground}_kind")
        }


def initial_exceptions(vacancy: Vacancy) -> dict[str, str]:
    """Initial values of a GatedForm for a vacancy that exists."""
    values = {}
    for row in current_exceptions(vacancy):
        values[f"{row.ground}_kind"] = row.kind
        values[f"{row.ground}_reason"] = row.reason
    return values


def _kind_field(ground: FairnessGround) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("%(ground)s: exception") % {"ground": ground.label},
        choices=[("", _("No exception")), *[(kind.value, kind.label) for kind in kinds_for(ground)]],
        required=False,
        help_text=_("The law forbids to choose by this; it knows these exceptions (6701 md. 7)."),
    )


def _reason_field(ground: FairnessGround, least: int) -> forms.CharField:
    return forms.CharField(
        label=_("%(ground)s: reason") % {"ground": ground.label},
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Why the work itself needs it, at least %(least)d letters. "
            "The unit reads it before the vacancy is published."
        )
        % {"least": least},
    )
