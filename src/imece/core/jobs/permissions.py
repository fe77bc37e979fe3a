from django.utils.translation import gettext_lazy as _

from imece.core.permissions import is_signed_in, permit

permit("jobs.own", is_signed_in, who=_("everybody who is signed in, for the jobs they started themselves"))
