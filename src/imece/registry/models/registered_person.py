from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    MALE = "E", _("Male")
    FEMALE = "K", _("Female")


class RegisteredPerson(models.Model):
    """A synthetic citizen or foreigner. Day and month of birth may be unknown (ID-09), a surname missing (ID-10)."""

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

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="registered_person_has_eleven_digits", condition=Q(number__regex=r"^[1-9][0-9]{10}$")
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.surname}".strip()
