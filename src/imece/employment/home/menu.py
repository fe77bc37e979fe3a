"""P1.8's menu, under the manual's names: what stands here works; a room adds its line when it opens."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ANONYMOUS, Actor, ActorKind
from imece.core.permissions import is_permitted
from imece.core.ui.menu import MenuItem


def menu(request: HttpRequest) -> Sequence[MenuItem]:
    actor: Actor = getattr(request, "actor", ANONYMOUS)  # a refused host is answered before anybody is known
    return tuple(item for item in (_services(actor), _shortcuts(actor), _own(actor), *_open()) if item)


def _open() -> tuple[MenuItem, ...]:
    return (
        MenuItem(_("Open vacancies"), reverse("open_vacancies")),
        MenuItem(_("Occupation dictionary"), reverse("occupation_dictionary")),
        MenuItem(_("Reckon (Hesapla)"), reverse("core:rules")),
    )


def _line(actor: Actor, permission: str, label: object, name: str) -> tuple[MenuItem, ...]:
    return (MenuItem(str(label), reverse(name)),) if is_permitted(actor, permission) else ()


def _services(actor: Actor) -> MenuItem | None:
    """**Online İşlemler**, with the manual's lower levels."""
    employment = (
        *_line(actor, "vacancies.view", _("Labour requests"), "vacancy_list"),
        *_line(actor, "vacancies.edit", _("New labour request"), "vacancy_new"),
        *_line(actor, "reports.vacancies", _("Result list of labour requests"), "result_list"),
    )
    users = (
        *_line(actor, "employers.view", _("Employer data"), "employers:workplaces"),
        *_line(actor, "employers.users", _("User role management"), "employers:users"),
    )
    groups = tuple(
        MenuItem(str(label), None, lines) for label, lines in ((_("Employment"), employment), (_("Users"), users)) if lines
    )
    return MenuItem(_("Online services"), None, groups) if groups else None


def _shortcuts(actor: Actor) -> MenuItem | None:
    """**Kısayollar**."""
    if actor.kind != ActorKind.EMPLOYER:
        return None
    lines = (
        *_line(actor, "vacancies.edit", _("Create a labour request"), "vacancy_new"),
        *_line(actor, "vacancies.view", _("Labour requests"), "vacancy_list"),
        *_line(actor, "employers.users", _("Define an authorised user"), "employers:users"),
    )
    return MenuItem(_("Shortcuts"), None, lines) if lines else None


def _own(actor: Actor) -> MenuItem | None:
    if actor.kind != ActorKind.JOB_SEEKER:
        return None
    lines = (MenuItem(_("My profile"), reverse("profile")), MenuItem(_("My applications"), reverse("my_applications")))
    return MenuItem(_("For job seekers"), None, lines)
