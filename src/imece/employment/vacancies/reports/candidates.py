"""P4.1: the employer's four lists. Each has one definition of columns for page, PDF and Excel (VAC-11)."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.reports.report import Report, register_report
from imece.core.turkish import mask_name
from imece.core.ui.fields import DateField
from imece.employment.selection.enums import CandidateState as S
from imece.employment.selection.enums import RoundKind
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import candidates_in_scope
from imece.reference.web.fields import OccupationField

DISPATCHED = (S.SENT, S.REPORTED, S.PLACED, S.REFUSED_BY_EMPLOYER, S.REFUSED_BY_CANDIDATE)
JUDGED = (S.SUITABLE, S.UNSUITABLE, S.ABSENT, *DISPATCHED)
INTERVIEWED = (S.INVITED, S.ACCEPTED, S.DECLINED, *JUDGED)


def shown_name(candidate: Candidate) -> str:
    """Masked as long as nobody has made contact: chosen from the search, neither applied nor invited (KVK-10)."""
    name = candidate.job_seeker.person.full_name
    return name if candidate.is_contacted else mask_name(name)


NUMBER = Column(name="number", label=_("Vacancy number"), accessor="round.number")
TITLE = Column(name="title", label=_("Heading"), accessor="round.title")
OCCUPATION = Column(name="occupation", label=_("Occupation"), accessor="round.vacancy.occupation.name")
NATIONAL_ID = Column(
    name="national_id",
    label=_("T.C. identity number"),
    accessor="job_seeker.person.national_id",
    kind=Kind.ID_NUMBER,
)
NAME = Column(name="name", label=_("Name"), accessor=shown_name)
SOURCE = Column(name="source", label=_("Came by"), accessor="get_source_display")
INTERVIEW_AT = Column(name="interview_at", label=_("Interview"), kind=Kind.INSTANT)
SENT_ON = Column(name="sent_on", label=_("Sent off on"), kind=Kind.DATE)
STARTED_ON = Column(name="started_on", label=_("First day of work"), kind=Kind.DATE)
STATE = Column(name="state", label=_("State"), accessor="get_state_display")


def criteria_form(first: Any, last: Any, state_label: Any, states: tuple[S, ...]) -> type[forms.Form]:
    """The four pages ask the same; the dates mean another day on each."""

    class Criteria(forms.Form):
        number = forms.CharField(label=_("Vacancy number"), max_length=11, required=False)
        occupation = OccupationField(label=_("Occupation"), required=False)
        first_on = DateField(label=first, required=False)
        last_on = DateField(label=last, required=False)
        state = forms.ChoiceField(
            label=state_label,
            choices=[("", _("All")), *[(one.value, one.label) for one in states]],
            required=False,
        )

        def clean(self) -> dict[str, Any]:
            first_on, last_on = self.cleaned_data.get("first_on"), self.cleaned_data.get("last_on")
            if first_on and last_on and last_on < first_on:
                self.add_error("last_on", _("The last day lies before the first."))
            return self.cleaned_data

    return Criteria


class CandidateReport(Report):
    """Rows of the actor's own scope: a workplace its own, a unit its province (VAC-11)."""

    permission = "reports.vacancies"
    states: ClassVar[tuple[S, ...]]
    day: ClassVar[str]  # the look-up that the two dates bound
    order: ClassVar[tuple[str, ...]] = ("round__number", "job_seeker__person__name_key", "id")

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Candidate]:
        state = criteria.get("state")
        wanted = Q(round__kind=RoundKind.VACANCY, state__in=[state] if state else self.states)
        if number := criteria.get("number"):
            wanted &= Q(round__number=number.strip().zfill(11))
        if occupation := criteria.get("occupation"):
            wanted &= Q(round__vacancy__occupation=occupation)
        if first_on := criteria.get("first_on"):
            wanted &= Q(**{f"{self.day}__gte": first_on})
        if last_on := criteria.get("last_on"):
            wanted &= Q(**{f"{self.day}__lte": last_on})
        rows = candidates_in_scope(actor).select_related("round__vacancy__occupation")
        return rows.filter(wanted).order_by(*self.order)


@register_report
class SelectionList(CandidateReport):
    """İşgücü İstemi Seçim Listesi: everybody who was chosen or applied, and where he stands."""

    code = "vacancy-selection"
    title = _("Selection list of labour requests")
    states = tuple(S)
    day = "created_at__date"
    criteria_form = criteria_form(_("On the list from"), _("On the list until"), _("State"), tuple(S))
    columns = (
        NUMBER,
        TITLE,
        OCCUPATION,
        NATIONAL_ID,
        NAME,
        SOURCE,
        Column(name="created_at", label=_("On the list since"), kind=Kind.DATE),
        STATE,
    )


@register_report
class DispatchList(CandidateReport):
    """Gönderme Listesi: who was sent off, and what became of it; reported and confirmed apart (P3.6)."""

    code = "vacancy-dispatches"
    title = _("Send-off list of labour requests")
    states = DISPATCHED
    day = "sent_on"
    criteria_form = criteria_form(_("Sent off from"), _("Sent off until"), _("State"), DISPATCHED)
    columns = (NUMBER, TITLE, OCCUPATION, NATIONAL_ID, NAME, SENT_ON, STARTED_ON, STATE)


@register_report
class InterviewList(CandidateReport):
    """Görüşme Listesi: who is or was invited, when, where, and what he answered, in the order of the day."""

    code = "vacancy-interviews"
    title = _("Interview list of labour requests")
    states = INTERVIEWED
    day = "interview_at__date"
    order = ("interview_at", "job_seeker__person__name_key", "id")
    criteria_form = criteria_form(_("Interview from"), _("Interview to"), _("State"), INTERVIEWED)
    columns = (
        NUMBER,
        TITLE,
        NATIONAL_ID,
        NAME,
        INTERVIEW_AT,
        Column(name="interview_place", label=_("Interview place")),
        Column(name="answer_channel", label=_("Answered"), accessor="get_answer_channel_display"),
        STATE,
    )


@register_report
class ResultList(CandidateReport):
    """Sonuç Listesi: what the interview and the send-off led to."""

    code = "vacancy-results"
    title = _("Result list of labour requests")
    states = JUDGED
    day = "interview_at__date"
    criteria_form = criteria_form(_("Interview from"), _("Interview to"), _("Result"), JUDGED)
    columns = (
        NUMBER,
        TITLE,
        OCCUPATION,
        NATIONAL_ID,
        NAME,
        SOURCE,
        INTERVIEW_AT,
        Column(name="state", label=_("Result"), accessor="get_state_display"),
        SENT_ON,
        STARTED_ON,
    )
