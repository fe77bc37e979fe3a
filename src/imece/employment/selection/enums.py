from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CandidateState(TextChoices):
    """States of one candidate in one round (§2.5). Lists move only on Kaydet."""

    SELECTED = "selected", _("Selected")  # Seçilen
    APPLIED = "applied", _("Applied")  # Başvuran
    REMOVED = "removed", _("Removed from the list")  # Listeden Çıkarılan
    INVITED = "invited", _("Invited")  # Davet Edilen
    ACCEPTED = "accepted", _("Accepted")  # Kabul Etti
    DECLINED = "declined", _("Declined")  # Reddetti
    SUITABLE = "suitable", _("Found suitable")  # Uygun Bulundu
    UNSUITABLE = "unsuitable", _("Not found suitable")
    ABSENT = "absent", _("Did not come")  # Gelmedi
    SENT = "sent", _("Sent off")  # Gönderildi
    REPORTED = "reported", _("Placement reported")  # bildirildi
    PLACED = "placed", _("Placed")  # İşe Yerleşti
    REFUSED_BY_EMPLOYER = "refused_by_employer", _("Not accepted by the employer")
    REFUSED_BY_CANDIDATE = "refused_by_candidate", _("Not accepted by the candidate")
    WITHDRAWN = "withdrawn", _("Withdrew the application")


class RoundKind(TextChoices):
    """What people are chosen for."""

    VACANCY = "vacancy", _("Vacancy")
    COURSE = "course", _("Course")


class AnswerChannel(TextChoices):
    """How an invitation was answered (CAN-02)."""

    PORTAL = "portal", _("On the portal")
    POST = "post", _("By post")
    PHONE = "phone", _("By phone")


class ObjectionGround(TextChoices):
    """What decision the person contests; besides the last, the state of the candidate it led to."""

    REMOVED = "removed", _("Removed from the list")
    UNSUITABLE = "unsuitable", _("Not found suitable")
    ABSENT = "absent", _("Did not come")
    REFUSED_BY_EMPLOYER = "refused_by_employer", _("Not accepted by the employer")
    REFUSED_BY_CANDIDATE = "refused_by_candidate", _("Not accepted by the candidate")
    NOT_ELIGIBLE = "not_eligible", _("May not apply")


class EqualityGround(TextChoices):
    """By what the shares of invitations and hires are compared (NDR-01)."""

    SEX = "sex", _("Women and men")
    AGE = "age", _("Younger and older people")


class InterviewTopic(TextChoices):
    """What nobody may be asked about at an interview (4857 md. 5; 6701 md. 3, 6; NDR-03)."""

    PREGNANCY = "pregnancy", _("Pregnancy, children, wish to have children")
    MARITAL = "marital", _("Marriage, family")
    AGE = "age", _("Age")
    HEALTH = "health", _("Health or disability, without the work needing it")
    RELIGION = "religion", _("Religion, sect, belief")
    ORIGIN = "origin", _("Ethnic origin, mother tongue, birthplace")
    OPINION = "opinion", _("Political opinion, union")
    MILITARY = "military", _("Military service, without the vacancy asking it")


class ObjectionState(TextChoices):
    """İtiraz: answered by the unit with its reason, or taken back."""

    OPEN = "open", _("Waiting for the answer")
    UPHELD = "upheld", _("The objection was upheld")  # haklı bulundu
    REJECTED = "rejected", _("The objection was rejected")
    WITHDRAWN = "withdrawn", _("The objection was taken back")
