"""States and kinds of what is done about questions asked: flags, samples, requests (X5.4, X5.5, KVK-05)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UsageRuleName(TextChoices):
    """X5.5: what counts as unusual. Thresholds are dated parameters (`domain/usage.py`)."""

    NIGHT = "night", _("Asked at night")
    VOLUME = "volume", _("Far more than usual")
    SUBJECT_BY_MANY = "subject_by_many", _("One person asked about by many users")
    SUBJECTS_BY_ONE = "subjects_by_one", _("Many persons asked about by one user")
    COLLEAGUES = "colleagues", _("Colleagues asked about")
    WATCHED = "watched", _("A person of the watched list")


class FlagState(TextChoices):
    OPEN = "open", _("Waits for the institution")
    ANSWERED = "answered", _("Waits for the auditor")
    EXPLAINED = "explained", _("Explained")
    SUSTAINED = "sustained", _("Sustained")


class WhyState(TextChoices):
    """A citizen's «why?» (KVK-05)."""

    OPEN = "open", _("Waits for the institution's answer")
    ESCALATED = "escalated", _("Overdue; the data protection contact was told")
    ANSWERED = "answered", _("An answer was given")


class SampleState(TextChoices):
    OPEN = "open", _("Waits for the institution")
    ANSWERED = "answered", _("Waits for the auditor")
    CLOSED = "closed", _("Closed")


class Verdict(TextChoices):
    """The auditor's word on one justified question."""

    ACCEPTED = "accepted", _("Justified")
    REJECTED = "rejected", _("Not justified")
