"""Who may do what with candidates. Scope first (`domain/queries.py`): here only what he may do with what he sees."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_employer, is_job_seeker, is_staff, is_system, permit
from rules import predicate


@predicate
def belongs_to_my_workplace(actor: Actor, candidate: Any) -> bool:
    return candidate is None or candidate.round.organisation_id == actor.organisation_id


@predicate
def is_my_candidacy(actor: Actor, candidate: Any) -> bool:
    """Of a candidate or of an objection: both name the job seeker."""
    return candidate is None or candidate.job_seeker.person_id == actor.person_id


_staff_of_placement = is_staff & has_grant(StaffGrant.PLACEMENT)

permit(
    "candidates.edit",
    (is_employer & has_grant(Grant.CANDIDATES) & belongs_to_my_workplace) | _staff_of_placement,
    who=_("the workplace's manager or users with the right «Candidates», and staff of the unit"),
)
permit(
    "candidates.answer",
    (is_job_seeker & is_my_candidacy)
    | (is_employer & has_grant(Grant.CANDIDATES) & belongs_to_my_workplace)
    | _staff_of_placement,
    who=_("the invited person; the employer and staff of the unit for answers given by post or phone"),
)
permit(
    "candidates.withdraw",
    is_system | (is_job_seeker & is_my_candidacy),
    who=_("the person himself; the clock, when he closes his account"),
)
permit("candidates.confirm", is_system, who=_("the SGK feed alone"))
permit("candidates.own", is_job_seeker, who=_("job seekers, for their own applications"))
permit("objections.own", is_job_seeker & is_my_candidacy, who=_("the person whom the decision is about"))
permit("objections.answer", _staff_of_placement, who=_("staff of the unit with the right «Placement»"))
