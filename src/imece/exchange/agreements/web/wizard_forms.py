"""The pages of the application's wizard."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ANONYMOUS, Actor
from imece.core.columns import Text
from imece.core.errors import Problem
from imece.core.ui.fields import CountField, DateField
from imece.exchange.agreements.domain.errors import FAX_REFUSED
from imece.exchange.agreements.domain.files import read_file
from imece.exchange.agreements.domain.queries import agreements_in_scope, purposes
from imece.exchange.agreements.enums import (
    AgreementKind,
    AgreementState,
    Confidentiality,
    FileKind,
    LetterWay,
    SignatoryRank,
)
from imece.exchange.agreements.web.forms import WORDS, today
from imece.exchange.contract import Service
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.parties.public import institution_of, may_be_open_to, providers

SIGNATORY_COUNT = 3


class AboutForm(forms.Form):
    provider = forms.ModelChoiceField(label=_("Institution you apply to"), queryset=providers())
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=AgreementKind.choices,
        help_text=_("A protocol when both give and take; a bilateral agreement when you only ask."),
    )
    title = forms.CharField(label=_("Subject"), max_length=250)
    purpose = forms.CharField(label=_("What the data are needed for"), widget=WORDS, max_length=4000)
    confidentiality = forms.ChoiceField(
        label=_("Degree of confidentiality"),
        choices=Confidentiality.choices,
        help_text=_("Above «Unclassified» only the parties and the reviewing desk see the application."),
    )
    amends = forms.ModelChoiceField(
        label=_("Agreement that shall be changed"),
        queryset=agreements_in_scope(ANONYMOUS),  # nobody's: set for the actor below
        required=False,
        help_text=_(
            "Leave empty for a new agreement. The running one stays as it is until both have signed."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        provider, amends = self.fields["provider"], self.fields["amends"]
        assert isinstance(provider, forms.ModelChoiceField)
        assert isinstance(amends, forms.ModelChoiceField)
        own = institution_of(actor)
        provider.queryset = providers().exclude(pk=own.pk if own else 0).order_by("code")
        running = agreements_in_scope(actor).filter(state=AgreementState.IN_FORCE, consumer=own)
        amends.queryset = running.order_by("number")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        amends = data.get("amends")
        if amends is not None and data.get("provider") not in (None, amends.provider):
            self.add_error(
                "amends", _("This agreement is with another institution than the one you apply to.")
            )
        return data


def service_key(name: str, version: int) -> str:
    """The start of a service's field names in the form."""
    return f"{name.replace('.', '_')}_v{version}"


