from django.utils.translation import gettext_lazy as _

from imece.core.permissions import is_employer, is_signed_in, permit

permit("home.start", is_signed_in, who=_("everybody who is signed in"))
permit("home.duties", is_employer, who=_("users of the workplace, each as far as his rights reach"))
