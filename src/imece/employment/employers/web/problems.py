"""A Problem beside the field it is about, or on top of the form."""

from typing import TypeVar

from django import forms

from imece.core.errors import Problem

F = TypeVar("F", bound=forms.BaseForm)


def show_problem(form: F, problem: Problem) -> F:
    field = problem.field if problem.field in form.fields else None
    form.add_error(field, f"{problem.message} {problem.remedy} ({problem.code})")
    return form
