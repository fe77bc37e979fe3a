"""What accounts tells persons about their own account, and staff about misuse."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.enums import Channel
from imece.core.notifications.notice import Notice

_OWNER = _("The owner of the account")


class VerificationCode(Notice):
    """Never by post: it lives ten minutes."""

    name = "accounts.verification_code"
    audience = _("Whoever is to prove that an address is his")
    template = "accounts/notices/verification_code.txt"
    example = {"code": "123456"}
    channels = (Channel.EMAIL, Channel.SMS)


class IdentityVerified(Notice):
    """KPS-52: what waited for the register is done."""

    name = "accounts.identity_verified"
    audience = _("Whoever waited for the identity register")
    template = "accounts/notices/identity_verified.txt"
    example: ClassVar[dict[str, Any]] = {
        "what": "İş arayan kaydı", "why": "", "link": "http://localhost/ozgecmis/",
    }  # fmt: skip


class IdentityRefused(IdentityVerified):
    name = "accounts.identity_refused"
    template = "accounts/notices/identity_refused.txt"
    example: ClassVar[dict[str, Any]] = {
        "what": "İş arayan kaydı", "why": "Kimlik bilgileri doğrulanamadı.", "link": "http://localhost/ozgecmis/",
    }  # fmt: skip


class PasswordChanged(Notice):
    name = "accounts.password_changed"
    audience = _OWNER
    template = "accounts/notices/password_changed.txt"
    example = {}


class PasswordReset(Notice):
    name = "accounts.password_reset"
    audience = _OWNER
    template = "accounts/notices/password_reset.txt"
    example = {}


class SecretChanged(Notice):
    name = "accounts.secret_changed"
    audience = _OWNER
    template = "accounts/notices/secret_changed.txt"
    example = {}


class ContactsChanged(Notice):
    name = "accounts.contacts_changed"
    audience = _OWNER
    template = "accounts/notices/contacts_changed.txt"
    example = {}


class MisuseReported(Notice):
    name = "accounts.misuse_reported"
    audience = _OWNER
    template = "accounts/notices/misuse_reported.txt"
    example = {}


class AccountLocked(Notice):
    name = "accounts.account_locked"
    audience = _OWNER
    template = "accounts/notices/account_locked.txt"
    example = {}


class AccountUnlocked(Notice):
    name = "accounts.account_unlocked"
    audience = _OWNER
    template = "accounts/notices/account_unlocked.txt"
    example = {}


class AccountClosed(Notice):
    name = "accounts.account_closed"
    audience = _OWNER
    template = "accounts/notices/account_closed.txt"
    example = {}


class NewNumber(Notice):
    """ID-07. Without the numbers: the mail may be read by others."""

    name = "accounts.new_number"
    audience = _OWNER
    template = "accounts/notices/new_number.txt"
    example = {}


class JoinedAgain(Notice):
    name = "accounts.joined_again"
    audience = _OWNER
    template = "accounts/notices/joined_again.txt"
    example = {}


class MisuseReportedToStaff(Notice):
    """Without name or number: staff find the account in the trail."""

    name = "accounts.misuse_reported_to_staff"
    audience = _("Headquarters staff with the right «portal accounts»")
    template = "accounts/notices/misuse_reported_to_staff.txt"
    example = {"record": 4711}
