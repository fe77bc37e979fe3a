"""**Hesabım**: what a person changes about the own account. Each view makes one domain call."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from imece.accounts.domain import access, contacts
from imece.accounts.domain.queries import acceptances_of, count_sessions, has_second_factor, live_sessions
from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.web.devices import describe_device
from imece.accounts.web.fields import CodeForm, NewPasswordForm, PhoneField, password_field
from imece.accounts.web.session import person_of
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.formats import whole_of
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest


class ContactForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    phone = PhoneField(required=False)
    postal_address = forms.CharField(
        label=gettext_lazy("Postal address"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PreferencesForm(forms.Form):
    notice_channel = forms.ChoiceField(
        label=gettext_lazy("Notice channel"), choices=NoticeChannel, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("tr", "Türkçe"), ("en", "English")],
        widget=forms.RadioSelect,
    )


class PasswordForm(NewPasswordForm):
    old_password = password_field(gettext_lazy("Present password"))
    field_order = ["old_password", "password1", "password2"]


class SecretForm(forms.Form):
    old_password = password_field(gettext_lazy("Present password"))
    secret_question = forms.ChoiceField(label=gettext_lazy("Secret question"), choices=SecretQuestion)
    secret_answer = forms.CharField(
        label=pgettext_lazy("secret question", "Answer"),
        min_length=3,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@needs("accounts.own")
def overview(request: ActorRequest) -> HttpResponse:
    person = person_of(request)
    context = {
        "person": person,
        "channel": NoticeChannel(person.notice_channel).label,
        "question": SecretQuestion(person.secret_question).label if person.secret_question else "",
        "acceptances": acceptances_of(person),
        "has_second_factor": has_second_factor(person),
        "session_count": count_sessions(person),
    }
    return render(request, "accounts/own/overview.html", context)


@needs("accounts.own")
def contact_data(request: ActorRequest) -> HttpResponse:
    person = person_of(request)
    initial = {name: getattr(person, name) for name in ("email", "phone", "postal_address")}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        contacts.change_contacts(person=person, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Your contact data are saved."))
        return redirect("accounts:own")
    return _page(request, "contacts", form)


@needs("accounts.own")
@require_POST
def send_verification(request: ActorRequest, channel: str) -> HttpResponse:
    contacts.send_verification(
        person=person_of(request), channel=_channel(channel), actor=request.actor, now=timezone.now()
    )
    return redirect("accounts:verify_contact", channel)


@needs("accounts.own")
def verify_contact(request: ActorRequest, channel: str) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            contacts.verify_contact(
                person=person_of(request),
                channel=_channel(channel),
                code=form.cleaned_data["code"],
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("The address is verified."))
            return redirect("accounts:own")
        except Problem as problem:
            _show(form, problem)
    address = contacts.address_of(person_of(request), _channel(channel))
    return _page(request, "verify", form, address=address, channel=channel)


def _channel(name: str) -> NoticeChannel:
    if name not in contacts.VERIFIABLE:
        raise OUT_OF_SCOPE(what=name)
    return NoticeChannel(name)


@needs("accounts.own")
def preferences(request: ActorRequest) -> HttpResponse:
    person = person_of(request)
    initial = {"notice_channel": person.notice_channel, "language": person.language}
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        channel, language = NoticeChannel(form.cleaned_data["notice_channel"]), form.cleaned_data["language"]
        try:
            contacts.set_preferences(person=person, channel=channel, language=language, actor=request.actor)
            messages.success(request, _("Your choices are saved."))
            return redirect("accounts:own")
        except Problem as problem:
            _show(form, problem)
    return _page(request, "preferences", form)


@needs("accounts.own")
@sensitive_post_parameters()
def password(request: ActorRequest) -> HttpResponse:
    person = person_of(request)
    form = PasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid() and _is_confirmed(request, form):
        key = request.session.session_key
        new = form.cleaned_data["password1"]
        access.change_password(person=person, password=new, actor=request.actor, keep_session=key)
        update_session_auth_hash(request, person)
        access.rename_session(key, request.session.session_key)
        messages.success(request, _("Your password is changed. All your other sessions have ended."))
        return redirect("accounts:own")
    return _page(request, "password", form)


@needs("accounts.own")
@sensitive_post_parameters()
def secret(request: ActorRequest) -> HttpResponse:
    person = person_of(request)
    form = SecretForm(request.POST or None, initial={"secret_question": person.secret_question})
    if request.method == "POST" and form.is_valid() and _is_confirmed(request, form):
        access.change_secret(
            person=person,
            question=SecretQuestion(form.cleaned_data["secret_question"]),
            answer=form.cleaned_data["secret_answer"],
            actor=request.actor,
        )
        messages.success(request, _("Your secret question is changed."))
        return redirect("accounts:own")
    return _page(request, "secret", form)


def _is_confirmed(request: ActorRequest, form: forms.Form) -> bool:
    try:
        access.confirm_password(
            person_of(request), form.cleaned_data["old_password"], actor=request.actor, now=timezone.now()
        )
    except Problem as problem:
        _show(form, problem)
        return False
    return True


@needs("accounts.own")
def sessions(request: ActorRequest) -> HttpResponse:
    """Device, time and address of each session, the newest first; **Bu oturumu sonlandır** on each."""
    current = request.session.session_key
    lines = [
        {"session": row, "device": describe_device(row.user_agent), "is_current": row.session_key == current}
        for row in live_sessions(person_of(request))
    ]
    return render(request, "accounts/own/sessions.html", {"lines": lines})


@needs("accounts.own")
@require_POST
def end_session(request: ActorRequest) -> HttpResponse:
    person = person_of(request)
    wanted = request.POST.get("session", "")
    if wanted == "others":
        access.end_other_sessions(person=person, keep=request.session.session_key, actor=request.actor)
        messages.success(request, _("All your other sessions have ended."))
    elif access.end_own_session(person=person, session_id=whole_of(wanted) or 0, actor=request.actor):
        messages.success(request, _("The session has ended."))
    else:
        messages.info(request, _("That session had ended already."))
    return redirect("accounts:sessions")


@needs("accounts.own")
def misuse(request: ActorRequest) -> HttpResponse:
    """**Şifrem izinsiz kullanıldı** (P1.4): asked once more, because only the unit can open the account again."""
    if request.method != "POST":
        return render(request, "accounts/own/misuse.html")
    access.report_misuse(person=person_of(request), actor=request.actor, now=timezone.now())
    logout(request)
    return render(request, "accounts/own/misuse_done.html")


def _show(form: forms.Form, problem: Problem) -> None:
    field = problem.field if problem.field in form.fields else None
    form.add_error(field, f"{problem.message} {problem.remedy}")


def _page(request: ActorRequest, name: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"accounts/own/{name}.html", {"form": form, **context}, status=status)
