"""**Gizlilik taahhütnamem**: our own member of staff reads the undertaking and signs it with his password (PRO-08)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from imece.accounts.models import Person
from imece.accounts.public import confirm_password
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.parties.public import (
    own_undertaking,
    produce_undertaking,
    sign_own_undertaking,
    undertaking_of_staff,
)


class SignForm(forms.Form):
    old_password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Your password stands for your signature on this paper."),
    )


@needs("undertakings.sign")
@sensitive_post_parameters()
def own(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assert isinstance(request.user, Person)  # the permission was asked before
            password = form.cleaned_data["old_password"]
            confirm_password(request.user, password, actor=request.actor, now=now)
            sign_own_undertaking(actor=request.actor, now=now)
            messages.success(request, gettext("You have signed. Registers can be asked in your name now."))
            return redirect("own_undertaking")
        except Problem as problem:
            add_problem(form, problem)
    context = {"undertaking": undertaking_of_staff(request.actor, now), "form": form}
    return render(request, "access/own_undertaking.html", context, status=422 if form.errors else 200)


@needs("undertakings.sign")
@require_safe
def own_paper(request: ActorRequest) -> HttpResponse:
    """The signed paper; that he took it is on record."""
    signed = own_undertaking(request.actor, timezone.now())
    if signed is None:
        raise OUT_OF_SCOPE(what=gettext("your undertaking"))
    scan = produce_undertaking(undertaking=signed, actor=request.actor)
    headers = {"Content-Disposition": f'attachment; filename="ek-2-{signed.pk}.pdf"'}
    return HttpResponse(bytes(scan.content), content_type=scan.media_type, headers=headers)
