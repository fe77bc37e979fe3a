"""What the pages of this room have in common: a valid form acts once, a Problem stands beside its field."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from imece.core.errors import Problem, Text
from imece.core.submissions import OnceForm, submit_once
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest


def saved(
    request: ActorRequest, form: Form, act: Callable[[], str], *, done: Text, **page: Any
) -> HttpResponse:
    """Show the form, or act and go to the address that `act` answers. `page`: heading, label, back, intro."""
    if request.method == "POST" and form.is_valid():
        try:
            if isinstance(form, OnceForm):
                target = submit_once(form.token_or_new(), actor=request.actor, act=act)
            else:
                target = act()
        except Problem as problem:
            add_problem(form, problem)
        except ValidationError as problem:  # a constraint of the table, with its own words
            _add_constraint(form, problem)
        else:
            messages.success(request, str(done))
            return redirect(target)
    return render(request, "continuity/form.html", {"form": form, **page}, status=422 if form.errors else 200)


def _add_constraint(form: Form, problem: ValidationError) -> None:
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"__all__": problem.messages}
    for name, texts in by_field.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
