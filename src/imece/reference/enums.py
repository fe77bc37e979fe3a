"""Ordered lists of the platform; the order of the lines is the order of the things."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderedChoices(models.TextChoices):
    """Choices that can be compared by `rank`, lowest first."""

    @property
    def rank(self) -> int:
        return list(type(self)).index(self)

    @classmethod
    def between(cls, lowest: str, highest: str) -> list[str]:
        """The values from `lowest` to `highest`, both included."""
        ranks = range(cls(lowest).rank, cls(highest).rank + 1)
        return [choice.value for choice in cls if choice.rank in ranks]

    @classmethod
    def at_least(cls, lowest: str) -> list[str]:
        return [choice.value for choice in cls if choice.rank >= cls(lowest).rank]


class EducationLevel(OrderedChoices):
    """Öğrenim düzeyi, §2.2: okur-yazar olmayan … doktora."""

    ILLITERATE = "illiterate", _("Illiterate")
    LITERATE = "literate", _("Literate, no school finished")
    PRIMARY = "primary", _("Primary school")
    LOWER_SECONDARY = "lower_secondary", _("Lower secondary or eight-year school")
    UPPER_SECONDARY = "upper_secondary", _("Upper secondary and equivalent")
    ASSOCIATE = "associate", _("Associate degree")
    BACHELOR = "bachelor", _("Bachelor's degree")
    MASTER = "master", _("Master's degree")
    DOCTORATE = "doctorate", _("Doctorate")

    @property
    def has_department(self) -> bool:
        """From upper secondary on, one finishes a school and a department."""
        return self.rank >= EducationLevel.UPPER_SECONDARY.rank


class LicenceClass(OrderedChoices):
    """Sürücü belgesi sınıfı, §2.2, in the order of the form. `covers`: what one includes."""

    M = "M", "M"
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    A = "A", "A"
    B1 = "B1", "B1"
    B = "B", "B"
    BE = "BE", "BE"
    C1 = "C1", "C1"
    C1E = "C1E", "C1E"
    C = "C", "C"
    CE = "CE", "CE"
    D1 = "D1", "D1"
    D1E = "D1E", "D1E"
    D = "D", "D"
    DE = "DE", "DE"
    F = "F", "F"
    G = "G", "G"

    @property
    def covers(self) -> frozenset[str]:
        """Classes whose vehicles the holder may drive too, itself among them (Karayolları Trafik Yön.)."""
        return _COVERED[self.value]


_DIRECTLY_COVERED = {
    "A1": "M", "A2": "A1", "A": "A2", "B1": "M", "B": "B1 F", "BE": "B", "C1": "B", "C1E": "C1 BE", "C": "C1",
    "CE": "C C1E", "D1": "B", "D1E": "D1 BE", "D": "D1", "DE": "D D1E",
}  # fmt: skip


def _close(value: str) -> frozenset[str]:
    below = (_close(other) for other in _DIRECTLY_COVERED.get(value, "").split())
    return frozenset({value}).union(*below)


_COVERED = {choice.value: _close(choice.value) for choice in LicenceClass}


class SpecialDayKind(models.TextChoices):
    """Tür of a hand-entered day off (CAL-04)."""

    FULL = "full", _("Administrative leave, whole day")
    HALF = "half", _("Administrative leave from 13:00")


class SpecialDayScope(models.TextChoices):
    """Kapsam: whom a hand-entered day off concerns (CAL-04)."""

    EVERYONE = "everyone", _("Everyone")
    PUBLIC_BODIES = "public_bodies", _("Public bodies")
    PROVINCE = "province", _("One province")


class ChangeKind(models.TextChoices):
    """What happened to an occupation."""

    ADDED = "added", _("Added")
    RENAMED = "renamed", _("Renamed")
    EDITED = "edited", _("Edited")
    RETIRED = "retired", _("Retired")
    REVIVED = "revived", _("Valid again")
    SYNONYMS = "synonyms", _("Synonyms changed")
    FILE = "file", _("File changed")


class OccupationFileKind(models.TextChoices):
    """P14.1: meslek bilgi dosyası, eğitim dosyası."""

    INFORMATION = "information", _("Occupation file")
    TRAINING = "training", _("Training file")


class LanguageLevel(OrderedChoices):
    """Yabancı dil düzeyi, the six steps of the common European frame."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class ExamKind(models.TextChoices):
    """Sınav türü, §2.2: the central exams whose points a vacancy may ask for."""

    KPSS = "kpss", _("KPSS (public personnel exam)")
    EKPSS = "ekpss", _("EKPSS (public personnel exam for disabled people)")
    LANGUAGE = "language", _("Foreign language exam")
    OCCUPATIONAL = "occupational", _("Occupational exam")


class HazardClass(OrderedChoices):
    """Tehlike sınıfı of a workplace's activity (6331 md. 9)."""

    LOW = "low", _("Slightly hazardous")
    HAZARDOUS = "hazardous", _("Hazardous")
    HIGH = "high", _("Very hazardous")
