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


class ObjectionState(TextChoices):
    """İtiraz: answered by the unit with its reason, or taken back."""

    OPEN = "open", _("Waiting for the answer")
    UPHELD = "upheld", _("The objection was upheld")  # haklı bulundu
    REJECTED = "rejected", _("The objection was rejected")
    WITHDRAWN = "withdrawn", _("The objection was taken back")
