"""What the parties write to each other under an agreement: notices, consents, disputed data."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.agreements.enums import Confidentiality, DisputeState, NoticeKind, NoticeWay
from imece.exchange.agreements.models.agreement import Agreement
from imece.exchange.parties.models import Institution, SubUnit


class PartyNotice(models.Model):
    """**Tebligat**: a written notice to a party's last told address (X2.4, PRO-25), with the day it counts as served.

    `sender` is empty when the platform itself writes. Kinds LETTER and DISPUTE make the thread of official letters.
    """

    is_watched = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(_("Kind"), max_length=12, choices=NoticeKind)
    sender = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="notices_sent"
    )
    recipient = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="notices_received")
    confidentiality = models.CharField(
        max_length=12, choices=Confidentiality, default=Confidentiality.UNCLASSIFIED
    )
    letter_number = models.CharField(_("Number of the letter"), max_length=60)
    letter_on = models.DateField(_("Date of the letter"))
    text = models.TextField(_("Text"))
    way = models.CharField(_("Served by"), max_length=8, choices=NoticeWay)
    address = models.CharField(max_length=300)  # as last told when it was written
    written_at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    mended_on = models.DateField(null=True, blank=True)  # of a formal notice: its sender says so

    class Meta:
        verbose_name = _("notice between parties")
        constraints = [
            models.CheckConstraint(
                name="notice_served_after_arrival",
                condition=Q(served_on__isnull=True) | Q(served_on__gte=F("arrived_on")),
            ),
            models.CheckConstraint(
                name="notice_goes_to_the_other",
                condition=Q(sender__isnull=True) | ~Q(sender=F("recipient")),
            ),
        ]
        indexes = [models.Index(fields=["agreement", "kind", "served_on"], name="notice_by_kind")]


class OnwardConsent(models.Model):
    """The owner's written consent that data go on to somebody else (X2.3, PRO-03)."""

    is_watched = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="onward_consents")
    owner = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="onward_consents")
    receiver = models.CharField(_("Who may be given the data"), max_length=250)
    service = models.CharField(_("Service"), max_length=80)
    purpose = models.TextField(_("What for"))
    letter_number = models.CharField(_("Number of the letter"), max_length=60)
    letter_on = models.DateField(_("Date of the letter"))
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)  # from this day it covers nothing

    class Meta:
        verbose_name = _("consent to onward sharing")


class OnwardSharing(models.Model):
    """That data went on: to a unit of one's own, which needs no consent, or to another under one (PRO-03, PRO-07)."""

    is_append_only = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="onward_sharings")
    giver = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="onward_sharings")
    unit = models.ForeignKey(
        SubUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="onward_sharings"
    )
    consent = models.ForeignKey(
        OnwardConsent, on_delete=models.PROTECT, null=True, blank=True, related_name="sharings"
    )
    service = models.CharField(max_length=80)
    what = models.TextField()
    shared_on = models.DateField()
    person_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("onward sharing")
        constraints = [
            models.CheckConstraint(
                name="onward_sharing_is_own_unit_or_consented",
                condition=Q(unit__isnull=False, consent__isnull=True)
                | Q(unit__isnull=True, consent__isnull=False),
                violation_error_message=_("Data go on to a unit of one's own, or under a written consent."),
            )
        ]


class FieldDispute(models.Model):
    """A receiving party says that a field is wrong (X2.7, PRO-05); the owner answers by `due_on`.

    `file` is the number under which it was asked: never the person's number.
    """

    is_watched = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="disputes")
    raised_by = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="disputes_raised")
    owner = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="disputes_received")
    service = models.CharField(max_length=80)
    service_version = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=60)
    file = models.CharField(_("File number of the question"), max_length=80)
    claim = models.TextField(_("What is wrong, and how you know"))
    state = models.CharField(max_length=10, choices=DisputeState, default=DisputeState.OPEN)
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("disputed field")
        indexes = [models.Index(fields=["state", "due_on"], name="dispute_by_due")]
