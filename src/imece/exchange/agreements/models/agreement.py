from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.agreements.enums import AgreementKind, AgreementState
from imece.exchange.parties.models import Institution


class Agreement(models.Model):
    """**Protokol** or **İkili Anlaşma** of two parties (X2.1). `provider` answers; in a protocol both may."""

    is_watched = True

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=AgreementKind)
    title = models.CharField(max_length=250)
    provider = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="agreements_as_provider")
    consumer = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="agreements_as_consumer")
    purpose = models.TextField()  # md. 1: data are used for nothing else (X2.3, PRO-03)
    state = models.CharField(max_length=24, choices=AgreementState, default=AgreementState.DRAFT)
    signed_on = models.DateField(null=True, blank=True)  # the later of the two signatures
    application = models.OneToOneField(
        "agreements.Application", on_delete=models.PROTECT, null=True, blank=True, related_name="agreement"
    )
    is_ending = models.BooleanField(default=False)  # non-renewal told in time: the running term is the last
    reminded_of = models.DateField(
        null=True, blank=True
    )  # the term's last day of which the parties were told
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agreement")
        constraints = [
            models.CheckConstraint(name="agreement_has_two_parties", condition=~Q(provider=F("consumer")))
        ]

    def __str__(self) -> str:
        return self.number


class AgreementTerm(models.Model):
    """One year in force (PRO-21); each renewal adds a row. Shortened when the agreement ends before.

    The key is temporal (`WITHOUT OVERLAPS`, see the migration): two terms of an agreement never overlap, and no
    grant outlives them (`Grant`).
    """

    is_watched = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="terms")
    valid = DateRangeField()  # [from, to)

    class Meta:
        verbose_name = _("agreement term")
