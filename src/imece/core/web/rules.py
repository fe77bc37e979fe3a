"""*Hesapla*: every rule of law can be tried, by people on a page and by programs as JSON (X-API of the rules)."""

import json
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from imece.core.errors import Problem, define
from imece.core.rule_registry import RULES, UNKNOWN_RULE, Answer, Rule, ask, describe_rule
from imece.core.turkish import fold
from imece.core.ui.rule_answer import lines_of, shown
from imece.core.ui.rule_form import ON, payload_of, rule_form
from imece.core.web.access import public
from imece.core.web.errors import problem_response
from imece.core.web.parameters import value_text

NOT_THIS_METHOD = define(
    "API-405",
    gettext_lazy("{method} is not answered at {path}."),
    remedy=gettext_lazy("Use {allowed}."),
    status=405,
)
NOT_A_DAY = define(
    "API-422",
    gettext_lazy("«{day}» is not a day."),
    remedy=gettext_lazy("Write it as YYYY-MM-DD, for example 2026-04-30."),
    status=422,
)


class Search(forms.Form):
    q = forms.CharField(label=gettext_lazy("Rule, title or article"), required=False, max_length=100)


@public
def rule_list(request: HttpRequest) -> HttpResponse:
    form = Search(request.GET)
    wanted = fold(form.cleaned_data["q"]).split() if form.is_valid() else []
    found = [one for one in known_rules() if all(word in _search_text(one) for word in wanted)]
    return render(request, "core/rules/list.html", {"search": form, "rules": found, "count": len(found)})


@public
def rule_page(request: HttpRequest, rule_id: str) -> HttpResponse:
    """The form is posted, not put into the address: identity numbers do not belong into logs."""
    rule = _known(rule_id)
    form = rule_form(rule, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"rule": rule, "form": form}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                answer = ask(rule.id, payload_of(form), form.cleaned_data[ON] or timezone.localdate())
                steps = [(step.text, shown(step.value)) for step in answer.outcome.steps]
                context |= {"answer": answer, "lines": list(lines_of(answer.outcome.value)), "steps": steps}
                context["numbers"] = [(row, value_text(row)) for row in answer.parameters.used]
                status = 200
            except Problem as problem:
                context["problem"], status = problem, problem.kind.status
    context["example"] = json.dumps(rule.example, ensure_ascii=False)
    return render(request, "core/rules/rule.html", context, status=status)


@public
def api_rules(request: HttpRequest) -> HttpResponse:
    """Every rule with its input schema and a working example."""
    if request.method not in ("GET", "HEAD"):
        return _refuse_method(request, "GET")
    return JsonResponse({"rules": [describe_rule(one) for one in known_rules()]})


@csrf_exempt
@public
def api_rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """GET describes one rule; POST asks it, `?on=` with the numbers of another day."""
    rule = _known(rule_id)
    if request.method in ("GET", "HEAD"):
        return JsonResponse(describe_rule(rule))
    if request.method != "POST":
        return _refuse_method(request, "GET, POST")
    return JsonResponse(_ask(rule, request).as_json())


def _ask(rule: Rule, request: HttpRequest) -> Answer:
    text = request.GET.get("on", "")
    try:
        day = date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as problem:
        raise NOT_A_DAY(day=text[:40], field="on") from problem
    return ask(rule.id, request.body, day)


def _refuse_method(request: HttpRequest, allowed: str) -> HttpResponse:
    problem = NOT_THIS_METHOD(method=request.method, path=request.path, allowed=allowed)
    response = problem_response(request, problem)
    response.headers["Allow"] = allowed
    return response


def known_rules() -> list[Rule]:
    return [RULES[rule_id] for rule_id in sorted(RULES)]


def _known(rule_id: str) -> Rule:
    if rule_id not in RULES:
        raise UNKNOWN_RULE(rule=rule_id)
    return RULES[rule_id]


def _search_text(rule: Rule) -> str:
    return fold(f"{rule.id} {rule.title} {rule.article}")
