"""The public check page: is this paper genuine, what is it, when and by whom was it issued?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from imece.core.documents.check import CheckAnswer, check_document, is_same_file, parse_code
from imece.core.documents.errors import TOO_MANY_CHECKS
from imece.core.documents.throttle import WINDOW_SECONDS, count_check
from imece.core.errors import Problem
from imece.core.models.document import shown_code
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Verification code"),
        max_length=60,
        help_text=_("32 digits and letters in five groups, such as 0A1B2C3D-4E5F-6789-ABCD-EF0123456789"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "text"}),
    )


class CopyForm(forms.Form):
    file = forms.FileField(
        label=_("The PDF you were given"),
        help_text=_("It is compared with what was issued and not kept."),
        required=False,
        allow_empty_file=True,
    )


@public
@never_cache
@require_GET
def verify_page(request: HttpRequest) -> HttpResponse:
    """*Belge doğrulama*: a code typed by hand leads to the address the QR holds."""
    if "code" not in request.GET:
        return _form_page(request, CodeForm())
    form = CodeForm(request.GET)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    try:
        return redirect("documents:check_code", code=shown_code(parse_code(form.cleaned_data["code"])))
    except Problem as problem:
        form.add_error("code", f"{problem.message} {problem.remedy} ({problem.code})")
        return _form_page(request, form, problem=problem, status=problem.kind.status)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def check_code(request: ActorRequest, code: str) -> HttpResponse:
    """The answer for one code; a POST brings a copy of the file to compare."""
    try:
        count_check(request.client_address)
        answer = check_document(code, today=timezone.localdate())
    except Problem as problem:
        return _problem_page(request, code, problem)
    context: dict[str, Any] = {"answer": answer, "form": CopyForm()}
    if request.method == "POST":
        context |= _compare(request, answer)
    status = context["problem"].kind.status if "problem" in context else 200
    return render(request, "core/documents/answer.html", context, status=status)


def _compare(request: HttpRequest, answer: CheckAnswer) -> dict[str, Any]:
    form = CopyForm(request.POST, request.FILES)
    try:
        return {"form": form, "is_same": is_same_file(answer, request.FILES.get("file"))}
    except Problem as problem:
        form.add_error("file", f"{problem.message} {problem.remedy} ({problem.code})")
        return {"form": form, "problem": problem}


def _problem_page(request: HttpRequest, code: str, problem: Problem) -> HttpResponse:
    form = CodeForm(initial={"code": code[:60]})
    response = _form_page(request, form, problem=problem, status=problem.kind.status)
    if problem.kind is TOO_MANY_CHECKS:
        response["Retry-After"] = str(WINDOW_SECONDS)
    return response


def _form_page(request: HttpRequest, form: CodeForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "core/documents/verify.html", {"form": form, **more}, status=status)
