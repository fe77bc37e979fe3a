"""What each step asks. Every form gets the agreement (or application) and the actor, and answers `values()`."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.ui.fields import CountField, DateField
from imece.exchange.agreements.domain.catalogue import service_title, services_of
from imece.exchange.agreements.domain.notices import WrittenNotice
from imece.exchange.agreements.domain.parties import other_party, own_party, parties_of
from imece.exchange.agreements.domain.queries import purposes
from imece.exchange.agreements.enums import Confidentiality, NoticeKind, NoticeWay
from imece.exchange.agreements.models import Agreement, AnnexLine, Grant
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import officials_on

WORDS = forms.Textarea(attrs={"rows": 5})
PLATFORM = "platform"


def today() -> date:
    return timezone.localdate()


class StepForm(forms.Form):
    """Nothing to fill; the base of all. `thing` is what the step acts on."""

    def __init__(self, *args: Any, thing: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.thing, self.actor = thing, actor
        self.prepare()

    def prepare(self) -> None:
        """For choices that hang on the thing."""

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class ReasonForm(StepForm):
    reason = forms.CharField(label=_("Reason"), widget=WORDS, max_length=4000)


class PartyForm(StepForm):
    """Which party acts: its own people need no choice; the desk enters what a party wrote on paper."""

    has_platform = False
    institution = forms.ChoiceField(label=_("Party"))

    @property
    def agreement(self) -> Agreement:
        found: Agreement = getattr(self.thing, "agreement", self.thing)
        return found

    def prepare(self) -> None:
        if own_party(self.agreement, self.actor) is not None:
            del self.fields["institution"]
            return
        choices = [(str(one.pk), str(one)) for one in parties_of(self.agreement)]
        if self.has_platform:
            choices.append((PLATFORM, str(_("The platform"))))
        field = self.fields["institution"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def party(self) -> Institution | None:
        own = own_party(self.agreement, self.actor)
        if own is not None:
            return own
        chosen = self.cleaned_data.get("institution")
        return next((one for one in parties_of(self.agreement) if str(one.pk) == chosen), None)

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "institution": self.party()}


class WrittenForm(PartyForm):
    """A written notice: the letter's number and day, its words, how it goes, its degree of confidentiality."""

    letter_number = forms.CharField(label=_("Number of the letter"), max_length=60)
    letter_on = DateField(label=_("Date of the letter"), latest=today)
    text = forms.CharField(label=_("Text"), widget=WORDS, max_length=8000)
    way = forms.ChoiceField(label=_("Served by"), choices=NoticeWay.choices)
    confidentiality = forms.ChoiceField(label=_("Degree of confidentiality"), choices=Confidentiality.choices)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        written = WrittenNotice(
            letter_number=data["letter_number"],
            letter_on=data["letter_on"],
            text=data["text"],
            way=NoticeWay(data["way"]),
            confidentiality=Confidentiality(data["confidentiality"]),
        )
        return {"institution": self.party(), "written": written}


