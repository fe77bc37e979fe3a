"""Making, changing and publishing a vacancy."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import CHANGED_MEANWHILE, define
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.employers.models import Workplace
from imece.employment.selection.enums import RoundKind
from imece.employment.selection.public import change_round, open_round
from imece.employment.vacancies.domain.numbers import next_vacancy_number
from imece.employment.vacancies.domain.publish import judge_change, publish_vacancy
from imece.employment.vacancies.domain.search_rows import write_open_row
from imece.employment.vacancies.domain.workflow import VACANCY, is_publishable
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy

OVER = define(
    "VAC-105",
    _("Vacancy {number} is {state}; its content no longer changes."),
    remedy=_("Open a new vacancy; the old one can be looked at."),
)
FIELDS = (
    "occupation_id",
    "title",
    "description",
    "post_count",
    "personal_status",
    "work_kind",
    "weekly_hours",
    "wage_min_amount",
    "wage_max_amount",
    "min_education",
    "min_experience_months",
    "province_id",
    "district_id",
    "interview_place",
    "is_name_published",
    "last_application_on",
)
CHANGEABLE = (VacancyState.DRAFT, VacancyState.OPEN)


@verb
def create_vacancy(
    *, workplace: Workplace, values: Mapping[str, Any], actor: Actor, now: datetime
) -> Vacancy:
    """A draft with its number and its selection round; nobody but the workplace sees it yet."""
    require(actor, "vacancies.edit")
    number = next_vacancy_number()
    selection_round = open_round(
        kind=RoundKind.VACANCY,
        number=number,
        title=values["title"],
        organisation_id=workplace.organisation_id,
        province=values["province_id"],
        place_count=values["post_count"],
        accepts_until=values["last_application_on"],
        actor=actor,
    )
    vacancy = Vacancy(number=number, workplace=workplace, round=selection_round, created_at=now)
    for name in FIELDS:
        if name in values:
            setattr(vacancy, name, values[name])
    vacancy.full_clean()
    vacancy.save()
    VACANCY.begin(vacancy, actor=actor, now=now)
    return vacancy


@verb
def create_open_vacancy(
    *, workplace: Workplace, values: Mapping[str, Any], actor: Actor, now: datetime
) -> Vacancy:
    """The short form's one **Kaydet** (P3.3): made and published together, or not at all."""
    vacancy = create_vacancy(workplace=workplace, values=values, actor=actor, now=now)
    publish_vacancy(vacancy=vacancy, actor=actor, now=now)
    return vacancy


@verb
def change_vacancy(
    *, vacancy: Vacancy, values: Mapping[str, Any], version: int, actor: Actor, now: datetime
) -> Vacancy:
    """Change what the announcement says; the search row and the round follow in the same transaction."""
    require(actor, "vacancies.edit", vacancy)
    locked = Vacancy.objects.select_for_update(of=("self",)).select_related("round").get(pk=vacancy.pk)
    if locked.state not in CHANGEABLE:
        raise OVER(number=locked.number, state=locked.get_state_display())
    if locked.version != version:
        raise CHANGED_MEANWHILE(changed_at=format_instant(now))
    names = [name for name in FIELDS if name in values]
    before = {name: getattr(locked, name) for name in names}
    for name in names:
        setattr(locked, name, values[name])
    locked.version += 1
    locked.full_clean()
    if locked.state == VacancyState.OPEN:
        is_publishable(locked, actor, now)
    locked.save()
    _follow(locked, actor)
    judge_change(vacancy=locked, actor=actor, now=now)
    after = {name: getattr(locked, name) for name in names}
    audit.record(actor, "vacancies.changed", locked, details=audit.differences(before, after))
    return locked


def _follow(vacancy: Vacancy, actor: Actor) -> None:
    change_round(
        selection_round=vacancy.round,
        actor=actor,
        title=vacancy.title,
        province=vacancy.province_id,
        place_count=vacancy.post_count,
        accepts_until=vacancy.last_application_on,
    )
    if vacancy.state == VacancyState.OPEN:
        write_open_row(vacancy)
