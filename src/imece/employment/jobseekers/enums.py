from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonalStatus(TextChoices):
    """Kişisel Durum (§2.2): the category of a vacancy and of a registrant. Of a person it is special data (KVK-03)."""

    NORMAL = "normal", _("Normal")
    DISABLED = "disabled", _("Disabled")
    EX_CONVICT = "ex_convict", _("Ex-convict")
    TERROR_AFFECTED = "terror_affected", _("Affected by terror")


class DisabilityGroup(TextChoices):
    """Engel grubu, as the health-board report names it. Special data (KVK-03) of a person."""

    ORTHOPAEDIC = "orthopaedic", _("Orthopaedic")
    VISUAL = "visual", _("Visual")
    HEARING = "hearing", _("Hearing")
    SPEECH = "speech", _("Speech and language")
    MENTAL = "mental", _("Mental")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")
    CHRONIC = "chronic", _("Chronic illness")


class MilitaryStatus(TextChoices):
    """Askerlik durumu (§2.2). Only a male citizen has one; a vacancy may ask for it through the gate alone (NDR-05)."""

    NOT_SAID = "", _("Not said")
    DONE = "done", _("Done")
    EXEMPT = "exempt", _("Exempt")
    DEFERRED = "deferred", _("Deferred")
    NOT_DONE = "not_done", _("Not done")


class Sex(TextChoices):
    """Cinsiyet, as KPS says it. Compared only with a vacancy that went through the gate (NDR-05), never ranked by."""

    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")


class CertificateKind(TextChoices):
    """What kind of paper a certificate of the profile is (§2.2: sertifika, MYK belgesi, kalfalık, ustalık)."""

    CERTIFICATE = "certificate", _("Certificate")
    VOCATIONAL = "vocational", _("Vocational certificate (MYK)")
    JOURNEYMAN = "journeyman", _("Journeyman's certificate")
    MASTER = "master", _("Master's certificate")


class Section(TextChoices):
    """Özgeçmiş'in bölümleri; the value stands in the address."""

    IDENTITY = "kimlik", _("Identity")
    PLACE = "yer", _("Contact and place")
    EDUCATION = "ogrenim", pgettext_lazy("section of the profile", "Schooling")
    WORK = "deneyim", _("Work experience")
    OCCUPATIONS = "meslekler", _("Occupations")
    LANGUAGES = "dil", _("Foreign language")
    DOCUMENTS = "belgeler", _("Documents")
    WISHES = "aranan-is", _("Work looked for")
    SPECIAL = "ozel-durum", _("Special status")


class LineKind(TextChoices):
    """Kinds of line that a profile holds several of."""

    SCHOOL = "school", _("School")
    WORK = "work", _("Work period")
    LANGUAGE = "language", _("Language")
    CERTIFICATE = "certificate", _("Certificate")
    EXAM = "exam", _("Exam points")
    PLACE = "place", _("Further province")