class SuspendForm(WrittenForm):
    """The whole agreement, or one service of it; the text is the reason in writing (PRO-22)."""

    has_platform = True
    grant = forms.ChoiceField(label=_("What is suspended"), required=False)

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["grant"]
        assert isinstance(field, forms.ChoiceField)
        running = self.agreement.grants.filter(valid__contains=today()).select_related(
            "consumer__organisation"
        )
        field.choices = [
            ("", str(_("The whole agreement"))),
            *((str(one.pk), self._name(one)) for one in running),
        ]

    @staticmethod
    def _name(grant: Grant) -> str:
        return f"{service_title(grant.service, grant.version)} · {grant.consumer}"

    def values(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("grant")
        grant = self.agreement.grants.filter(pk=chosen).first() if chosen else None
        return {**super().values(), "grant": grant}


class ByLawForm(WrittenForm):
    """Who found it: a party tells the other; the platform tells whom it chooses."""

    has_platform = True

    def values(self) -> dict[str, Any]:
        sender = self.party()
        recipient = other_party(self.agreement, sender) if sender else self.agreement.consumer
        return {"sender": sender, "recipient": recipient, "written": super().values()["written"]}


class LetterForm(WrittenForm):
    """An official letter under the agreement; letters in a dispute make its thread (Protokol md. 5.9)."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(one.value, one.label) for one in (NoticeKind.LETTER, NoticeKind.DISPUTE)],
    )

    def values(self) -> dict[str, Any]:
        return {**super().values(), "kind": NoticeKind(self.cleaned_data["kind"])}


class SignForm(PartyForm):
    signatory = forms.ChoiceField(label=_("Who signed"))
    signed_on = DateField(label=_("Signed on"), latest=today)
    original_place = forms.CharField(label=_("Where this party's original is kept"), max_length=200)

    def prepare(self) -> None:
        super().prepare()
        own = own_party(self.agreement, self.actor)
        parties = [own] if own else parties_of(self.agreement)
        found = [one for party in parties for one in officials_on(party, today(), OfficialRole.SIGNATORY)]
        field = self.fields["signatory"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.name, f"{one.name}, {one.title} ({one.institution})") for one in found]


class ServedForm(StepForm):
    arrived_on = DateField(
        label=_("Arrived on"),
        latest=today,
        help_text=_("By KEP: the day it reached the mailbox; it counts as served five days later."),
    )


class MendedForm(PartyForm):
    text = forms.CharField(label=_("How the breach was mended"), widget=WORDS, max_length=4000)


class LiftForm(WrittenForm):
    """The text is the word to the other party; the side is that of the suspension, so no party is asked."""

    def prepare(self) -> None:
        del self.fields["institution"]

    def values(self) -> dict[str, Any]:
        return {"written": super().values()["written"]}

    def party(self) -> Institution | None:
        return None


class DisputeForm(PartyForm):
    datum = forms.ChoiceField(label=_("Field"))
    file = forms.CharField(
        label=_("File number of the question"),
        max_length=80,
        help_text=_("The number under which you asked; never a person's number."),
    )
    claim = forms.CharField(label=_("What is wrong, and how you know"), widget=WORDS, max_length=4000)

    def prepare(self) -> None:
        super().prepare()
        own = own_party(self.agreement, self.actor)
        grants = self.agreement.grants.filter(consumer=own) if own else self.agreement.grants.all()
        choices = {
            f"{grant.service}|{grant.version}|{name}": f"{service_title(grant.service, grant.version)}: {name}"
            for grant in grants.order_by("service", "version")
            for name in grant.fields
        }
        field = self.fields["datum"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices.items())

    def values(self) -> dict[str, Any]:
        service, version, field = self.cleaned_data["datum"].split("|")
        return {
            "institution": self.party(),
            "service": service,
            "version": int(version),
            "field": field,
            "file": self.cleaned_data["file"],
            "claim": self.cleaned_data["claim"],
        }


class AnswerForm(StepForm):
    is_corrected = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("The datum was wrong and is corrected")), ("no", _("The datum is right"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Reason"), widget=WORDS, max_length=4000)

    def values(self) -> dict[str, Any]:
        return {
            "is_corrected": self.cleaned_data["is_corrected"] == "yes",
            "answer": self.cleaned_data["answer"],
        }


def _service_choices(agreement: Agreement) -> list[tuple[str, str]]:
    names = agreement.grants.order_by("service").values_list("service", "version").distinct()
    return [(name, service_title(name, version)) for name, version in names]


class ConsentForm(PartyForm):
    """The owner's written consent that data go on (X2.3)."""

    receiver = forms.CharField(label=_("Who may be given the data"), max_length=250)
    service = forms.ChoiceField(label=_("Service"))
    purpose = forms.CharField(label=_("What for"), widget=WORDS, max_length=2000)
    letter_number = forms.CharField(label=_("Number of the letter"), max_length=60)
    letter_on = DateField(label=_("Date of the letter"), latest=today)

    def prepare(self) -> None:
        super().prepare()
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _service_choices(self.agreement)

    def values(self) -> dict[str, Any]:
        values = super().values()
        owner = values.pop("institution")
        return {**values, "owner": owner}


class SharingForm(PartyForm):
    """To a unit of one's own, or to another under a consent that names it."""

    unit = forms.ChoiceField(label=_("Unit of your own"), required=False)
    receiver = forms.CharField(label=_("Or another, under a written consent"), max_length=250, required=False)
    service = forms.ChoiceField(label=_("Service"))
    what = forms.CharField(label=_("What went on, and why"), widget=WORDS, max_length=2000)
    shared_on = DateField(label=_("Shared on"), latest=today)

    def prepare(self) -> None:
        super().prepare()
        own = own_party(self.agreement, self.actor)
        parties = [own] if own else parties_of(self.agreement)
        self.units = {str(one.pk): one for party in parties for one in party.units.order_by("name")}
        unit, service = self.fields["unit"], self.fields["service"]
        assert isinstance(unit, forms.ChoiceField)
        assert isinstance(service, forms.ChoiceField)
        unit.choices = [("", "–"), *((key, str(one)) for key, one in self.units.items())]
        service.choices = _service_choices(self.agreement)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("unit")) == bool(data.get("receiver")):
            self.add_error("receiver", _("Choose a unit of your own, or name another: one of the two."))
        return data

    def values(self) -> dict[str, Any]:
        values = super().values()
        unit, giver = self.units.get(values.pop("unit")), values.pop("institution")
        return {**values, "giver": giver, "unit": unit}


