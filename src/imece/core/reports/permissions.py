from django.utils.translation import gettext_lazy as _

from imece.core.permissions import is_signed_in, permit

permit("reports.open_own", is_signed_in, who=_("the person who made the report"))
