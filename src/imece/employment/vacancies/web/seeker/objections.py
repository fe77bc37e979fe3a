"""*Contest this*, from «you cannot apply»: the reasons as they stand now go along with the person's words."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imece.core.errors import Problem
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.public import own_profile
from imece.employment.selection.public import contest_eligibility, earlier_objection
from imece.employment.vacancies.domain.apply import check_eligibility
from imece.employment.vacancies.domain.queries import announced_vacancies


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Why you contest it"),
        help_text=gettext_lazy("In your own words. The unit reads them, the employer does not."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
    )


@needs("vacancies.apply")
def contest(request: ActorRequest, number: str) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    vacancy = get_in_scope(announced_vacancies().select_related("round"), actor, number=number)
    profile = own_profile(actor)
    eligibility = check_eligibility(vacancy, profile, now)
    if profile is None or not eligibility.is_judgement:
        return redirect("announcement", number)
    if known := earlier_objection(vacancy.round_id, profile, eligibility.messages):
        return redirect("my_objection", known.pk)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            objection = contest_eligibility(
                selection_round=vacancy.round,
                job_seeker=profile,
                reasons=eligibility.messages,
                words=form.cleaned_data["words"],
                actor=actor,
                now=now,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Your objection was received."))
            return redirect("my_objection", objection.pk)
    context = {"vacancy": vacancy, "reasons": eligibility.messages, "form": form}
    return render(request, "vacancies/contest.html", context, status=422 if form.errors else 200)
