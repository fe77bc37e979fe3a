"""**İmza denetimi**: paste a client assertion, and the failed check is named. Nothing of it is kept."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from imece.core.api.limits import count_call
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.exchange.developers.domain.assertions import LONGEST, examine_assertion

CHECKS_A_MINUTE = 30


class AssertionForm(forms.Form):
    assertion = forms.CharField(
        label=gettext_lazy("Client assertion"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("The value of client_assertion, as your program sends it. It is not kept."),
    )


@public
@sensitive_post_parameters("assertion")
def check_assertion(request: ActorRequest) -> HttpResponse:
    form = AssertionForm(request.POST or None)
    audience = f"{settings.EXCHANGE_URL}/v1/token"
    context = {
        "form": form,
        "audience": audience,
        "breadcrumbs": [(_("For developers"), reverse("developers")), (_("Check an assertion"), None)],
    }
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        count_call(f"assertions:{request.actor.address}", most=CHECKS_A_MINUTE, now=now)
        text = form.cleaned_data["assertion"]
        checks = examine_assertion(text, audience=audience, actor=request.actor, now=now)
        failed = [one for one in checks if not one.is_passed]
        context |= {"checks": checks, "failed": failed}
    return render(request, "developers/assertion.html", context, status=422 if form.errors else 200)
