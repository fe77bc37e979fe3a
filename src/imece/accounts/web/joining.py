"""**Üye Ol** for individuals (P1.3, P1.5): terms → identity → password and contacts → **Başvurumu Tamamla**.

Whether a number is registered already is never shown: the last page is the same, and the member is told.
"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from imece.accounts.domain import joining, messages
from imece.accounts.domain.attempts import IDENTITY_FROM_ADDRESS, IDENTITY_OF_NUMBER, count_attempt
from imece.accounts.domain.codes import make_code, use_code
from imece.accounts.domain.identity import confirm_identity
from imece.accounts.domain.persons import hash_answer, hash_password
from imece.accounts.domain.problems import CODE_WRONG
from imece.accounts.domain.terms import GENERAL, PRIVACY, current_terms
from imece.accounts.domain.waiting import is_silence
from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.web.fields import CodeForm, NationalIdField, NewPasswordForm, PhoneField
from imece.accounts.web.runs import end_run, read_run, write_run
from imece.accounts.web.texts import sections
from imece.core.errors import Problem
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest

RUN = "joining"
CODE = "join"


class IdentityForm(forms.Form):
    national_id = NationalIdField()
    given_names = forms.CharField(
        label=_("Given names"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    surname = forms.CharField(
        label=_("Surname"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year"}),
    )


class AccountForm(NewPasswordForm):
    secret_question = forms.ChoiceField(label=_("Secret question"), choices=SecretQuestion)
    secret_answer = forms.CharField(
        label=pgettext_lazy("secret question", "Answer"),
        min_length=3,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    notice_channel = forms.ChoiceField(
        label=_("Notice channel"),
        choices=NoticeChannel,
        initial=NoticeChannel.EMAIL,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(required=False)
    postal_address = forms.CharField(
        label=_("Postal address"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )

    def clean(self) -> dict[str, Any]:
        """The chosen channel needs its address."""
        cleaned = super().clean()
        needed = {"email": "email", "sms": "phone", "post": "postal_address"}.get(
            cleaned.get("notice_channel", "")
        )
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, _("The notice channel you chose needs this."))
        return cleaned


@public
@never_cache
def terms(request: ActorRequest) -> HttpResponse:
    """**Okudum, kabul ediyorum** leads on, **Okudum, kabul etmiyorum** to the home page."""
    today = timezone.localdate()
    general, privacy = current_terms(GENERAL, today), current_terms(PRIVACY, today)
    if request.method == "POST":
        if request.POST.get("answer") != "accept":
            end_run(request, RUN)
            return redirect("/")
        write_run(
            request, RUN, {"terms": [general.pk, privacy.pk], "accepted_at": timezone.now().isoformat()}
        )
        return redirect("accounts:join_identity")
    context = {"general": sections(general), "privacy": sections(privacy), "version": general}
    return render(request, "accounts/joining/terms.html", context)


@public
@never_cache
def identity(request: ActorRequest) -> HttpResponse:
    run = read_run(request, RUN)
    if "terms" not in run:
        return redirect("accounts:join")
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found, is_verified = _confirmed(request, form.cleaned_data), True
        except Problem as problem:
            found, is_verified = form.cleaned_data, False
            if not is_silence(problem):
                form.add_error(None, f"{problem.message} {problem.remedy}")
        if form.is_valid():
            write_run(request, RUN, run | {"identity": found, "is_verified": is_verified})
            return redirect("accounts:join_account")
    return _page(request, "identity", form)


def _confirmed(request: ActorRequest, typed: dict[str, Any]) -> dict[str, Any]:
    """Raises ACC-011 or ACC-001; each try is a question to the register, so tries are few."""
    now, actor = timezone.now(), request.actor
    count_attempt(IDENTITY_FROM_ADDRESS, actor.address, now=now)
    count_attempt(IDENTITY_OF_NUMBER, typed["national_id"], now=now)
    found = confirm_identity(**typed, purpose=joining.PURPOSE, file=joining.FILE, actor=actor)
    return {
        "national_id": found.national_id,
        "given_names": found.given_names,
        "surname": found.surname,
        "birth_year": found.birth_year,
        "former_number": found.former_number,
    }


@public
@never_cache
@sensitive_post_parameters()
def account(request: ActorRequest) -> HttpResponse:
    run = read_run(request, RUN)
    if "identity" not in run:
        return redirect("accounts:join")
    form = AccountForm(request.POST or None, person=joining.unsaved_person(run["identity"]))
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        typed.pop("password2")
        typed["password_hash"] = hash_password(typed.pop("password1"))
        typed["secret_answer_hash"] = hash_answer(typed.pop("secret_answer"))
        run |= {"account": typed}
        write_run(request, RUN, run)
        problem = _send_code(run)
        if problem is None:
            return redirect("accounts:join_finish")
        form.add_error(None, f"{problem.message} {problem.remedy}")
    return _page(request, "account", form)


@public
@never_cache
def finish(request: ActorRequest) -> HttpResponse:
    """**Başvurumu Tamamla**, with the code when there is an address to verify."""
    run = read_run(request, RUN)
    if "account" not in run:
        return redirect("accounts:join")
    channel, address = joining.address_to_verify(run["account"])
    form = CodeForm(request.POST or None) if channel else None
    if request.method == "POST" and "again" in request.POST:
        problem = _send_code(run)
        form = CodeForm()
        context = {"again": problem is None, "problem": problem}
        return _page(request, "finish", form, channel=channel, address=address, **context)
    if request.method == "POST" and (form is None or form.is_valid()):
        if form is None or _is_code_right(run, address, form.cleaned_data["code"]):
            return _complete(request, run, channel)
        form.add_error("code", f"{CODE_WRONG().message} {CODE_WRONG().remedy}")
    return _page(request, "finish", form, channel=channel, address=address)


def _complete(request: ActorRequest, run: dict[str, Any], channel: NoticeChannel | None) -> HttpResponse:
    """Not verified, it is kept until the register answers (KPS-52)."""
    complete = joining.complete_joining if run["is_verified"] else joining.keep_joining
    complete(
        identity=run["identity"],
        account=run["account"],
        terms=run["terms"],
        verified=channel,
        language=translation.get_language() or "tr",
        actor=request.actor,
        now=timezone.now(),
    )
    end_run(request, RUN)
    return render(request, "accounts/joining/done.html", {"is_verified": run["is_verified"]})


def _subject(run: dict[str, Any], address: str) -> str:
    return f"{run['identity']['national_id']}:{address}"


def _send_code(run: dict[str, Any]) -> Problem | None:
    channel, address = joining.address_to_verify(run["account"])
    if channel is None:
        return None
    try:
        code = make_code(purpose=CODE, subject=_subject(run, address), now=timezone.now())
    except Problem as problem:
        return problem
    messages.send_code(channel, address, code, translation.get_language() or "tr")
    return None


def _is_code_right(run: dict[str, Any], address: str, code: str) -> bool:
    return use_code(purpose=CODE, subject=_subject(run, address), code=code, now=timezone.now())


def _page(request: ActorRequest, step: str, form: forms.Form | None, **context: Any) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return render(request, f"accounts/joining/{step}.html", {"form": form, **context}, status=status)
