from django.db import models

from imece.accounts.models.person import Person


class TermsVersion(models.Model):
    """One text that members accept: Genel Koşullar, or an information notice (aydınlatma, KVK-04)."""

    kind = models.CharField(max_length=30)  # general | privacy
    number = models.PositiveSmallIntegerField()
    text_tr = models.TextField()
    text_en = models.TextField()
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="terms_version_once")]


class TermsAcceptance(models.Model):
    """Who accepted which version, when and from where (EMP-02). Never changed."""

    is_append_only = True
    kept_years, dated_by = 0, "person__forgotten_at"  # goes with the account

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="terms_acceptances")
    version = models.ForeignKey(TermsVersion, on_delete=models.PROTECT)
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
