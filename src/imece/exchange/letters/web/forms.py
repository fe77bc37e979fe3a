"""The letter's form: lists are typed one line each, recipients are chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ANONYMOUS, Actor
from imece.core.submissions import OnceForm
from imece.core.ui.fields import PhoneField
from imece.exchange.letters.domain.queries import possible_recipients
from imece.exchange.letters.domain.write import Distribution, LetterText
from imece.exchange.letters.enums import Confidentiality, RecipientRole
from imece.exchange.letters.models import Letter

LINE = 250


class LinesField(forms.CharField):
    """One entry a line, each at most 250 characters."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000, **options)

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        for line in lines:
            if len(line) > LINE:
                raise forms.ValidationError(
                    _("The line “%(line)s…” has %(count)d characters; at most %(most)d fit. Shorten it."),
                    params={"line": line[:40], "count": len(line), "most": LINE},
                )
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class LetterForm(OnceForm):
    """X8.1: what a letter has. Number, code and date come by themselves when it is signed."""

    action = forms.ModelMultipleChoiceField(
        label=_("Distribution, for action"), queryset=possible_recipients(ANONYMOUS), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    information = forms.ModelMultipleChoiceField(
        label=_("Distribution, for information"), queryset=possible_recipients(ANONYMOUS), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    confidentiality = forms.ChoiceField(
        label=_("Confidentiality"), choices=Confidentiality.choices, initial=Confidentiality.NORMAL
    )
    file_code = forms.RegexField(
        r"^[0-9.]{1,20}$", label=_("File plan code"), required=False, help_text=_("Digits and dots, such as 622.01."),
        error_messages={"invalid": _("A file plan code has digits and dots only, such as 622.01.")},
    )  # fmt: skip
    subject = forms.CharField(label=_("Letter subject"), max_length=250)
    references = LinesField(label=_("References (İlgi)"), help_text=_("One a line: date, number and name."))
    body = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}))
    attachments = LinesField(label=_("Attachments (Ek)"), help_text=_("One a line."))
    signatory_title = forms.CharField(
        label=_("Signatory's title"),
        max_length=120,
        help_text=_("Who presses «Sign» signs under this title."),
    )
    contact_name = forms.CharField(label=_("For detailed information: name"), max_length=200, required=False)
    contact_title = forms.CharField(
        label=_("For detailed information: title"), max_length=120, required=False
    )
    contact_phone = PhoneField(label=_("For detailed information: office phone"), required=False)
    contact_email = forms.EmailField(label=_("For detailed information: e-mail"), required=False)
    dispute = forms.BooleanField(
        label=_("This letter opens a dispute"), required=False,
        help_text=_("Answers then stand together with it as one matter."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, letter: Letter | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("action", "information"):
            self.fields[name].queryset = possible_recipients(actor)  # type: ignore[attr-defined]
        if letter is not None:
            del self.fields["dispute"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("action") and not cleaned.get("information"):
            self.add_error("action", _("No recipient is chosen. Choose at least one institution or unit."))
        return cleaned

    def text(self) -> LetterText:
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in LetterText.__dataclass_fields__}
        return LetterText(**values | {"contact_phone": values["contact_phone"] or ""})

    def distribution(self) -> Distribution:
        return Distribution(list(self.cleaned_data["action"]), list(self.cleaned_data["information"]))


class StepForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


def initial_of(letter: Letter) -> dict[str, Any]:
    """A draft as it stands, for its form."""
    lines = list(letter.recipients.all())
    fields = {name: getattr(letter, name) for name in LetterText.__dataclass_fields__}
    return fields | {
        "action": [one.organisation_id for one in lines if one.role == RecipientRole.ACTION],
        "information": [one.organisation_id for one in lines if one.role == RecipientRole.INFORMATION],
    }
