"""What a person is told whose registration waited for the register (KPS-52). Statutory: it is about him."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


class IdentityVerified(Notice):
    name = "jobseekers.verified"
    audience = _("The job seeker")
    template = "jobseekers/notices/verified.txt"
    example: ClassVar[dict[str, Any]] = {"link": "http://localhost/ozgecmis/"}


class NotRegistered(IdentityVerified):
    name = "jobseekers.not_registered"
    template = "jobseekers/notices/not_registered.txt"
