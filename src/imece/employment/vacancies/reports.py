"""P4: the employer's four lists; here the **Sonuç Listesi**."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.reports.report import Report, register_report
from imece.core.ui.fields import DateField
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import candidates_in_scope
from imece.employment.vacancies.domain.public_lists import public_lines_in_scope
from imece.employment.vacancies.enums import ListKind, ListPart
from imece.employment.vacancies.models import PublicListLine

RESULT_STATES = (
    CandidateState.SUITABLE,
    CandidateState.UNSUITABLE,
    CandidateState.ABSENT,
    CandidateState.SENT,
    CandidateState.REPORTED,
    CandidateState.PLACED,
    CandidateState.REFUSED_BY_EMPLOYER,
    CandidateState.REFUSED_BY_CANDIDATE,
)


class ResultCriteria(forms.Form):
    number = forms.CharField(label=_("Vacancy number"), max_length=11, required=False)
    interviewed_from = DateField(label=_("Interview from"), required=False)
    interviewed_to = DateField(label=_("Interview to"), required=False)
    state = forms.ChoiceField(
        label=_("Result"),
        choices=[("", _("All")), *[(s.value, s.label) for s in RESULT_STATES]],
        required=False,
    )


@register_report
class ResultList(Report):
    """İşgücü İstemi Sonuç Listesi (P4.1, VAC-11): only the actor's own workplaces."""

    code = "vacancy-results"
    title = _("Result list of labour requests")
    permission = "reports.vacancies"
    criteria_form = ResultCriteria
    columns = (
        Column(name="number", label=_("Vacancy number"), accessor="round.number"),
        Column(name="title", label=_("Heading"), accessor="round.title"),
        Column(
            name="national_id",
            label=_("T.C. identity number"),
            accessor="job_seeker.person.national_id",
            kind=Kind.ID_NUMBER,
        ),
        Column(name="name", label=_("Name"), accessor="job_seeker.person.full_name"),
        Column(name="source", label=_("Came by"), accessor="get_source_display"),
        Column(name="interview_at", label=_("Interview"), kind=Kind.INSTANT),
        Column(name="state", label=_("Result"), accessor="get_state_display"),
        Column(name="sent_on", label=_("Sent off on"), kind=Kind.DATE),
        Column(name="started_on", label=_("First day of work"), kind=Kind.DATE),
    )

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> Iterable[Candidate]:
        wanted = Q(
            round__kind="vacancy", state__in=[criteria["state"]] if criteria.get("state") else RESULT_STATES
        )
        if number := criteria.get("number"):
            wanted &= Q(round__number=number.strip().zfill(11))
        if first := criteria.get("interviewed_from"):
            wanted &= Q(interview_at__date__gte=first)
        if last := criteria.get("interviewed_to"):
            wanted &= Q(interview_at__date__lte=last)
        return (
            candidates_in_scope(actor)
            .filter(wanted)
            .order_by("round__number", "job_seeker__person__name_key", "id")
        )


class PublicListCriteria(forms.Form):
    number = forms.CharField(label=_("Vacancy number"), max_length=11)
    kind = forms.ChoiceField(label=_("List"), choices=ListKind.choices)
    part = forms.ChoiceField(label=_("Part"), choices=[("", _("All")), *ListPart.choices], required=False)


@register_report
class PublicListReport(Report):
    """Asil and yedek list of a public vacancy with the draw's paper (VAC-25)."""

    code = "public-list"
    title = _("Principal and reserve list of a public vacancy")
    permission = "vacancies.public_lists"
    criteria_form = PublicListCriteria
    columns = (
        Column(name="part", label=_("Part"), accessor="get_part_display"),
        Column(name="rank", label=_("Rank"), kind=Kind.INTEGER),
        Column(name="sequence", label=_("Number in the list"), kind=Kind.INTEGER),
        Column(
            name="national_id",
            label=_("T.C. identity number"),
            accessor="candidate.job_seeker.person.national_id",
            kind=Kind.ID_NUMBER,
        ),
        Column(name="name", label=_("Name"), accessor="candidate.job_seeker.person.full_name"),
        Column(name="points", label=_("Points"), kind=Kind.DECIMAL),
        Column(name="document_on", label=_("Date of the document"), kind=Kind.DATE),
        Column(name="exclusion", label=_("Left out because"), accessor="get_exclusion_display"),
        Column(name="notary_number", label=_("Notary's record"), accessor="public_list.notary_number"),
        Column(name="seed", label=_("Number drawn"), accessor="public_list.seed"),
    )

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> Iterable[PublicListLine]:
        number = criteria["number"].strip().zfill(11)
        lines = public_lines_in_scope(actor).filter(
            public_list__vacancy__number=number, public_list__kind=criteria["kind"]
        )
        return lines.filter(part=criteria["part"]) if criteria.get("part") else lines
