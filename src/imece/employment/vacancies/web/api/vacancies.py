"""The interface for employers' own systems (P3.10): vacancies."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.core.api import Answered, Api, Call
from imece.core.api.problems import VERSION_OLD, Faults
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.keyset import keyset_page
from imece.core.scope import get_in_scope
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplace_of
from imece.employment.vacancies.domain import finish
from imece.employment.vacancies.domain.create import (
    CHANGEABLE,
    as_changed,
    change_vacancy,
    create_vacancy,
)
from imece.employment.vacancies.domain.incoming import Judged, judge, judge_new, read_codes
from imece.employment.vacancies.domain.publish import is_for_later, publish_vacancy
from imece.employment.vacancies.domain.queries import vacancies_in_scope
from imece.employment.vacancies.domain.references import (
    KNOWN_ALREADY,
    check_reference,
    conflicts_in_scope,
    keep_reference,
    record_conflict,
)
from imece.employment.vacancies.enums import ClosingOutcome, IncomingWay, VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.api import bodies

API = Api(
    name="employer",
    prefix="api/v1/employer/",
    title=_("İmece for employers' systems"),
    version="1.0",
    description=_(
        "Vacancies and candidates of one workplace. Every call carries a token that its manager made;"
        " a token for trying out gets the same answers and changes nothing."
    ),
)


def own_workplace(call: Call) -> Workplace:
    workplace = workplace_of(call.actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=call.actor.organisation_name)
    return workplace


def own_vacancy(call: Call) -> Vacancy:
    rows = vacancies_in_scope(call.actor).select_related(
        "workplace__organisation", "round", "occupation", "province", "district", "own_reference"
    )
    return get_in_scope(rows, call.actor, number=call.path["number"])


def _told(vacancy: Vacancy, **more: Any) -> Answered:
    return Answered(bodies.vacancy_answer(vacancy), version=vacancy.version, **more)


@API.endpoint(
    "GET", "vacancies/", permission="vacancies.view", summary=_("List the workplace's vacancies"),
    query=bodies.VacancyQuery, answer=bodies.VacancyPage,
    description=_("Newest first. Follow «next» as the parameter «after» until it is empty."),
)  # fmt: skip
def list_vacancies(call: Call) -> bodies.VacancyPage:
    query = call.query
    rows = vacancies_in_scope(call.actor).select_related("occupation", "own_reference")
    if query.state:
        rows = rows.filter(state=query.state)
    if query.reference:
        rows = rows.filter(own_reference__reference=query.reference)
    page = keyset_page(rows, order=("-created_at", "-pk"), after=query.after, size=query.size)
    return bodies.VacancyPage([bodies.vacancy_line(row) for row in page.rows], page.next_cursor)


def _record_conflict(call: Call, problem: Problem) -> None:
    if problem.kind is KNOWN_ALREADY:
        record_conflict(
            workplace=own_workplace(call),
            reference=call.body.reference,
            way=IncomingWay.PROGRAM,
            actor=call.actor,
            now=call.now,
        )


@API.endpoint(
    "POST", "vacancies/", permission="vacancies.edit", summary=_("Create a vacancy"),
    body=bodies.NewVacancyBody, answer=bodies.VacancyAnswer, status=201, is_repeatable=False,
    on_refusal=_record_conflict,
    description=_(
        "A draft, or announced with «publish»: at once, or on «starts_on» if that is later. What needs the "
        "institution's review goes there."
    ),
)  # fmt: skip
def create(call: Call) -> Answered:
    workplace = own_workplace(call)
    check_reference(workplace, call.body.reference)
    values, faults = read_codes(bodies.given_values(call.body), call.now)
    if faults:
        raise Faults(faults)
    asked = bodies.given_exceptions(call.body) or []
    judged = judge_new(workplace, values, call.now, for_publishing=call.body.publish, exceptions=asked)
    if judged.faults:
        raise Faults(judged.faults)
    vacancy = create_vacancy(
        workplace=workplace, values=values, actor=call.actor, now=call.now, exceptions=judged.exceptions
    )
    keep_reference(vacancy, call.body.reference)
    if call.body.publish and not is_for_later(vacancy, call.now):
        publish_vacancy(vacancy=vacancy, actor=call.actor, now=call.now)
        vacancy.refresh_from_db()
    return _told(vacancy, location=f"/{API.prefix}vacancies/{vacancy.number}/")


@API.endpoint(
    "GET", "vacancies/<str:number>/", permission="vacancies.view", summary=_("Read a vacancy"),
    answer=bodies.VacancyAnswer,
)  # fmt: skip
def read(call: Call) -> Answered:
    return _told(own_vacancy(call))


@API.endpoint(
    "PUT", "vacancies/<str:number>/", permission="vacancies.edit", summary=_("Change a vacancy"),
    body=bodies.VacancyBody, answer=bodies.VacancyAnswer,
    description=_("The whole content; what is left out takes its usual value. An open vacancy changes at once."),
)  # fmt: skip
def change(call: Call) -> Answered:
    vacancy, version = own_vacancy(call), call.expected_version
    if vacancy.version != version:
        raise VERSION_OLD(version=vacancy.version)
    values, faults = read_codes(bodies.given_values(call.body), call.now)
    if faults:
        raise Faults(faults)
    judged = _judged_change(vacancy, values, call)
    changed = change_vacancy(
        vacancy=vacancy,
        values=values,
        version=version,
        actor=call.actor,
        now=call.now,
        exceptions=judged.exceptions if judged else None,
    )
    changed.refresh_from_db()
    return _told(changed)


def _judged_change(vacancy: Vacancy, values: dict[str, Any], call: Call) -> Judged | None:
    """None of a vacancy that no longer changes: the verb says so itself."""
    if vacancy.state not in CHANGEABLE:
        return None
    judged = judge(
        as_changed(vacancy, values, call.now),
        call.now,
        for_publishing=vacancy.state == VacancyState.OPEN,
        exceptions=bodies.given_exceptions(call.body),
    )
    if judged.faults:
        raise Faults(judged.faults)
    return judged


@API.endpoint(
    "POST", "vacancies/<str:number>/publish/", permission="vacancies.edit", summary=_("Announce a draft"),
    answer=bodies.VacancyAnswer, is_repeatable=False,
)  # fmt: skip
def publish(call: Call) -> Answered:
    vacancy = own_vacancy(call)
    publish_vacancy(vacancy=vacancy, actor=call.actor, now=call.now)
    vacancy.refresh_from_db()
    return _told(vacancy)


@API.endpoint(
    "POST", "vacancies/<str:number>/extend/", permission="vacancies.edit", summary=_("Move the last day"),
    body=bodies.ExtendBody, answer=bodies.VacancyAnswer, is_repeatable=False,
)  # fmt: skip
def extend(call: Call) -> Answered:
    vacancy, day = own_vacancy(call), call.body.last_application_on
    finish.extend_vacancy(vacancy=vacancy, last_application_on=day, actor=call.actor, now=call.now)
    vacancy.refresh_from_db()
    return _told(vacancy)


@API.endpoint(
    "POST", "vacancies/<str:number>/close/", permission="vacancies.edit", summary=_("Close with its outcome"),
    body=bodies.CloseBody, answer=bodies.VacancyAnswer, is_repeatable=False,
)  # fmt: skip
def close(call: Call) -> Answered:
    vacancy, body = own_vacancy(call), call.body
    finish.close_vacancy(
        vacancy=vacancy,
        outcome=ClosingOutcome(body.outcome),
        reason=body.reason,
        placed=finish.Placed(body.placed_through_us, body.placed_otherwise),
        actor=call.actor,
        now=call.now,
    )
    vacancy.refresh_from_db()
    return _told(vacancy)


@API.endpoint(
    "POST", "vacancies/<str:number>/cancel/", permission="vacancies.edit", summary=_("Cancel with a reason"),
    body=bodies.CancelBody, answer=bodies.VacancyAnswer, is_repeatable=False,
)  # fmt: skip
def cancel(call: Call) -> Answered:
    vacancy = own_vacancy(call)
    finish.cancel_vacancy(vacancy=vacancy, reason=call.body.reason, actor=call.actor, now=call.now)
    vacancy.refresh_from_db()
    return _told(vacancy)


@API.endpoint(
    "GET", "conflicts/", permission="vacancies.edit", summary=_("Attempts to send a vacancy twice"),
    query=bodies.PageQuery, answer=bodies.ConflictPage,
)  # fmt: skip
def list_conflicts(call: Call) -> bodies.ConflictPage:
    rows = conflicts_in_scope(call.actor)
    page = keyset_page(rows, order=("-at", "-pk"), after=call.query.after, size=call.query.size)
    lines = [
        bodies.ConflictLine(row.reference, row.vacancy.number, str(row.way), row.sender, row.at)
        for row in page.rows
    ]
    return bodies.ConflictPage(lines, page.next_cursor)
