"""**Şifremi Unuttum** (P1.2): five pages and the code. A wrong answer shows only at the code, and not as such."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from imece.accounts.domain import contacts, recovery
from imece.accounts.domain.problems import CODE_WRONG
from imece.accounts.domain.queries import open_person_by_key
from imece.accounts.enums import NoticeChannel
from imece.accounts.models import Person
from imece.accounts.web.fields import CodeForm, NationalIdField, NewPasswordForm, PhoneField
from imece.accounts.web.runs import end_run, read_run, write_run
from imece.core.errors import Problem
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest

RUN = "recovery"


class NumberForm(forms.Form):
    national_id = NationalIdField()


class IdentityForm(forms.Form):
    given_names = forms.CharField(
        label=gettext_lazy("Given names"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    surname = forms.CharField(
        label=gettext_lazy("Surname"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("secret question", "Answer"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class MissingContactForm(forms.Form):
    """Only what is missing; mandatory."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    phone = PhoneField()
    postal_address = forms.CharField(
        label=gettext_lazy("Postal address"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if getattr(person, name) or (
                name == "postal_address" and person.notice_channel != NoticeChannel.POST
            ):
                del self.fields[name]


@public
@never_cache
def start(request: ActorRequest) -> HttpResponse:
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_run(request, RUN, {"number": form.cleaned_data["national_id"]})
        return redirect("accounts:recovery_identity")
    return _page(request, "start", form)


@public
@never_cache
def identity(request: ActorRequest) -> HttpResponse:
    """**Kimlik Bilgileri**: kept, and judged together with the answer. The register is not asked by strangers."""
    run = read_run(request, RUN)
    if "number" not in run:
        return redirect("accounts:recovery")
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write_run(request, RUN, {"number": run["number"], "identity": form.cleaned_data})
        return redirect("accounts:recovery_question")
    return _page(request, "identity", form)


@public
@never_cache
@sensitive_post_parameters("answer")
def question(request: ActorRequest) -> HttpResponse:
    """**Gizli Soru**, **Cevabı**."""
    run = read_run(request, RUN)
    if "identity" not in run:
        return redirect("accounts:recovery")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = _judge(request, run, form.cleaned_data["answer"])
        if problem is None:
            return redirect("accounts:recovery_code")
        form.add_error(None, f"{problem.message} {problem.remedy}")
    return _page(request, "question", form, question=recovery.question_for(run["number"]).label)


def _judge(request: ActorRequest, run: dict[str, Any], answer: str) -> Problem | None:
    now, actor, number = timezone.now(), request.actor, run["number"]
    try:
        person = recovery.judge_answers(
            national_id=number, answer=answer, actor=actor, now=now, **run["identity"]
        )
        recovery.send_recovery_code(national_id=number, person=person, actor=actor, now=now)
    except Problem as problem:
        return problem
    write_run(request, RUN, {"number": number, "person": person.pk if person else None})
    return None


@public
@never_cache
@sensitive_post_parameters("code")
def code(request: ActorRequest) -> HttpResponse:
    """The second proof. Without a verified address no code arrives: the page says so to everybody alike."""
    run = read_run(request, RUN)
    if "person" not in run:
        return redirect("accounts:recovery")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        is_right = recovery.use_recovery_code(national_id=run["number"], code=typed, now=timezone.now())
        if is_right and run["person"]:
            write_run(request, RUN, run | {"is_proved": True})
            return redirect("accounts:recovery_contacts")
        form.add_error("code", _words(CODE_WRONG()))
    return _page(request, "code", form)


@public
@never_cache
def contact_data(request: ActorRequest) -> HttpResponse:
    """**İletişim Bilgileri**, if they are incomplete: filled in, unverified; the proof was given before."""
    person = _proved_person(request)
    if person is None:
        return redirect("accounts:recovery")
    if recovery.has_complete_contacts(person):
        return redirect("accounts:recovery_password")
    form = MissingContactForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        given = {"email": "", "phone": "", "postal_address": ""} | form.cleaned_data
        contacts.complete_contacts(person=person, actor=request.actor, **given)
        return redirect("accounts:recovery_password")
    return _page(request, "contacts", form)


@public
@never_cache
@sensitive_post_parameters("password1", "password2")
def new_password(request: ActorRequest) -> HttpResponse:
    """**Yeni Şifre**, **Yeni Şifre Tekrar** → **Kaydet**."""
    person = _proved_person(request)
    if person is None:
        return redirect("accounts:recovery")
    form = NewPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        recovery.reset_password(
            person=person, password=form.cleaned_data["password1"], actor=request.actor, now=timezone.now()
        )
        end_run(request, RUN)
        messages.success(
            request, _("Your new password is saved. Sign in with it; all earlier sessions have ended.")
        )
        return redirect("account_login")
    return _page(request, "password", form)


def _proved_person(request: ActorRequest) -> Person | None:
    run = read_run(request, RUN)
    if not run.get("is_proved"):
        return None
    return open_person_by_key(run["person"])


def _page(request: ActorRequest, step: str, form: forms.Form, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"accounts/recovery/{step}.html", {"form": form, **context}, status=status)


def _words(problem: Problem) -> str:
    return f"{problem.message} {problem.remedy}"
