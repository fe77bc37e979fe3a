"""**İşgücü İstemi Sihirbazı** (P3.2): fourteen pages for a new vacancy, and for one that exists (P3.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.models import Draft
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.wizards import Answers, Step, Subject, Wizard
from imece.employment.employers.public import workplace_of
from imece.employment.vacancies.domain.create import (
    CHANGEABLE,
    OVER,
    change_vacancy,
    create_vacancy,
)
from imece.employment.vacancies.domain.publish import publish_vacancy
from imece.employment.vacancies.domain.queries import vacancies_in_scope
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.web.employer import sections as pages
from imece.employment.vacancies.web.employer.last_page import last_page
from imece.employment.vacancies.web.employer.sections import (
    defaults_of,
    exceptions_of,
    gated_arguments,
    initial_of,
    properties_arguments,
    vacancy_of,
    values_of,
    waits,
)

PREFILLED = {
    "occupation": pages.OCCUPATION,
    "personal_status": pages.STATUS,
    "post_count": pages.PROPERTIES,
}
TEMPLATE = "vacancies/wizard_step.html"
OFF_BY_DEFAULT = _(
    "Off by default: leave everything empty unless the law knows an exception. A demand is announced only after "
    "the institution has approved the exception and its reason (6701 art. 7, NDR-05)."
)


def subject_of(actor: Actor, number: str) -> Subject:
    """A vacancy whose content may still change; one that is over is only read (VAC-105)."""
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    require(actor, "vacancies.edit", vacancy)
    if vacancy.state not in CHANGEABLE:
        raise OVER(number=vacancy.number, state=vacancy.get_state_display())
    return Subject(number, vacancy.version, initial_of(vacancy), label=str(vacancy))


def filled_for(actor: Actor) -> Mapping[str, Mapping[str, Any]]:
    """The work is usually where the workplace is; what has a usual value begins with it."""
    workplace = workplace_of(actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=actor.organisation_name)
    usual = {
        slug: defaults_of(slug) for slug in (pages.STATUS, pages.TERMS, pages.SCHOOLING, pages.PROPERTIES)
    }
    return usual | {
        pages.ADDRESS: {
            "province": workplace.province_id,
            "district": workplace.district_id,
            "neighbourhood": workplace.neighbourhood,
            "work_address": workplace.street_address,
        }
    }


def finish(*, draft: Draft, answers: Answers, actor: Actor, now: datetime) -> str:
    """**Kaydet** of İşlem Sonu: made or changed, and announced unless it waits for its day or is kept as a draft."""
    given: dict[str, Any] = {
        "values": values_of(answers),
        "exceptions": exceptions_of(answers),
        "actor": actor,
        "now": now,
    }
    vacancy = vacancy_of(draft, actor)
    if vacancy is None:
        vacancy = create_vacancy(workplace=_own_workplace(actor), **given)
    else:
        vacancy = change_vacancy(vacancy=vacancy, version=draft.subject_version or 0, **given)
    if vacancy.state == VacancyState.DRAFT and not waits(vacancy, answers, now):
        publish_vacancy(vacancy=vacancy, actor=actor, now=now)
    return reverse("vacancy_detail", args=[vacancy.number])


def _own_workplace(actor: Actor) -> Any:
    workplace = workplace_of(actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=actor.organisation_name)
    return workplace


def prefilled(actor: Actor, query: QueryDict) -> Mapping[str, Mapping[str, Any]]:
    """From a link such as the quota page's: occupation, personal_status, post_count."""
    known: dict[str, dict[str, Any]] = {}
    for name, slug in PREFILLED.items():
        if value := query.get(name, "").strip():
            known.setdefault(slug, defaults_of(slug))[name] = value
    return known


def _step(slug: str, title: Any, **more: Any) -> Step:
    return Step(slug=slug, title=title, form_class=pages.FORMS[slug], template=TEMPLATE, **more)


VACANCY_WIZARD = Wizard(
    kind="vacancy",
    title=_("Labour request wizard"),
    permission="vacancies.edit",
    steps=(
        _step(pages.OCCUPATION, _("Occupational properties")),
        _step(pages.STATUS, pgettext_lazy("wizard page", "Personal status")),
        _step(pages.TERMS, _("Working terms")),
        _step(pages.SCHOOLING, _("Schooling")),
        _step(
            pages.PHYSICAL,
            _("Physical properties and age"),
            intro=OFF_BY_DEFAULT,
            form_arguments=gated_arguments,
        ),
        _step(pages.LANGUAGE, _("Foreign language")),
        _step(pages.EXAM, _("Exam requirement")),
        _step(pages.LICENCE, _("Driving licence")),
        _step(
            pages.MILITARY,
            _("Military service condition"),
            intro=OFF_BY_DEFAULT,
            form_arguments=gated_arguments,
        ),
        _step(pages.ADDRESS, _("Address of work")),
        _step(pages.BENEFITS, pgettext_lazy("wizard page", "Benefits")),
        _step(pages.INTERVIEW, pgettext_lazy("wizard page", "Interview address")),
        _step(pages.PROPERTIES, _("Properties of the request"), form_arguments=properties_arguments),
    ),
    subject=subject_of,
    initial=filled_for,
    prefill=prefilled,
    saved_message=_("The record was created."),
    finish=finish,
    check_template="vacancies/wizard_end.html",
    check_context=last_page,
)
