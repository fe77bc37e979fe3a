from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from imece.registry.enums import EventKind, MaritalStatus, Register


class Sex(models.TextChoices):
    MALE = "E", _("Male")
    FEMALE = "K", _("Female")


class RegisteredPerson(models.Model):
    """A synthetic citizen or foreigner. Day and month of birth may be unknown (ID-09), a surname missing (ID-10).

    Read on the exchange through the views `registry_people`: the one of the schema `public` hides the sandbox's people,
    the one of the schema `sandbox` shows nobody else. Religion is not kept: nobody has a ground to ask.
    """

    number = models.CharField(max_length=11, unique=True)
    given_names = models.CharField(max_length=100)
    surname = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=1, choices=Sex)
    birth_year = models.PositiveSmallIntegerField()
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    nationality = models.CharField(max_length=2, default="TR")
    is_alive = models.BooleanField(default=True)
    gained_number = models.CharField(max_length=11, blank=True)  # KazanilanTCKimlikNo (ID-07)
    province = models.PositiveSmallIntegerField()
    district = models.CharField(max_length=60)
    address = models.CharField(max_length=250)

    register = models.CharField(max_length=1, choices=Register, default=Register.CITIZENS)
    is_sandbox = models.BooleanField(default=False)
    is_record_open = models.BooleanField(default=True)  # closed by death, or by leaving the register
    died_on = models.DateField(null=True, blank=True)
    birth_place = models.CharField(max_length=60, blank=True)
    marital_status = models.CharField(max_length=10, choices=MaritalStatus, default=MaritalStatus.SINGLE)

    mother_name = models.CharField(max_length=100, blank=True)
    father_name = models.CharField(max_length=100, blank=True)
    mother_number = models.CharField(max_length=11, blank=True)
    father_number = models.CharField(max_length=11, blank=True)
    spouse_number = models.CharField(max_length=11, blank=True)

    home_province = models.PositiveSmallIntegerField(null=True, blank=True)  # where the family is registered
    home_district = models.CharField(max_length=60, blank=True)
    home_volume = models.PositiveIntegerField(null=True, blank=True)  # cilt
    home_family = models.PositiveIntegerField(null=True, blank=True)  # aile sıra no
    home_place = models.PositiveIntegerField(null=True, blank=True)  # birey sıra no

    card_serial = models.CharField(max_length=9, blank=True)  # of the identity card (TCKK)
    card_valid_until = models.DateField(null=True, blank=True)
    old_card_series = models.CharField(max_length=3, blank=True)  # of the older paper card (nüfus cüzdanı)
    old_card_number = models.PositiveIntegerField(null=True, blank=True)

    permit_number = models.CharField(max_length=20, blank=True)  # of a foreigner's residence permit
    permit_from = models.DateField(null=True, blank=True)
    permit_until = models.DateField(null=True, blank=True)
    permit_province = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="registered_person_has_eleven_digits", condition=Q(number__regex=r"^[1-9][0-9]{10}$")
            ),
            models.CheckConstraint(
                name="registered_person_dead_on_a_day",
                condition=Q(died_on__isnull=True) | Q(is_alive=False),
            ),
        ]
        indexes = [
            models.Index(
                Func(F("surname"), function="tr_fold"),
                Func(F("given_names"), function="tr_fold"),
                F("birth_year"),
                name="registered_person_by_facts",
            ),
            models.Index(
                fields=["mother_number"], condition=~Q(mother_number=""), name="registered_person_by_mother"
            ),
            models.Index(
                fields=["father_number"], condition=~Q(father_number=""), name="registered_person_by_father"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.surname}".strip()


class CivilEvent(models.Model):
    """A line of a person's civil record (nüfus olayı), synthetic as the person."""

    number = models.CharField(max_length=11, db_index=True)
    kind = models.CharField(max_length=20, choices=EventKind)
    happened_on = models.DateField()
    registered_on = models.DateField()
    province = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("civil event")

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
