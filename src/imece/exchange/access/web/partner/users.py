"""End users of the institution: list, one, many from a file; their undertakings (X3.2, X3.3, PRO-08)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.scope import get_in_scope
from imece.core.submissions import OnceForm, submit_once
from imece.core.ui.fields import DateField
from imece.core.uploads.downloads import errors_response, template_response
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.access.domain.queries import institution_of, users_like
from imece.exchange.access.web.partner.units import show_problem
from imece.exchange.parties.models import EndUser, Institution, SubUnit
from imece.exchange.parties.public import (
    USER_FILE,
    Scan,
    add_end_user,
    change_end_user,
    close_end_user,
    end_users_in_scope,
    file_undertaking,
    has_valid_undertaking,
    issued_forms,
    make_undertaking_form,
    take_user_file,
    with_undertaking,
)

SHOWN_ERRORS = 100


class UserForm(OnceForm):
    user_number = forms.CharField(
        label=_("User number"),
        max_length=40,
        help_text=_("Your own number of the person, such as the registry number; it is never changed."),
    )
    name = forms.CharField(label=_("Name and surname"), max_length=200)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    unit: "forms.ModelChoiceField[SubUnit]" = forms.ModelChoiceField(
        label=_("Unit"), queryset=None, required=False, empty_label=_("the institution itself")
    )

    def __init__(self, *args: Any, institution: Institution, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        units = institution.units.filter(is_active=True).order_by("name")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["user_number"]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class CloseForm(forms.Form):
    closed_on = DateField(label=_("Closed on"), latest=timezone.localdate, initial=timezone.localdate)


class UndertakingForm(OnceForm):
    document_code = forms.CharField(
        label=_("Verification code"), max_length=40, help_text=_("As printed on the signed paper")
    )
    signed_on = DateField(label=_("Signed on"), latest=timezone.localdate)
    valid_until = DateField(
        label=_("Valid until"), required=False, help_text=_("Empty: until it is withdrawn")
    )
    scan = forms.FileField(
        label=_("Signed paper"),
        help_text=_("PDF, JPEG or PNG, at most 5 MB"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File with users"),
        help_text=_("Excel (.xlsx) or CSV, at most 5 MB and 5,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    takes_right_rows = forms.BooleanField(
        label=_("Take the right rows even if others are wrong"),
        required=False,
        help_text=_("Otherwise nothing is stored until every row is right."),
    )
    wants_list = forms.BooleanField(label=_("Give me the errors as an Excel file"), required=False)


class UserCriteria(forms.Form):
    words = forms.CharField(label=_("Name or number"), max_length=100, required=False)
    which = forms.ChoiceField(
        label=_("Which"),
        choices=[
            ("", _("All that are open")),
            ("unsigned", _("Without a valid undertaking")),
            ("closed", _("Closed")),
        ],
        required=False,
    )


def _listed(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[EndUser]:
    rows = with_undertaking(
        users_like(end_users_in_scope(actor), criteria.get("words")), timezone.localdate()
    )
    which = criteria.get("which")
    if which == "closed":
        return rows.filter(closed_on__isnull=False)
    rows = rows.filter(closed_on__isnull=True)
    return rows.filter(is_signed=False) if which == "unsigned" else rows  # type: ignore[misc]


def _undertaking_of(user: EndUser) -> str:
    return gettext("Valid") if user.is_signed else gettext("None: questions are refused")  # type: ignore[attr-defined]


def _why_not_closed(user: EndUser, actor: Actor, now: datetime) -> str:
    return gettext("This user is closed already.") if user.closed_on else ""


def _user_url(user: EndUser) -> str:
    return reverse("access_user", args=[user.pk])


USERS = ListPage(
    name="end-users",
    title=_("End users"),
    intro=_(
        "On whose behalf your institution asks. Without a signed undertaking every question of theirs is refused."
    ),
    columns=(
        Column(name="user_number", label=_("User number"), order_by=("user_number",), link=_user_url),
        Column(name="name", label=_("Name and surname"), order_by=("name",)),
        Column(name="title", label=_("Title")),
        Column(name="unit", label=_("Unit"), accessor=lambda user: str(user.unit) if user.unit else "–"),
        Column(name="undertaking", label=_("Undertaking (Ek-2)"), accessor=_undertaking_of),
        Column(name="closed_on", label=_("Closed on"), kind=Kind.DATE),
    ),
    rows=_listed,
    criteria_form=UserCriteria,
    over_cap="first",
    order=("user_number", "id"),
    row_label=str,
    actions=(
        RowAction(name="ac", label=_("See details"), url=_user_url, is_main=True),
        RowAction(
            name="kapat",
            label=_("Close"),
            url=lambda user: reverse("access_user_close", args=[user.pk]),
            why_not=_why_not_closed,
            is_dangerous=True,
        ),
    ),
    page_actions=(
        PageAction(_("New user"), lambda: reverse("access_user_new")),
        PageAction(_("Many from a file"), lambda: reverse("access_user_file"), is_main=False),
    ),
    empty=Empty(
        text=_("No user yet."),
        hint=_("A question names the person on whose behalf it is asked; so add your users first."),
        link_text=_("New user"),
        link=lambda: reverse("access_user_new"),
    ),
)


@needs("end_users.edit")
def user_list(request: ActorRequest) -> HttpResponse:
    return USERS.respond(request)


@needs("end_users.edit")
def user_new(request: ActorRequest) -> HttpResponse:
    institution = institution_of(request.actor)
    form = UserForm(request.POST or None, institution=institution, is_new=True)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            return _user_url(add_end_user(institution=institution, actor=request.actor, **form.values()))

        try:
            return redirect(submit_once(form.token_or_new(), actor=request.actor, act=act))
        except (Problem, ValidationError) as problem:
            show_problem(form, problem)
    return _page(request, form, gettext("New user"), reverse("access_users"))


@needs("end_users.edit")
def user(request: ActorRequest, user_id: int) -> HttpResponse:
    """The person with his undertakings, and what to do so that he may ask."""
    found, today = _found(request, user_id), timezone.localdate()
    undertakings = list(found.undertakings.order_by("-signed_on", "-id"))
    context = {
        "found": found,
        "is_signed": has_valid_undertaking(found, today),
        "undertakings": [(one, one.is_valid_on(today)) for one in undertakings],
        "papers": issued_forms(found)[:5],
    }
    return render(request, "access/user.html", context)


@needs("end_users.edit")
def user_change(request: ActorRequest, user_id: int) -> HttpResponse:
    found = _found(request, user_id)
    initial = {"name": found.name, "title": found.title, "unit": found.unit}
    form = UserForm(request.POST or None, institution=found.institution, is_new=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_end_user(user=found, actor=request.actor, **form.values())
            messages.success(request, gettext("The user was saved."))
            return redirect(_user_url(found))
        except (Problem, ValidationError) as problem:
            show_problem(form, problem)
    return _page(request, form, str(found), _user_url(found))


@needs("end_users.edit")
def user_close(request: ActorRequest, user_id: int) -> HttpResponse:
    found = _found(request, user_id)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            day = form.cleaned_data["closed_on"]
            close_end_user(user=found, closed_on=day, actor=request.actor, now=timezone.now())
            messages.success(request, gettext("The user was closed."))
            return redirect("access_users")
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "title": gettext("Close the user"),
        "what": str(found),
        "question": gettext(
            "From that day on questions in this person's name are refused. The number is not given again."
        ),
        "form": form,
        "back": _user_url(found),
    }
    return render(request, "access/ask.html", context, status=422 if form.errors else 200)


@needs("end_users.edit")
def user_file(request: ActorRequest) -> HttpResponse:
    """Known numbers are brought up to date, new ones added; with an error nothing is stored unless asked for."""
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = take_user_file(
                institution=institution_of(request.actor),
                file=file,
                name=file.name,
                takes_right_rows=form.cleaned_data["takes_right_rows"],
                actor=request.actor,
            )
        except Problem as problem:
            form.add_error("file", f"{problem.message} {problem.remedy} ({problem.code})")
        else:
            if not taken.errors:
                messages.success(
                    request,
                    gettext("{added} users were added, {changed} brought up to date.").format(
                        added=taken.added, changed=taken.changed
                    ),
                )
                return redirect("access_users")
            if form.cleaned_data["wants_list"]:
                return errors_response(USER_FILE, taken.errors)
            context |= {"taken": taken, "errors": taken.errors[:SHOWN_ERRORS]}
    status = 422 if form.errors or context.get("taken") else 200
    return render(request, "access/user_file.html", context, status=status)


@needs("end_users.edit")
@require_safe
def user_file_template(request: ActorRequest) -> HttpResponse:
    return template_response(USER_FILE)


@needs("end_users.edit")
@require_POST
def undertaking_paper(request: ActorRequest, user_id: int) -> HttpResponse:
    """The paper to be signed; each print has its own verification code."""
    found = _found(request, user_id)
    _document, content = make_undertaking_form(user=found, actor=request.actor, now=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="ek-2-{found.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs("end_users.edit")
def undertaking_file(request: ActorRequest, user_id: int) -> HttpResponse:
    found = _found(request, user_id)
    last = issued_forms(found).first()
    form = UndertakingForm(
        request.POST or None,
        request.FILES or None,
        initial={"document_code": last.shown_code if last else ""},
    )
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            values = {name: form.cleaned_data[name] for name in ("document_code", "signed_on", "valid_until")}
            scan = Scan(form.cleaned_data["scan"].name, form.cleaned_data["scan"].read())
            file_undertaking(user=found, scan=scan, actor=request.actor, now=timezone.now(), **values)
            return _user_url(found)

        try:
            url = submit_once(form.token_or_new(), actor=request.actor, act=act)
            messages.success(request, gettext("The undertaking was filed."))
            return redirect(url)
        except Problem as problem:
            add_problem(form, problem)
    return render(
        request, "access/undertaking.html", {"form": form, "found": found}, status=422 if form.errors else 200
    )


def _found(request: ActorRequest, user_id: int) -> EndUser:
    return get_in_scope(end_users_in_scope(request.actor), request.actor, pk=user_id)


def _page(request: ActorRequest, form: forms.Form, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "access/user_edit.html", context, status=422 if form.errors else 200)
