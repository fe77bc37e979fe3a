"""Staff with the right «portal accounts»: find a person with a reason, lock and unlock, see memberships (P1.7)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imece.accounts.domain import access
from imece.accounts.domain.queries import person_by_key
from imece.accounts.models import Person
from imece.accounts.web.fields import NationalIdField
from imece.accounts.web.runs import read_run, write_run
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest

RUN = "looked-up"


class LookUpForm(forms.Form):
    national_id = NationalIdField()
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, min_length=access.SHORTEST_REASON)


class LockForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("To unlock, say how the person proved who he is."),
        max_length=300,
        min_length=access.SHORTEST_REASON,
    )


@needs("accounts.staff")
def look_up(request: ActorRequest) -> HttpResponse:
    """The number travels in the body of a POST, never in an address."""
    form = LookUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = access.look_up_person(actor=request.actor, **form.cleaned_data)
        if person is not None:
            write_run(request, RUN, {"person": person.pk, "by": request.user.pk})
            return redirect("accounts:staff_account")
        form.add_error("national_id", _("Nobody is a member with this number."))
    return render(request, "accounts/staff/look_up.html", {"form": form}, status=422 if form.errors else 200)


@needs("accounts.staff")
def account(request: ActorRequest) -> HttpResponse:
    """The account looked up last, for an hour; another one needs another look-up with its reason."""
    run = read_run(request, RUN)
    person = person_by_key(run.get("person")) if run.get("by") == request.user.pk else None
    if person is None:
        return redirect("accounts:staff_look_up")
    form = LockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _lock_or_unlock(request, person, form.cleaned_data["reason"])
            return redirect("accounts:staff_account")
        except Problem as problem:
            form.add_error(None, f"{problem.message} {problem.remedy}")
    memberships = access.memberships_of_person(person, actor=request.actor)
    context: dict[str, Any] = {"person": person, "memberships": memberships, "form": form}
    return render(request, "accounts/staff/account.html", context, status=422 if form.errors else 200)


def _lock_or_unlock(request: ActorRequest, person: Person, reason: str) -> None:
    action, actor = request.POST.get("action"), request.actor
    if action == "lock":
        access.lock_person(person=person, reason=reason, actor=actor, now=timezone.now())
        messages.success(request, _("The account is locked and its sessions have ended."))
    elif action == "unlock":
        access.unlock_person(person=person, reason=reason, actor=actor)
        messages.success(request, _("The account is unlocked."))
    else:
        raise OUT_OF_SCOPE(what=str(action))
