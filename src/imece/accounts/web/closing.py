"""**Hesabımı kapat** (KVK-06): what goes at once, what law keeps until when, and the password once more."""

from django import forms
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from imece.accounts.domain.access import confirm_password
from imece.accounts.domain.closing import close_account, left_without_manager
from imece.accounts.domain.endings import matters_of
from imece.accounts.enums import Closing
from imece.accounts.web.fields import password_field
from imece.accounts.web.session import person_of
from imece.core.errors import Problem
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest


class ClosingForm(forms.Form):
    old_password = password_field(gettext_lazy("Present password"))


@needs("accounts.own")
@sensitive_post_parameters()
def close(request: ActorRequest) -> HttpResponse:
    person, now = person_of(request), timezone.now()
    matters = list(matters_of(person))
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_password(person, form.cleaned_data["old_password"], actor=request.actor, now=now)
            close_account(person=person, ground=Closing.OWN_WISH, actor=request.actor, now=now)
        except Problem as problem:
            form.add_error(problem.field or None, f"{problem.message} {problem.remedy}")
        else:
            logout(request)
            return render(request, "accounts/own/closed.html", {"matters": matters})
    context = {"form": form, "matters": matters, "orphans": left_without_manager(person, now=now)}
    return render(request, "accounts/own/close.html", context, status=422 if form.errors else 200)
