from django.utils.translation import gettext_lazy as _

from imece.core.permissions import is_signed_in, permit

permit("notifications.own", is_signed_in, who=_("everybody who is signed in, for messages to themselves"))
