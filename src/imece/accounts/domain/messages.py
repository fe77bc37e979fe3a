"""What accounts writes to persons: codes, and news about their own account. Sent after the commit."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _n
from django.utils.translation import gettext as _

from imece.accounts.enums import NoticeChannel
from imece.accounts.models import Person

NEWS = {
    "password_changed": _n("The password of your account was changed."),
    "password_reset": _n("A new password was set for your account with «Forgot my password»."),
    "secret_changed": _n("The secret question of your account was changed."),
    "contacts_changed": _n("The contact data of your account were changed."),
    "misuse_reported": _n("Your account is locked because misuse of its password was reported."),
    "account_locked": _n("Your account was locked by the institution."),
    "account_unlocked": _n("Your account was unlocked by the institution."),
    "joined_again": _n("Somebody tried to join with your identity number. You are already a member; nothing changed."),
}


def send_code(channel: NoticeChannel, address: str, code: str, language: str) -> None:
    with translation.override(language):
        subject = _("Your verification code")
        text = _("Your İmece code is {code}. It is valid for 10 minutes. Tell it to nobody.").format(code=code)
    transaction.on_commit(partial(_deliver, channel, address, subject, text))


def tell_person(person: Person, kind: str) -> None:
    with translation.override(person.language):
        subject = _("News about your account")
        text = _(NEWS[kind]) + " " + _("If this was not you, go to your provincial unit.")
    transaction.on_commit(partial(_deliver, NoticeChannel.EMAIL, person.email, subject, text))


def tell_staff(kind: str, person: Person) -> None:
    """Staff with the right «portal accounts» find the person by the number of the record."""


def _deliver(channel: NoticeChannel, address: str, subject: str, text: str) -> None:
    if channel == NoticeChannel.EMAIL and address:
        send_mail(subject, text, None, [address])
