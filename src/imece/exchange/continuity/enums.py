"""Kinds and states of interruptions and breaches (X7; PRO-14 to PRO-19, KVK-07, KVK-08; design E3)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InterruptionKind(TextChoices):
    PLANNED = "planned", _("Planned maintenance")
    UNPLANNED = "unplanned", _("Unplanned outage")


class InterruptionState(TextChoices):
    """**Kesinti**. ENDED: the service is back and the missed data are being caught up (PRO-18)."""

    PLANNED = "planned", _("Announced")
    DETECTED = "detected", _("Detected")
    TOLD = "told", _("Told to the parties")
    ONGOING = "ongoing", _("Going on")
    ON_PAPER = "on_paper", _("On paper")
    ENDED = "ended", _("Ended, catching up")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Called off")


class Cause(TextChoices):
    """X7.1: a party's or not; PRO-18 frees from liability when it is neither's."""

    UNKNOWN = "unknown", _("Not known yet")
    PROVIDER = "provider", _("The party that answers")
    CONSUMER = "consumer", _("The party that asks")
    PLATFORM = "platform", _("The platform")
    NEITHER = "neither", _("Neither party")


class PaperOutcome(TextChoices):
    FOUND = "found", pgettext_lazy("an outcome", "Found")
    NOT_FOUND = "not_found", _("Not found")
    REFUSED = "refused", _("Refused")


class BreachState(TextChoices):
    """**İhlal**. Whom it is told to has clocks of its own, whatever the state (`BreachNotice`, KVK-08)."""

    FOUND = "found", pgettext_lazy("a breach", "Found")
    CONTAINED = "contained", _("Contained")
    CLOSED = "closed", _("Closed")
    DISMISSED = "dismissed", _("No breach")


class BreachKind(TextChoices):
    UNLAWFUL_SHARING = "unlawful_sharing", _("Unlawful sharing")
    UNLAWFUL_QUERY = "unlawful_query", _("Query without a lawful purpose")
    THEFT = "theft", _("Theft")
    LOSS = "loss", _("Loss")
    CREDENTIAL = "credential", _("Credential or key in other hands")
    OTHER = "other", _("Other")


class DataCategory(TextChoices):
    """The categories of the Board's form (KVK-07)."""

    IDENTITY = "identity", _("Identity")
    CONTACT = "contact", _("Contact")
    ADDRESS = "address", _("Residence")
    FAMILY = "family", _("Family")
    WORK = "work", _("Working life")
    HEALTH = "health", _("Health or disability (special)")
    CONVICTION = "conviction", _("Conviction (special)")


class Addressee(TextChoices):
    """KVK-08: one incident, several addressees with their own clocks."""

    OTHER_PARTY = "other_party", _("The other party")
    BOARD = "board", _("Personal Data Protection Board")
    REGISTER = "register", _("NVİ (identity sharing)")
    MINISTRY = "ministry", _("The Ministry (safety at work)")
    PERSONS = "persons", _("The persons concerned")


class BreachNoticeState(TextChoices):
    OWED = "owed", _("To be told")
    TOLD = "told", _("Told")
    NOT_OWED = "not_owed", _("Not owed")


class MaterialKind(TextChoices):
    DOCUMENT = "document", _("Documentation")
    TRAINING = "training", _("Training material")
