"""What a view does with a Problem that belongs to a form."""

from django import forms

from imece.core.errors import Problem


def add_problem(form: forms.Form, problem: Problem) -> None:
    """Show it beside its field, or above the form when it has none of this form's; nothing typed is lost."""
    field = problem.field if problem.field in form.fields else None
    if not form.is_bound:  # a step without fields: bind it, so that it can carry an error
        form.is_bound, form.data = True, {}
    form.add_error(field, f"{problem.message} {problem.remedy} ({problem.code})")
