from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Organisation
from imece.core.models import IssuedDocument
from imece.exchange.letters.enums import (
    Confidentiality,
    LetterState,
    SignatureKind,
    ThreadKind,
    ThreadState,
)


class Thread(models.Model):
    """Letters about one matter; a **dispute** between two parties is one (X2.1). `about` names it for programs."""

    is_watched = True

    kind = models.CharField(_("Kind"), max_length=8, choices=ThreadKind, default=ThreadKind.MATTER)
    title = models.CharField(_("Matter"), max_length=250)
    about = models.CharField(max_length=80, blank=True)  # such as agreement:2026/4; no key into another room
    state = models.CharField(max_length=8, choices=ThreadState, default=ThreadState.OPEN)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("thread of letters")

    def __str__(self) -> str:
        return self.title


class LetterBook(models.Model):
    """The last serial given to an organisation's letters; locked while the next is given."""

    is_watched = True

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="letter_book")
    last_serial = models.PositiveIntegerField(default=0)


class Letter(models.Model):
    """**Resmî yazı** (X8.1). `number` (**Sayı**) is given when it is signed; from then on nothing of it changes.

    `references` is **İlgi**, `attachments` **Ek**: one line each. The signed PDF lies in `LetterFile`.
    """

    is_watched = True

    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="letters")
    thread = models.ForeignKey(
        Thread, on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    number = models.CharField(_("Number"), max_length=60, null=True, blank=True, unique=True)
    file_code = models.CharField(_("File plan code"), max_length=20, blank=True)
    subject = models.CharField(_("Letter subject"), max_length=250)
    references = ArrayField(models.CharField(max_length=250), default=list, blank=True)
    body = models.TextField(_("Text"))
    attachments = ArrayField(models.CharField(max_length=250), default=list, blank=True)
    confidentiality = models.CharField(
        _("Confidentiality"), max_length=12, choices=Confidentiality, default=Confidentiality.NORMAL
    )
    signature_kind = models.CharField(max_length=6, choices=SignatureKind, default=SignatureKind.PERSON)
    signatory_name = models.CharField(max_length=200, blank=True)  # who signed; known from then on
    signatory_title = models.CharField(_("Signatory's title"), max_length=120)
    signed_by_id = models.BigIntegerField(null=True, blank=True)  # person; none under a seal
    contact_name = models.CharField(_("For detailed information: name"), max_length=200, blank=True)
    contact_title = models.CharField(_("For detailed information: title"), max_length=120, blank=True)
    contact_phone = models.CharField(_("For detailed information: office phone"), max_length=16, blank=True)
    contact_email = models.EmailField(_("For detailed information: e-mail"), blank=True)
    state = models.CharField(max_length=9, choices=LetterState, default=LetterState.DRAFT)
    document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="letter"
    )
    created_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("official letter")
        constraints = [
            models.CheckConstraint(
                name="letter_is_numbered_when_signed",
                condition=Q(state__in=[LetterState.DRAFT, LetterState.DISCARDED])
                | Q(number__isnull=False, signed_at__isnull=False, document__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["sender", "-created_at"], name="letter_by_sender")]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}" if self.number else self.subject


class LetterFile(models.Model):
    """The signed PDF as it was sent, and never another."""

    is_append_only = True

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    is_test_signature = models.BooleanField()
