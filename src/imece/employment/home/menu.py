"""P1.8's menu, under the manual's names: what stands here works; a room adds its line when it opens."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ANONYMOUS, Actor, ActorKind
from imece.core.errors import Text
from imece.core.permissions import is_permitted
from imece.core.ui.menu import MenuItem
from imece.core.web.addresses import page_address

Items = tuple[MenuItem, ...]


def menu(request: HttpRequest) -> Sequence[MenuItem]:
    actor: Actor = getattr(request, "actor", ANONYMOUS)  # a refused host is answered before anybody is known
    return _menu_of(replace(actor, name="", organisation_name="", address="", request_id=""))


@lru_cache(maxsize=1024)
def _menu_of(actor: Actor) -> Items:
    """Kept by who acts for whom with which rights: a right less is another actor, so no line is ever stale."""
    return (
        *_start(actor),
        *_services(actor),
        *_shortcuts(actor),
        *_own(actor),
        *_for_staff(actor),
        *_help(actor),
    )


def _line(actor: Actor, permission: str, label: Text, name: str) -> Items:
    """One page, only for those who may open it."""
    return (MenuItem(label, page_address(name)),) if is_permitted(actor, permission) else ()


def _group(label: Text, *lines: MenuItem) -> Items:
    """A heading over what is left for this person; nothing left, no heading."""
    return (MenuItem(label, None, lines),) if lines else ()


def _start(actor: Actor) -> Items:
    return (
        (MenuItem(_("Start page"), page_address("start")),)
        if actor.is_signed_in
        else (MenuItem(_("Home page"), "/"),)
    )


def _services(actor: Actor) -> Items:
    """**Online İşlemler**, with the manual's lower levels."""
    return _group(
        _("Online services"),
        *_group(
            _("Employment"),
            MenuItem(_("Open vacancies"), page_address("open_vacancies")),
            *_line(actor, "vacancies.view", _("Labour requests"), "vacancy_list"),
            *_line(actor, "vacancies.edit", _("New labour request"), "vacancy_new"),
            *_line(actor, "candidates.edit", _("Send-off operations"), "dispatches"),
            *_line(actor, "candidates.edit", _("Interviews of the day"), "interview_day"),
            *_line(
                actor, "community_work.view", _("Follow-up of community-benefit programmes"), "programmes"
            ),
        ),
        *_group(
            _("Compensation and fund"),
            *_line(actor, "benefits.view", _("Declarations İKT/İÖ/KÇÖ – listing"), "declaration_list"),
        ),
        *_group(
            _("Labour market"),
            *_line(actor, "workforce.view", _("Monthly workforce tables"), "workforce_list"),
            *_line(actor, "quota.view", _("Quota by month"), "quota_list"),
            *_line(actor, "quota.persons", _("Compulsory workers"), "compulsory_workers"),
            *_line(actor, "dismissals.view", _("Listing of collective dismissals"), "dismissal_list"),
            *_line(actor, "statistics.view", _("Labour requests in figures"), "vacancy_figures"),
            *_line(actor, "statistics.duties", _("Workforce and duties in figures"), "duty_figures"),
            MenuItem(_("Open data"), page_address("open_data")),
            *_line(actor, "surveys.view", _("Impact analysis survey"), "surveys"),
        ),
        *_group(
            _("User services"),
            *_line(actor, "employers.view", _("Employer data"), "employers:workplaces"),
            *_group(
                _("Administration"),
                *_line(actor, "employers.users", _("User role management"), "employers:roles"),
                *_line(actor, "accounts.tokens", _("Tokens of programs"), "accounts:tokens"),
            ),
            *_line(actor, "accounts.own", _("My account"), "accounts:own"),
            *_line(actor, "notifications.own", _("My messages"), "notifications:inbox"),
        ),
        MenuItem(_("Occupation dictionary"), page_address("occupation_dictionary")),
        *_group(
            _("Reports"),
            *_group(
                _("For the employer"),
                *_line(actor, "reports.vacancies", _("Selection list of labour requests"), "selection_list"),
                *_line(actor, "reports.vacancies", _("Send-off list of labour requests"), "dispatch_list"),
                *_line(actor, "reports.vacancies", _("Interview list of labour requests"), "interview_list"),
                *_line(actor, "reports.vacancies", _("Result list of labour requests"), "result_list"),
            ),
        ),
    )


def _shortcuts(actor: Actor) -> Items:
    """**Kısayollar**."""
    if actor.kind != ActorKind.EMPLOYER:
        return ()
    return _group(
        _("Shortcuts"),
        *_line(actor, "home.duties", _("My duties"), "duties"),
        *_line(actor, "vacancies.edit", _("Create a labour request"), "vacancy_new"),
        *_line(actor, "vacancies.view", _("Labour requests"), "vacancy_list"),
        *_line(actor, "employers.users", _("Define an authorised user"), "employers:users"),
        *_line(actor, "workforce.edit", _("Workforce table: personnel form"), "personnel_uploads"),
    )


def _own(actor: Actor) -> Items:
    if actor.kind != ActorKind.JOB_SEEKER:
        return ()
    return _group(
        _("For job seekers"),
        *_line(actor, "profile.own", _("My profile"), "profile"),
        *_line(actor, "candidates.own", _("My applications"), "my_applications"),
        *_line(actor, "vacancies.searches", _("My searches"), "saved_searches"),
        *_line(actor, "objections.own", _("My objections"), "my_objections"),
        *_line(actor, "matching.own", _("Who looked at my data"), "looks_at_me"),
        *_line(actor, "data_requests.own", _("My personal data"), "my_data"),
    )


def _for_staff(actor: Actor) -> Items:
    """What only the institution's own people open."""
    return _group(
        _("Institution"),
        *_line(actor, "vacancies.reviews.view", _("Vacancies to review"), "review_list"),
        *_line(actor, "vacancies.reviews.view", _("Exceptions to equal treatment"), "fairness_exceptions"),
        *_line(actor, "vacancies.priority", _("Rights of priority"), "priority_list"),
        *_line(actor, "objections.answer", _("Objections"), "objections"),
        *_line(actor, "objections.answer", _("Equal treatment"), "equality_watch"),
        *_line(actor, "objections.answer", _("Refusals of work"), "work_refusals"),
        *_line(actor, "data_requests.desk", _("Personal data requests"), "data_requests"),
        *_line(actor, "workforce.duties", _("Workforce tables not filed"), "workforce_not_filed"),
        *_line(actor, "statistics.duties", _("Workplaces with a quota gap"), "quota_gaps"),
        *_line(actor, "employers.search", _("Find an employer"), "employers:search"),
        *_line(actor, "accounts.staff", _("Accounts of persons"), "accounts:staff_look_up"),
        *_line(actor, "accounts.staff", _("Organisations and staff"), "accounts:organisations"),
        *_line(actor, "reference.occupations.edit", _("Maintain the dictionary"), "dictionary_list"),
        *_line(actor, "reference.special_days.edit", _("Administrative leave"), "special_days"),
        *_line(actor, "parameters.view", _("Legal parameters"), "core:parameters"),
        *_line(actor, "retention.records", _("Records of destruction"), "core:destructions"),
    )


def _help(actor: Actor) -> Items:
    return _group(
        _("Verify and reckon"),
        MenuItem(_("Check a document"), page_address("documents:verify")),
        MenuItem(_("Reckon (Hesapla)"), page_address("core:rules")),
        MenuItem(_("Quota: what if?"), page_address("quota_what_if")),
        MenuItem(_("How points are given"), page_address("score_explained")),
        MenuItem(_("For programs"), page_address("open_api_page")),
    )
