"""**Özgeçmiş**: the job seeker's own profile, on one page; occupations on a second."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from imece.accounts.models import Person
from imece.core.errors import Problem
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.domain.profiles import (
    FIELDS,
    change_profile,
    create_profile,
    set_active,
    set_occupations,
)
from imece.employment.jobseekers.domain.queries import own_profile
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.web.forms import OccupationForm, ProfileForm


@needs("profile.own")
def profile(request: ActorRequest) -> HttpResponse:
    own = own_profile(request.actor)
    form = ProfileForm(request.POST or None, initial=_initial(own))
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, own, form)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Your profile was saved."))
            return redirect(_return_address(request) or ("profile" if own else "profile_occupations"))
    context = {"profile": own, "form": form, "next": _return_address(request)}
    return render(request, "jobseekers/profile.html", context, status=422 if form.errors else 200)


@needs("profile.own")
@require_POST
def switch(request: ActorRequest) -> HttpResponse:
    """Active or inactive, in one press."""
    own = own_profile(request.actor)
    if own is not None:
        set_active(profile=own, is_active=not own.is_active, actor=request.actor)
    return redirect("profile")


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
        known.pop(int(removed) if removed.isdigit() else 0, None)
        set_occupations(profile=own, occupations=known.items(), actor=request.actor)
        return redirect("profile_occupations")
    if form.is_bound and form.is_valid():
        known[form.cleaned_data["occupation"].pk] = form.cleaned_data["experience_months"]
        set_occupations(profile=own, occupations=known.items(), actor=request.actor)
        return redirect("profile_occupations")
    context = {"profile": own, "form": form}
    return render(request, "jobseekers/occupations.html", context, status=422 if form.errors else 200)


def _initial(own: JobSeeker | None) -> dict[str, object]:
    if own is None:
        return {}
    initial = {name: getattr(own, name) for name in FIELDS if not name.endswith("_id")}
    return initial | {"province": own.province, "district": own.district, "version": own.version}


def _save(request: ActorRequest, own: JobSeeker | None, form: ProfileForm) -> None:
    actor, now = request.actor, timezone.now()
    if own is None:
        assert isinstance(request.user, Person)  # the permission was asked before
        create_profile(person=request.user, values=form.values(), actor=actor, now=now)
    else:
        version = form.cleaned_data["version"]
        change_profile(profile=own, values=form.values(), version=version, actor=actor, now=now)


def _return_address(request: ActorRequest) -> str:
    """Where he was sent here from («fill in your profile, then apply»); only addresses of our own."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else ""
