from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Closing, NoticeChannel, SecretQuestion


class TurkishKey(Func):
    """The database's sort key of Turkish text (TR-06), from the same table as `core.turkish.sort_key`."""

    function = "tr_key"
    output_field = models.TextField()


class Persons(BaseUserManager["Person"]):
    def with_number(self, number: str) -> models.QuerySet["Person"]:
        """At most one person: by the present number, or by one he had before (ID-07)."""
        former = PersonAlias.objects.filter(old_number=number).values("person_id")
        return self.filter(Q(national_id=number) | Q(pk__in=former), forgotten_at__isnull=True)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Signing in works with the former number too."""
        return self.with_number(username or "").get()

    def create_user(self, national_id: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(national_id=national_id, **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save()
        return person


class Person(AbstractBaseUser):
    """A registered individual. Names are as KPS gave them; a foreigner may have no surname (ID-10).

    `secret_answer` is a hash; the answer alone never resets a password (P1.2). `locked_at` locks the whole portal
    account and is staff's to set; locking for one workplace stands on the membership. A closed account is nobody's
    to sign in to; a forgotten one names nobody any more, so that what happened can still be counted (KVK-06).
    """

    is_watched = True

    national_id = models.CharField(_("T.C. identity number"), max_length=11, unique=True)
    given_names = models.CharField(_("Given names"), max_length=100)
    surname = models.CharField(_("Surname"), max_length=100, blank=True)
    name_key = models.GeneratedField(
        expression=TurkishKey(Concat(F("surname"), Value(" "), F("given_names"))),
        output_field=models.TextField(),
        db_persist=True,
    )
    email = models.EmailField(_("E-mail"), blank=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    phone = models.CharField(_("Mobile phone"), max_length=16, blank=True)  # E.164
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    postal_address = models.TextField(_("Postal address"), blank=True)
    notice_channel = models.CharField(
        _("Notice channel"), max_length=10, choices=NoticeChannel, default=NoticeChannel.EMAIL
    )
    language = models.CharField(_("Language"), max_length=2, default="tr")
    secret_question = models.CharField(
        _("Secret question"), max_length=200, choices=SecretQuestion, blank=True
    )
    secret_answer = models.CharField(max_length=200, blank=True)
    identity_checked_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    lock_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.CharField(max_length=10, choices=Closing, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "national_id"
    REQUIRED_FIELDS = ["given_names"]
    objects = Persons()

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.CheckConstraint(
                name="person_national_id_has_eleven_digits",
                condition=Q(national_id__regex=r"^[1-9][0-9]{10}$")
                | Q(forgotten_at__isnull=False, national_id__regex=r"^-[0-9]+$"),
                violation_error_message=_(
                    "The identity number must have 11 digits and may not begin with 0."
                ),
            )
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.surname}".strip()

    @property
    def username(self) -> str:
        return self.national_id


class PersonAlias(models.Model):
    """A number somebody had before: a foreigner's, replaced by the T.C. number he got as a citizen (ID-07)."""

    is_append_only = True
    kept_years, dated_by = 0, "person__forgotten_at"  # goes with the account

    old_number = models.CharField(max_length=11, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="aliases")
    source = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} ← {self.source}"
