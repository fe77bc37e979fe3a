from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.exchange.continuity.enums import Addressee, BreachKind, BreachNoticeState, BreachState
from imece.exchange.letters.models import Letter
from imece.exchange.parties.models import Institution


class Breach(models.Model):
    """**Veri ihlali** (X7.3, PRO-10, KVK-07). The clocks run from `learned_at`, days off included.

    `asked_from` … `asked_until`, `suspect` and `services` bound the rows of the ledger that may be concerned; the
    affected set is counted from them, and said in `person_count` and `record_count` when it is known better.
    """

    is_watched = True

    kind = models.CharField(_("Kind"), max_length=16, choices=BreachKind)
    title = models.CharField(_("What happened"), max_length=200)
    source = models.TextField(_("Source: how it happened"))
    found_by = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="breaches_found"
    )  # none: the platform's operator
    suspect = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="breaches_suspected"
    )  # whose questions are concerned; none: anybody's
    services = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    occurred_at = models.DateTimeField(_("Happened at"), null=True, blank=True)
    learned_at = models.DateTimeField(_("Learned at"))
    asked_from = models.DateTimeField(_("Questions from"), null=True, blank=True)
    asked_until = models.DateTimeField(_("Questions until"), null=True, blank=True)
    categories = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    person_count = models.PositiveIntegerField(_("Number of persons"), null=True, blank=True)
    record_count = models.PositiveIntegerField(_("Number of records"), null=True, blank=True)
    effects = models.TextField(_("Likely effects"), blank=True)
    measures = models.TextField(_("Measures taken"), blank=True)
    state = models.CharField(max_length=9, choices=BreachState, default=BreachState.FOUND)
    contained_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("data breach")
        constraints = [
            models.CheckConstraint(
                name="breach_is_learned_after_it_happened",
                condition=Q(occurred_at__isnull=True) | Q(learned_at__gte=F("occurred_at")),
                violation_error_message=_("It cannot have been learned before it happened."),
            ),
            models.CheckConstraint(
                name="breach_questions_run_forwards",
                condition=Q(asked_from__isnull=True) | Q(asked_until__gt=F("asked_from")),
                violation_error_message=_("The questions end after they begin."),
            ),
        ]
        indexes = [models.Index(fields=["state", "learned_at"], name="breach_by_state")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        return f"VI-{timezone.localdate(self.created_at).year}-{self.pk:05d}"


class AffectedListing(models.Model):
    """That the persons concerned by a breach were named to somebody, and why. Never changed; holds none of them."""

    is_append_only = True
    kept_years = 10

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="affected_listings")
    at = models.DateTimeField(_("When"))
    person_id = models.BigIntegerField(null=True)  # who looked
    actor_name = models.CharField(_("Who"), max_length=200, blank=True)
    reason = models.TextField(_("Reason"))
    person_count = models.PositiveIntegerField(_("Number of persons"))
    unreadable_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("list of the persons concerned")


class BreachNotice(models.Model):
    """One addressee of a breach with its own clock (KVK-08). `due_at` empty: without delay, the time is shown."""

    is_watched = True

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="notices")
    addressee = models.CharField(max_length=11, choices=Addressee)
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="breach_notices"
    )
    state = models.CharField(max_length=8, choices=BreachNoticeState, default=BreachNoticeState.OWED)
    due_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(_("How it was told"), max_length=250, blank=True)
    late_reason = models.TextField(_("Why it was told late"), blank=True)
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="breach_notices"
    )

    class Meta:
        verbose_name = _("notice of a breach")
        constraints = [
            models.UniqueConstraint(
                fields=["breach", "addressee", "institution"], nulls_distinct=False, name="breach_notice_once"
            ),
            models.CheckConstraint(
                name="breach_notice_late_says_why",
                condition=Q(told_at__isnull=True)
                | Q(due_at__isnull=True)
                | Q(told_at__lte=F("due_at"))
                | ~Q(late_reason=""),
                violation_error_message=_("Told late: say why (KVK-07)."),
            ),
        ]
