"""Counting failures without keeping the T.C. number in the clear: axes stores a keyed hash."""

from typing import Any

from django.http import HttpRequest

from imece.accounts.domain.sealing import fingerprint
from imece.accounts.models import PersonAlias


def fingerprint_of_login(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """Named in settings (AXES_USERNAME_CALLABLE)."""
    typed = (credentials or {}).get("username") or (request.POST.get("login", "") if request else "")
    return fingerprint_of_number(_present_number(str(typed).strip()))


def _present_number(typed: str) -> str:
    """A former number counts with the present one (ID-07): two numbers give no more tries than one."""
    present = PersonAlias.objects.filter(old_number=typed).values_list("person__national_id", flat=True)
    return present.first() or typed


def fingerprint_of_number(number: str) -> str:
    return fingerprint("sign-in", number.strip())[:32]


def forget_failures(number: str) -> None:
    """After a recovery the right person need not wait for the lock-out of the wrong tries."""
    from axes.utils import reset

    reset(username=fingerprint_of_number(number))
