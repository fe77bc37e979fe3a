"""**Özgeçmiş**: begun on one short page; then the overview with what is missing; occupations; switched on and off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from imece.accounts.models import Person, WaitingIdentity
from imece.core.errors import Problem
from imece.core.formats import whole_of
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.domain.completeness import SectionState, completeness, section_states
from imece.employment.jobseekers.domain.experience import experience_by_occupation
from imece.employment.jobseekers.domain.joining import join
from imece.employment.jobseekers.domain.profiles import set_active, set_occupations
from imece.employment.jobseekers.domain.queries import own_profile, own_waiting_profile
from imece.employment.jobseekers.enums import Section
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.web.forms import OccupationForm, ProfileForm
from imece.employment.jobseekers.web.shown import answers, identity_source


@needs("profile.own")
def profile(request: ActorRequest) -> HttpResponse:
    """Before there is a profile the short page; after it the overview, which is also «check your answers»."""
    own = own_profile(request.actor)
    return _begin(request) if own is None else _overview(request, own)


def _begin(request: ActorRequest) -> HttpResponse:
    """Also for a registration that waits for the register (KPS-52): it says so, and saving asks again."""
    waiting = own_waiting_profile(request.actor)
    form = ProfileForm(request.POST or None, initial=_typed(waiting))
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, Person)  # the permission was asked before
        try:
            made = join(person=request.user, values=form.values(), actor=request.actor, now=timezone.now())
        except Problem as problem:
            add_problem(form, problem)
        else:
            if isinstance(made, WaitingIdentity):
                return redirect("profile")
            messages.success(request, _("Your profile was saved."))
            return redirect(return_address(request) or "profile_occupations")
    context = {"form": form, "next": return_address(request), "waiting": waiting}
    return render(request, "jobseekers/begin.html", context, status=422 if form.errors else 200)


def _typed(waiting: WaitingIdentity | None) -> dict[str, object]:
    values = waiting.given if waiting else {}
    names = {"education": "education", "province": "province_id", "district": "district_id"}
    return {field: values[column] for field, column in names.items() if column in values}


def _overview(request: ActorRequest, own: JobSeeker) -> HttpResponse:
    states = section_states(own)
    filled, counted = completeness(states)
    context = {
        "profile": own,
        "tasks": tasks(states),
        "filled": filled,
        "counted": counted,
        "missing": [one for one in states if not one.is_filled and not one.is_optional],
        "answers": answers(own),
        "identity_source": identity_source(own),
        "next": return_address(request),
    }
    return render(request, "jobseekers/profile.html", context)


def tasks(states: list[SectionState], current: Section | None = None) -> list[dict[str, object]]:
    """For `c-task-list`: what is missing says why it would help."""
    return [
        {
            "title": one.section.label,
            "url": section_url(one.section),
            "state": "done" if one.is_filled else "todo",
            "hint": "" if one.is_filled else _hint(one),
            "is_current": one.section == current,
        }
        for one in states
    ]


def _hint(one: SectionState) -> str:
    return gettext("Optional. {why}").format(why=one.why) if one.is_optional else str(one.why)


def section_url(section: Section) -> str:
    return reverse("profile_section", args=[section.value])


@needs("profile.own")
@require_POST
def switch(request: ActorRequest) -> HttpResponse:
    """Active or inactive, as the button says: pressed again in an old tab it changes nothing."""
    own, wanted = own_profile(request.actor), request.POST.get("active")
    if own is not None and wanted in {"yes", "no"}:
        set_active(profile=own, is_active=wanted == "yes", actor=request.actor)
    return redirect(return_address(request) or "profile")


@needs("profile.own")
def occupations(request: ActorRequest) -> HttpResponse:
    """**Ekle** one at a time, **Çıkar** by its button."""
    own = own_profile(request.actor)
    if own is None:
        return redirect("profile")
    known = {line.occupation_id: line.experience_months for line in own.occupations.all()}
    is_adding = request.method == "POST" and "remove" not in request.POST  # also the picker's own buttons
    form = OccupationForm(request.POST if is_adding else None)
    if request.method == "POST" and (removed := request.POST.get("remove")):
        known.pop(whole_of(removed) or 0, None)
        set_occupations(profile=own, occupations=known.items(), actor=request.actor)
        return redirect("profile_occupations")
    if form.is_bound and form.is_valid():
        known[form.cleaned_data["occupation"].pk] = form.cleaned_data["experience_months"]
        set_occupations(profile=own, occupations=known.items(), actor=request.actor)
        return redirect("profile_occupations")
    context = {"profile": own, "form": form, "lines": _occupation_lines(own)}
    return render(request, "jobseekers/occupations.html", context, status=422 if form.errors else 200)


def _occupation_lines(own: JobSeeker) -> list[dict[str, object]]:
    """With the months that count today: those stated, or those of the periods of work if they come to more."""
    counted = experience_by_occupation(own, timezone.localdate())
    return [
        {
            "id": one.occupation_id,
            "name": one.occupation.name,
            "months": months_text(counted[one.occupation_id].months),
            "is_from_periods": counted[one.occupation_id].months > one.experience_months,
        }
        for one in own.occupations.all()
    ]


def months_text(months: int) -> str:
    return ngettext("{months} month", "{months} months", months).format(months=months)


def return_address(request: ActorRequest) -> str:
    """Where he was sent here from («fill in your profile, then apply»); only addresses of our own."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if is_ours else ""
