from django.utils.translation import gettext_lazy as _

from imece.core.permissions import is_job_seeker, permit

permit("profile.own", is_job_seeker, who=_("the job seeker, for the own profile"))
