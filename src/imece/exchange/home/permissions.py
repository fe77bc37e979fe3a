from django.utils.translation import gettext_lazy as _

from imece.core.permissions import is_partner, permit

permit("exchange.start", is_partner, who=_("people of an institution of the exchange"))