class ServicesForm(forms.Form):
    """For each service of the provider: the fields wanted, purpose, legal ground and volume (X1.1)."""

    def __init__(
        self, *args: Any, services: Sequence[Service] = (), institution_kind: str = "", **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.services = [one for one in services if may_be_open_to(institution_kind, one.open_to)]
        self.closed = [one for one in services if one not in self.services]
        for service in self.services:
            self._add(service)

    def _add(self, service: Service) -> None:
        key = service_key(service.name, service.version)
        choices = [
            (one.name, f"{one.title} ({gettext('special category')})" if one.is_special else one.title)
            for one in service.fields
        ]
        self.fields[f"{key}-fields"] = forms.MultipleChoiceField(
            label=f"{service.title} (v{service.version})",
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=service.meaning,
        )
        self.fields[f"{key}-purpose"] = forms.ModelChoiceField(
            label=self._named(_("Purpose"), service), queryset=purposes(), required=False
        )
        self.fields[f"{key}-ground"] = forms.CharField(
            label=self._named(_("Legal ground"), service),
            max_length=300,
            required=False,
            help_text=_("Law, article, paragraph"),
        )
        self.fields[f"{key}-volume"] = CountField(
            label=self._named(_("Questions a day, expected"), service),
            least=1,
            most=10_000_000,
            required=False,
        )

    @staticmethod
    def _named(label: Text, service: Service) -> str:
        """Each label says of which service, for those who hear the form."""
        return f"{label}: {service.title} (v{service.version})"

    @property
    def closed_text(self) -> list[str]:
        """Services that are not open to this kind of institution, and to which they are (X1.2, KPS-06)."""
        return [
            gettext("%(service)s is open only to: %(kinds)s.")
            % {
                "service": one.title,
                "kinds": ", ".join(str(InstitutionKind(kind).label) for kind in sorted(one.open_to)),
            }
            for one in self.closed
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = 0
        for service in self.services:
            key = service_key(service.name, service.version)
            if not data.get(f"{key}-fields"):
                continue
            chosen += 1
            for part in ("purpose", "ground", "volume"):
                name = f"{key}-{part}"
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fields of this service are ticked, so this must be filled in."))
        if not chosen:
            raise ValidationError(_("No field is ticked. Tick the fields you need, of at least one service."))
        return data


class SignatoriesForm(forms.Form):
    """KPS-03: name, title, rank; several can be named."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for place in range(SIGNATORY_COUNT):
            self._add(place)

    def _add(self, place: int) -> None:
        suffix = f" ({place + 1})"
        is_first = place == 0
        self.fields[f"name_{place}"] = forms.CharField(
            label=f"{_('Name and surname')}{suffix}", max_length=200, required=is_first
        )
        self.fields[f"title_{place}"] = forms.CharField(
            label=f"{_('Title')}{suffix}", max_length=120, required=is_first
        )
        self.fields[f"rank_{place}"] = forms.ChoiceField(
            label=f"{_('Rank')}{suffix}",
            choices=[("", "–"), *SignatoryRank.choices],
            required=is_first,
            help_text=_("Who signs is head of department or above (KPS-03).") if is_first else "",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place in range(1, SIGNATORY_COUNT):
            parts = {name: data.get(f"{name}_{place}") for name in ("name", "title", "rank")}
            if any(parts.values()):
                for name in [name for name, value in parts.items() if not value]:
                    self.add_error(f"{name}_{place}", _("Fill in all three for this person, or none."))
        return data


def opened(file: Any) -> Any:
    """At its beginning: just uploaded, or kept with the draft (whose own name is where it lies)."""
    stored = getattr(file, "stored", None)
    if stored is None:
        file.seek(0)
        return file
    stored.file.open("rb")
    return stored.file


class LetterForm(forms.Form):
    way = forms.ChoiceField(label=_("How the letter comes"), choices=LetterWay.choices)
    number = forms.CharField(label=_("Number of the letter"), max_length=60)
    written_on = DateField(label=_("Date of the letter"), latest=today)
    kep_message_id = forms.CharField(
        label=_("KEP message"), max_length=120, required=False, help_text=_("If it was sent by KEP")
    )
    is_signed = forms.BooleanField(label=_("The letter is signed by one of the named signatories"))
    file_letter = forms.FileField(
        label=FileKind.LETTER.label, required=False, help_text=_("PDF or picture, at most 10 MB")
    )
    file_signature_circular = forms.FileField(
        label=FileKind.SIGNATURE_CIRCULAR.label, required=False, help_text=_("Legal persons")
    )
    file_trade_gazette = forms.FileField(
        label=FileKind.TRADE_GAZETTE.label, required=False, help_text=_("Legal persons")
    )
    file_identity_copy = forms.FileField(
        label=FileKind.IDENTITY_COPY.label, required=False, help_text=_("Legal persons")
    )
    file_other = forms.FileField(label=FileKind.OTHER.label, required=False)

    def clean_way(self) -> str:
        way: str = self.cleaned_data["way"]
        if way == LetterWay.FAX:
            raise ValidationError(f"{FAX_REFUSED.message} {FAX_REFUSED.remedy}")
        return way

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for kind in FileKind:
            name = f"file_{kind.value}"
            if file := data.get(name):
                self._check(kind, name, file)
        return data

    def _check(self, kind: FileKind, name: str, file: Any) -> None:
        try:
            read_file(kind, opened(file), str(file.name))
            opened(file)
        except Problem as problem:
            self.add_error(name, f"{problem.message} {problem.remedy}")
