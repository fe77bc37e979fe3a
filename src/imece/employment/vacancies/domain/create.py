"""Making, changing and publishing a vacancy."""

import copy
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
from imece.employment.vacancies.domain.fairness.exceptions import AskedException, ask_exceptions
from imece.employment.vacancies.domain.lines import lines_of, set_lines
from imece.employment.vacancies.domain.numbers import next_vacancy_number
from imece.employment.vacancies.domain.public_sector import fill_public_terms
from imece.employment.vacancies.domain.publish import judge_change, publish_vacancy
from imece.employment.vacancies.domain.search_rows import write_open_row
from imece.employment.vacancies.domain.shape import shape_faults
from imece.employment.vacancies.domain.workflow import VACANCY, is_publishable
from imece.employment.vacancies.enums import FairnessGround, VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.models.demands import (
    DocumentDemands,
    GatedDemands,
    OccupationalDemands,
    SchoolingDemands,
    StatusDemands,
)
from imece.employment.vacancies.models.offer import Places, Properties, WorkingTerms

OVER = define(
    "VAC-105",
    _("Vacancy {number} is {state}; its content no longer changes."),
    remedy=_("Open a new vacancy; the old one can be looked at."),
)
SECTIONS = (
    OccupationalDemands,
    StatusDemands,
    SchoolingDemands,
    GatedDemands,
    DocumentDemands,
    WorkingTerms,
    Places,
    Properties,
)
FIELDS = ("title", "description", *(field.attname for part in SECTIONS for field in part._meta.local_fields))
Exceptions = Mapping[FairnessGround, AskedException]
CHANGEABLE = (VacancyState.DRAFT, VacancyState.OPEN)


@verb
def create_vacancy(
    *,
    workplace: Workplace,
    values: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    copied_from: Vacancy | None = None,
    exceptions: Exceptions | None = None,
) -> Vacancy:
    """A draft with its number and its selection round; nobody but the workplace sees it yet."""
    require(actor, "vacancies.edit")
    vacancy = unsaved_vacancy(workplace=workplace, values=values, now=now)
    _check_shape(vacancy)
    vacancy.number = next_vacancy_number()
    vacancy.copied_from = copied_from
    vacancy.round = open_round(
        kind=RoundKind.VACANCY,
        number=vacancy.number,
        title=vacancy.title,
        organisation_id=workplace.organisation_id,
        province=vacancy.province_id,
        place_count=vacancy.post_count,
        accepts_until=vacancy.last_application_on,
        actor=actor,
    )
    vacancy.save()
    set_lines(vacancy, values)
    VACANCY.begin(vacancy, actor=actor, now=now)
    if exceptions:
        ask_exceptions(vacancy=vacancy, asked=exceptions, actor=actor, now=now)
    return vacancy


def unsaved_vacancy(*, workplace: Workplace, values: Mapping[str, Any], now: datetime) -> Vacancy:
    """What the values would make: to be judged on İşlem Sonu before anything is saved."""
    return _filled(Vacancy(workplace=workplace, created_at=now), values, now)


def as_changed(vacancy: Vacancy, values: Mapping[str, Any], now: datetime) -> Vacancy:
    """As the values would make it: to be judged; the one that is changed is read anew under its lock."""
    return _filled(copy.copy(vacancy), values, now)


def _filled(vacancy: Vacancy, values: Mapping[str, Any], now: datetime) -> Vacancy:
    for name in FIELDS:
        if name in values:
            setattr(vacancy, name, values[name])
    fill_public_terms(vacancy, now)
    return vacancy


@verb
def create_open_vacancy(
    *,
    workplace: Workplace,
    values: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    exceptions: Exceptions | None = None,
) -> Vacancy:
    """The short form's one **Kaydet** (P3.3): made and published together, or not at all."""
    vacancy = create_vacancy(workplace=workplace, values=values, actor=actor, now=now, exceptions=exceptions)
    publish_vacancy(vacancy=vacancy, actor=actor, now=now)
    return vacancy


@verb
def change_vacancy(
    *,
    vacancy: Vacancy,
    values: Mapping[str, Any],
    version: int,
    actor: Actor,
    now: datetime,
    exceptions: Exceptions | None = None,
) -> Vacancy:
    """Change what the announcement says; the search row and the round follow in the same transaction.

    `exceptions` left out: those asked for before stay, and hold for their values alone (NDR-05).
    """
    require(actor, "vacancies.edit", vacancy)
    rows = Vacancy.objects.select_for_update(of=("self", "round")).select_related("round")  # CAN-05
    locked = rows.get(pk=vacancy.pk)
    if locked.state not in CHANGEABLE:
        raise OVER(number=locked.number, state=locked.get_state_display())
    if locked.version != version:
        raise CHANGED_MEANWHILE(changed_at=format_instant(now))
    names = [name for name in FIELDS if name in values]
    before = {name: getattr(locked, name) for name in names} | lines_of(locked)
    _filled(locked, values, now)
    locked.version += 1
    locked.changed_at = now if locked.published_at else None
    _check_shape(locked)
    locked.save()
    set_lines(locked, values)
    if exceptions is not None:
        ask_exceptions(vacancy=locked, asked=exceptions, actor=actor, now=now)
    if locked.state == VacancyState.OPEN:
        is_publishable(locked, actor, now)
    _follow(locked, actor)
    judge_change(vacancy=locked, actor=actor, now=now)
    after = {name: getattr(locked, name) for name in names} | lines_of(locked)
    audit.record(actor, "vacancies.changed", locked, details=audit.differences(before, after))
    return locked


def _check_shape(vacancy: Vacancy) -> None:
    """Raises the first value that its column does not take (VAC-181)."""
    for problem in shape_faults(vacancy):
        raise problem


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
