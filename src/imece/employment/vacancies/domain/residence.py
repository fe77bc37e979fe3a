"""VAC-24: who lives where people may apply from, by the address register and not by what a profile says."""

from collections.abc import Sequence

from django.utils.translation import gettext

from imece.core.actor import Actor
from imece.employment.jobseekers.public import Residence, residences_of
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.enums import ApplicationArea
from imece.employment.vacancies.models import Vacancy
from imece.exchange.contract import Reason


def residents(vacancy: Vacancy, candidates: Sequence[Candidate], actor: Actor) -> set[int]:
    """Keys of the candidates who live there; nobody is asked about when all of Türkiye may apply.

    Raises EXC-003 when the register does not answer: no list is made on a guess.
    """
    if vacancy.application_area == ApplicationArea.COUNTRY:
        return {one.pk for one in candidates}
    reason = Reason(purpose=gettext("Residence of applicants for public posts (VAC-24)"), file=vacancy.number)
    people = [one.job_seeker.person for one in candidates]
    homes = residences_of(people, reason=reason, actor=actor)
    return {one.pk for one, home in zip(candidates, homes, strict=True) if _is_there(vacancy, home)}


def _is_there(vacancy: Vacancy, home: Residence | None) -> bool:
    if home is None:
        return False
    if vacancy.application_area == ApplicationArea.DISTRICT:
        return home.is_in_district(vacancy.district)
    return home.is_in_province(vacancy.province_id)
