"""Who may do what with vacancies; scope first (`domain/queries.py`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant, StaffGrant
from imece.core.actor import Actor, ActorKind
from imece.core.permissions import (
    has_grant,
    is_anybody,
    is_employer,
    is_job_seeker,
    is_signed_in,
    is_staff,
    is_system,
    permit,
)
from rules import predicate


@predicate
def belongs_to_my_workplace(actor: Actor, vacancy: Any) -> bool:
    return vacancy is None or vacancy.workplace.organisation_id == actor.organisation_id


@predicate
def works_in_unit_of_vacancy(actor: Actor, vacancy: Any) -> bool:
    """Headquarters reads; the unit decides."""
    is_unit = actor.kind == ActorKind.UNIT_STAFF
    return is_unit and (vacancy is None or vacancy.province_id == actor.province)


permit(
    "vacancies.edit",
    (is_employer & has_grant(Grant.VACANCIES) & belongs_to_my_workplace) | is_system,
    who=_("the workplace's manager or users with the right «Vacancies»"),
)
permit(
    "vacancies.view",
    (is_employer & belongs_to_my_workplace) | is_staff,
    who=_("users of the workplace, and staff of its unit"),
)
permit(
    "vacancies.public_lists",
    (is_employer & has_grant(Grant.VACANCIES) & belongs_to_my_workplace) | is_staff,
    who=_("the public body's manager or users with the right «Vacancies», and staff of its unit"),
)
permit("vacancies.priority", is_staff, who=_("staff of the institution"))
permit("vacancies.find", is_anybody, who=_("everybody"))
permit("vacancies.searches", is_signed_in, who=_("everybody who has signed in, for the own searches"))
permit(
    "vacancies.review",
    works_in_unit_of_vacancy & has_grant(StaffGrant.VACANCY_REVIEW),
    who=_("staff of the vacancy's unit with the right «Vacancy review»"),
)
permit("vacancies.reviews.view", is_staff, who=_("staff of the unit, and headquarters"))
permit("vacancies.apply", is_job_seeker, who=_("job seekers"))
permit("vacancies.expire", is_system, who=_("the platform itself, the day after the last application date"))
permit(
    "reports.vacancies",
    (is_employer & has_grant(Grant.REPORTS)) | is_staff,
    who=_("the workplace's manager or users with the right «Reports», and staff"),
)
