"""Who may look for people; which vacancies and candidates exist for him is the scope of their rooms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_employer, is_job_seeker, is_staff, permit
from rules import predicate


@predicate
def is_for_my_workplace(actor: Actor, vacancy: Any) -> bool:
    return vacancy is None or vacancy.workplace.organisation_id == actor.organisation_id


_staff_of_placement = is_staff & has_grant(StaffGrant.PLACEMENT)
_employer_of_vacancy = is_employer & has_grant(Grant.CANDIDATES) & is_for_my_workplace

permit(
    "matching.select",
    _employer_of_vacancy | _staff_of_placement,
    who=_("the workplace's manager or users with the right «Candidates», and staff of the unit"),
)
permit(
    "matching.count",
    (is_employer & (has_grant(Grant.CANDIDATES) | has_grant(Grant.VACANCIES)) & is_for_my_workplace)
    | is_staff,
    who=_("the workplace's users with the right «Vacancies» or «Candidates», and staff"),
)
permit("matching.own", is_job_seeker, who=_("job seekers, for what concerns themselves"))
permit(
    "matching.explanation",
    is_job_seeker | (is_employer & has_grant(Grant.CANDIDATES)) | _staff_of_placement,
    who=_("the candidate, the workplace's users with the right «Candidates», and staff of the unit"),
)
