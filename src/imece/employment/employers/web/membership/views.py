"""Üye Ol for employers (P1.3): terms, the employer, the authorised person. Works without an account.

The pages live on the server under a random key in a cookie of their own, so that signing in in between, which
begins a new session, loses nothing.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from imece.accounts.public import GENERAL, current_terms, is_silence, waiting_for
from imece.core.errors import Problem
from imece.core.web.access import public
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.domain.application import (
    LIFETIME,
    complete_application,
    find_application,
    first_workplace,
    keep_page,
    start_application,
)
from imece.employment.employers.domain.joining import MEMBERSHIP
from imece.employment.employers.domain.queries import person_acting
from imece.employment.employers.domain.register import NewEmployer, refuse_taken_tax_number
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import MembershipApplication
from imece.employment.employers.web.membership.forms import (
    EMPLOYER_FORMS,
    FounderForm,
    LegalEmployerForm,
    TermsForm,
)
from imece.employment.employers.web.membership.founder import keep_founder, prove_founder
from imece.employment.employers.web.membership.terms import sections

COOKIE = "uyelik"
PATH = "/uye-ol/isveren/"
EMPLOYER, FOUNDER = "employer", "founder"


@public
@never_cache
def terms(request: ActorRequest) -> HttpResponse:
    """**Okudum, kabul ediyorum** leads on; **Okudum, kabul etmiyorum** to the home page (EMP-02)."""
    version = current_terms(GENERAL, timezone.localdate())
    form = TermsForm(request.POST or None)
    if request.POST.get("answer") == "decline":
        return redirect("/")
    if request.method == "POST" and form.is_valid():
        kind = EmployerKind(form.cleaned_data["kind"])
        _started, key = start_application(kind=kind, terms=version, actor=request.actor, now=timezone.now())
        return _with_cookie(redirect("employers:join_employer"), key, request)
    return _page(request, "terms", form, sections=sections(version), version=version)


@public
@never_cache
def employer(request: ActorRequest) -> HttpResponse:
    """**Tüzel Kişi Bilgileri** → **İleri**; kept as typed, right or wrong."""
    application = _application(request)
    if application.completed_at is not None:
        return redirect("employers:join_done")
    form_class = EMPLOYER_FORMS[application.kind]
    if request.method == "POST":
        keep_page(application=application, page=EMPLOYER, typed=_typed(request.POST), actor=request.actor)
        form = form_class(request.POST)
        if form.is_valid() and _is_free(form):
            return redirect("employers:join_founder")
    else:
        form = form_class(initial=_initial(application, EMPLOYER))
    return _page(request, "employer", form, application=application)


@public
@never_cache
@sensitive_post_parameters()
def founder(request: ActorRequest) -> HttpResponse:
    """**Tüzel Kişi Yetkilisi Bilgileri** → **Başvurumu Tamamla**. Whoever is signed in is the founding manager."""
    application = _application(request)
    if application.completed_at is not None:
        return redirect("employers:join_done")
    new = _new_employer(application)
    if new is None:
        return redirect("employers:join_employer")
    person = person_acting(request.actor)
    posted = request.POST if request.method == "POST" else None
    form = forms.Form(posted) if person else _founder_form(application, request)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = person or prove_founder(request, application, form.cleaned_data)
            complete_application(
                application=application, new=new, founder=chosen, actor=request.actor, now=timezone.now()
            )
            return redirect("employers:join_done")
        except Problem as problem:
            if is_silence(problem) and not person:
                keep_founder(request, application, new, form.cleaned_data)
                return redirect("employers:join_done")
            add_problem(form, problem)
    return _page(request, "founder", form, application=application, person=person, new=new)


@public
@never_cache
def done(request: ActorRequest) -> HttpResponse:
    """The receipt: İŞKUR number, and where to go on; or that the identity is not verified yet (KPS-52)."""
    application = _application(request)
    if application.completed_at is not None:
        return render(request, "employers/membership/done.html", {"workplace": first_workplace(application)})
    if waiting_for(MEMBERSHIP, key=str(application.pk)).exists():
        return render(request, "employers/membership/waiting.html")
    return redirect("employers:join_founder")


# ------------------------------------------------------------------------------------------ the pages' forms
def _founder_form(application: MembershipApplication, request: ActorRequest) -> FounderForm:
    if request.method == "POST":
        keep_page(application=application, page=FOUNDER, typed=_typed(request.POST), actor=request.actor)
        return FounderForm(request.POST)
    initial = _initial(application, FOUNDER)
    if application.kind == EmployerKind.NATURAL:
        initial.setdefault("national_id", _initial(application, EMPLOYER).get("tax_id", ""))
    return FounderForm(initial=initial)


def _is_free(form: LegalEmployerForm) -> bool:
    """Same tax number twice: said on the page where it is typed."""
    try:
        refuse_taken_tax_number(form.cleaned_data["tax_id"])
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _new_employer(application: MembershipApplication) -> NewEmployer | None:
    """From the kept page, validated anew; None when it is not right yet."""
    form = EMPLOYER_FORMS[application.kind](_query(application.answers.get(EMPLOYER, {})))
    if not form.is_valid():
        return None
    values = dict(form.cleaned_data)
    title, tax_id, province = (values.pop(name) for name in ("title", "tax_id", "province"))
    values["district"] = values["district"].code
    return NewEmployer(EmployerKind(application.kind), title, tax_id, province.code, values)


# ------------------------------------------------------------------------------------------ cookie and page
def _application(request: ActorRequest) -> MembershipApplication:
    return find_application(request.COOKIES.get(COOKIE, ""), now=timezone.now())


def _with_cookie(response: HttpResponse, key: str, request: ActorRequest) -> HttpResponse:
    age = int(LIFETIME.total_seconds())
    secure = request.is_secure()
    response.set_cookie(COOKIE, key, max_age=age, path=PATH, httponly=True, samesite="Lax", secure=secure)
    return response


def _typed(posted: QueryDict) -> dict[str, list[str]]:
    return {name: posted.getlist(name) for name in posted if name != "csrfmiddlewaretoken"}


def _query(typed: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, texts in typed.items():
        data.setlist(name, texts)
    return data


def _initial(application: MembershipApplication, page: str) -> dict[str, str]:
    return {name: texts[-1] for name, texts in application.answers.get(page, {}).items() if texts}


def _page(request: ActorRequest, page: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"employers/membership/{page}.html", {"form": form, **context}, status=status)
