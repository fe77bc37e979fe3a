"""The exchange's part of the menu: each room says its own lines (`public.MENU`), shown to whoever may open them."""

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

Line = tuple[Text, str, str]  # title, name of the address, permission or "public"


def menu(request: HttpRequest) -> Sequence[MenuItem]:
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return _menu_of(replace(actor, name="", organisation_name="", address="", request_id=""))


@lru_cache(maxsize=1024)
def _menu_of(actor: Actor) -> tuple[MenuItem, ...]:
    groups = tuple(
        MenuItem(title, None, shown) for title, lines in groups_of_lines() if (shown := _shown(actor, lines))
    )
    return (MenuItem(_("Data exchange"), None, groups),) if groups else ()


def _shown(actor: Actor, lines: Iterable[Line]) -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(title, page_address(name))
        for title, name, permission in lines
        if permission == "public" or (permission in TABLE and is_permitted(actor, permission))
    )


def groups_of_lines() -> tuple[tuple[Text, Sequence[Line]], ...]:
    """Title of the group, and its rooms' lines in order."""
    from imece.exchange.access import public as access
    from imece.exchange.agreements import public as agreements
    from imece.exchange.billing import public as billing
    from imece.exchange.catalogue import public as catalogue
    from imece.exchange.continuity import public as continuity
    from imece.exchange.developers import public as developers
    from imece.exchange.letters import public as letters
    from imece.exchange.transparency import public as transparency

    return (
        (_("Agreements and access"), (*agreements.MENU, *access.MENU, *letters.MENU)),
        (_("Use and trail"), (*transparency.MENU, *billing.MENU)),
        (_("Services and operation"), (*catalogue.MENU, *developers.MENU, *continuity.MENU)),
    )
