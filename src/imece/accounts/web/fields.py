"""Form fields of this room: numbers, phones, passwords, as people type them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Membership, Person
from imece.core.columns import Column, Kind
from imece.core.identity_numbers import check_person_number, check_phone


class NationalIdField(forms.CharField):
    """ID-01…ID-05: outer blanks are forgiven, nothing else. Pasting is allowed (WCAG 3.3.8)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("T.C. identity number"))
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "username", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        check = check_person_number(typed)
        if not check.is_valid:
            raise ValidationError(check.message, code=check.problem)
        return check.value


class PhoneField(forms.CharField):
    """Stored as E.164 (ID-19); codes go to it, so it is a mobile number."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile phone"))
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "tel"}

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        check = check_phone(typed)
        if not check.is_valid:
            raise ValidationError(check.message, code=check.problem)
        if check.parts.get("line") != "mobile":
            words = _("«%(value)s» is not a mobile number; type one like 0532 123 45 67.")
            raise ValidationError(words, params={"value": typed})
        return check.value


def password_field(label: Any, *, is_new: bool = False) -> forms.CharField:
    autocomplete = "new-password" if is_new else "current-password"
    return forms.CharField(
        label=label,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class NewPasswordForm(forms.Form):
    """The new password twice; pasting is allowed."""

    password1 = password_field(_("New password"), is_new=True)
    password2 = password_field(_("New password again"), is_new=True)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password1") and cleaned.get("password2") not in (None, cleaned["password1"]):
            self.add_error("password2", _("The two passwords differ; type the same one twice."))
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("One-time code"),
        help_text=_("Six digits from the message we sent."),
        min_length=6,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split())


def member_columns(rights_of: Callable[[Membership], str]) -> tuple[Column, ...]:
    """**Yetkilileri Listele**, wherever members are listed; `rights_of` says their rights in the page's words."""
    return (
        Column(
            name="name",
            label=_("Name and surname"),
            accessor="person.full_name",
            order_by=("person__name_key",),
        ),
        Column(
            name="number", label=_("T.C. identity number"), accessor="person.national_id", kind=Kind.ID_NUMBER
        ),
        Column(name="rights", label=_("Rights"), accessor=rights_of),
        Column(name="closes_on", label=_("Account closing date"), kind=Kind.DATE, order_by=("closes_on",)),
        Column(
            name="locked",
            label=_("Locked"),
            accessor=lambda row: row.locked_at is not None,
            kind=Kind.BOOLEAN,
        ),
    )
