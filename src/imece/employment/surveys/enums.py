"""Kinds of survey and of question (P11.11)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SurveyKind(TextChoices):
    """**Genel Anket** once a year; surveys of one course will stand beside it, with a subject."""

    GENERAL = "general", _("General survey")
    COURSE = "course", _("Survey of a course")


class QuestionKind(TextChoices):
    COUNT = "count", _("Whole number")
    CHOICE = "choice", _("One choice")
    CHOICES = "choices", _("Several choices")
    TEXT = "text", _("Free text")
