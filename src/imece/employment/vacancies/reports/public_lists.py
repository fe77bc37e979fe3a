"""The lists of a public vacancy, with the paper of the draw (VAC-25)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.reports.report import Report, register_report
from imece.employment.vacancies.domain.public_lists import public_lines_in_scope
from imece.employment.vacancies.enums import ListKind, ListPart
from imece.employment.vacancies.models import PublicListLine


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
        Column(name="drop_reason", label=_("Why the place was lost"), accessor="get_drop_reason_display"),
        Column(name="notary_number", label=_("Notary's record"), accessor="public_list.notary_number"),
        Column(name="seed", label=_("Number drawn"), accessor="public_list.seed"),
    )

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[PublicListLine]:
        number = criteria["number"].strip().zfill(11)
        lines = public_lines_in_scope(actor).filter(
            public_list__vacancy__number=number, public_list__kind=criteria["kind"]
        )
        return lines.filter(part=criteria["part"]) if criteria.get("part") else lines
