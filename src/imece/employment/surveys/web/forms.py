"""Forms made from questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.ui.fields import CountField
from imece.employment.surveys.domain.questionnaires import Question, Section
from imece.employment.surveys.enums import QuestionKind

LONGEST_TEXT = 2000
FIRST_YEAR = 2000


class SurveyCriteria(forms.Form):
    year = CountField(label=_("Year"), least=FIRST_YEAR, most=2999, required=False)


def field_of(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": question.label, "required": question.required}
    match question.kind:
        case QuestionKind.COUNT:
            return CountField(**common)
        case QuestionKind.CHOICE:
            return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **common)
        case QuestionKind.CHOICES:
            return forms.MultipleChoiceField(
                choices=question.choices, widget=forms.CheckboxSelectMultiple, **common
            )
        case QuestionKind.TEXT:
            return forms.CharField(
                widget=forms.Textarea(attrs={"rows": 4}), max_length=LONGEST_TEXT, **common
            )


def form_of(section: Section) -> type[forms.Form]:
    """A form class with a field for each question, under the question's code."""
    fields = {question.code: field_of(question) for question in section.questions}
    return type(f"Section_{section.slug}", (forms.Form,), fields)
