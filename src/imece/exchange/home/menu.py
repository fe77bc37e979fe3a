"""The exchange's part of the menu: each room says its own lines, shown to whoever may open them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from imece.core.actor import ANONYMOUS, Actor
from imece.core.errors import Text
from imece.core.permissions import TABLE, is_permitted
from imece.core.ui.menu import MenuItem
from imece.core.web.addresses import page_address
from imece.exchange.access import public as access
from imece.exchange.agreements import public as agreements
from imece.exchange.billing import public as billing
from imece.exchange.catalogue import public as catalogue
from imece.exchange.continuity import public as continuity
from imece.exchange.developers import public as developers
from imece.exchange.letters import public as letters
from imece.exchange.parties import public as parties
from imece.exchange.transparency import public as transparency

Line = Sequence[Text]  # title, name of the address and, if it is not everybody's, its permission
GROUPS: tuple[tuple[Text, tuple[Line, ...]], ...] = (
    (
        _("Institutions and agreements"),
        (
            *parties.PARTNER_MENU, *parties.STAFF_MENU, *agreements.PARTNER_MENU, *agreements.STAFF_MENU,
            *agreements.PUBLIC_MENU, *letters.MENU,
        ),
    ),
    (_("Access to the exchange"), (*access.OWN_MENU, *access.DESK_MENU)),
    (_("Use and trail"), (*transparency.MENU, *developers.MENU, *billing.MENU)),
    (_("Services and operation"), (*developers.PUBLIC_MENU, *catalogue.MENU, *continuity.MENU)),
)  # fmt: skip


def menu(request: HttpRequest) -> Sequence[MenuItem]:
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return _menu_of(replace(actor, name="", organisation_name="", address="", request_id=""))


@lru_cache(maxsize=1024)
def _menu_of(actor: Actor) -> tuple[MenuItem, ...]:
    groups = tuple(MenuItem(title, None, shown) for title, lines in GROUPS if (shown := _shown(actor, lines)))
    return (MenuItem(_("Data exchange"), None, groups),) if groups else ()


def _shown(actor: Actor, lines: Iterable[Line]) -> tuple[MenuItem, ...]:
    """A page that stands in two rooms' lines is shown once."""
    known: dict[str, MenuItem] = {}
    for title, name, *permission in lines:
        if _is_open(actor, str(permission[0]) if permission else "public"):
            known.setdefault(str(name), MenuItem(title, page_address(str(name))))
    return tuple(known.values())


def _is_open(actor: Actor, permission: str) -> bool:
    return permission in ("", "public") or (permission in TABLE and is_permitted(actor, permission))