class PurposeForm(forms.Form):
    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[A-Z][A-Z0-9_]{2,39}$",
        max_length=40,
        help_text=_("Capital letters, digits and underlines, for example WORK_PERMIT"),
    )
    title = forms.CharField(label=_("Words the citizen reads, in Turkish"), max_length=200)
    title_en = forms.CharField(label=_("The same in English"), max_length=200)
    legal_ground = forms.CharField(label=_("Legal ground"), max_length=250)
    needs_file = forms.BooleanField(label=_("A question needs a file number"), required=False, initial=True)


class LineForm(forms.Form):
    """A line of Ek-1 while it is a draft: for whom, which service and fields, for what, how much."""

    consumer = forms.ChoiceField(label=_("Who may ask"))
    purpose = forms.ModelChoiceField(label=_("Purpose"), queryset=purposes())
    legal_ground = forms.CharField(label=_("Legal ground"), max_length=300)
    datums = forms.MultipleChoiceField(
        label=_("Service and fields"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fields of one service in one version; for another service add another line."),
    )
    rate_per_second = CountField(label=_("Questions a second, at most"), least=1, most=1000)
    daily_cap = CountField(label=_("Questions a day, at most"), least=1, required=False)

    def __init__(self, *args: Any, agreement: Agreement, line: AnnexLine | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.agreement = agreement
        consumer, purpose, datums = self.fields["consumer"], self.fields["purpose"], self.fields["datums"]
        assert isinstance(consumer, forms.ChoiceField)
        assert isinstance(purpose, forms.ModelChoiceField)
        assert isinstance(datums, forms.MultipleChoiceField)
        consumer.choices = [(str(one.pk), str(one)) for one in parties_of(agreement)]
        purpose.queryset = purposes()
        datums.choices = [
            (
                f"{service.name}|{service.version}|{field.name}",
                f"{service.title} v{service.version}: {field.title}",
            )
            for party in parties_of(agreement)
            for service in services_of(party)
            for field in service.fields
        ]

    def clean_datums(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["datums"]
        if len({one.rsplit("|", 1)[0] for one in chosen}) > 1:
            raise forms.ValidationError(_("These are fields of more than one service. Tick those of one."))
        return chosen

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        service, version, _field = data["datums"][0].split("|")
        consumer = next(one for one in parties_of(self.agreement) if str(one.pk) == data["consumer"])
        return {
            "consumer": consumer,
            "service": service,
            "version": int(version),
            "purpose": data["purpose"],
            "legal_ground": data["legal_ground"],
            "fields": [one.rsplit("|", 1)[1] for one in data["datums"]],
            "rate_per_second": data["rate_per_second"],
            "daily_cap": data["daily_cap"],
        }
