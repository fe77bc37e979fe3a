"""What the home room's menu may show of access: words, address and the permission that opens it."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MenuEntry(NamedTuple):
    title: str | Promise
    url_name: str
    permission: str


OWN_MENU = (
    MenuEntry(_("Access"), "access", "access.own"),
    MenuEntry(_("KPS information forms"), "access_forms", "information_forms.edit"),
    MenuEntry(_("Credentials"), "access_credentials", "access.own"),
    MenuEntry(_("End users"), "access_users", "end_users.edit"),
    MenuEntry(_("Units"), "access_units", "end_users.edit"),
    MenuEntry(_("Undertakings (Ek-2)"), "access_undertakings", "undertakings.see"),
)
DESK_MENU = (
    MenuEntry(_("My undertaking"), "own_undertaking", "undertakings.sign"),
    MenuEntry(_("KPS information forms"), "access_desk", "access.desk"),
    MenuEntry(_("Credentials of the institutions"), "access_desk_credentials", "access.desk"),
    MenuEntry(_("Static addresses"), "access_desk_addresses", "access.desk"),
    MenuEntry(_("Undertakings (Ek-2)"), "access_undertakings", "undertakings.see"),
    MenuEntry(_("Who distributes access to whom"), "access_distribution", "access.desk"),
)
