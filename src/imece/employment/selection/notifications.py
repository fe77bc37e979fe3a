"""What a candidate is told at each step (P3.6), by the channel he chose. All statutory: they are about him."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


class CandidateNotice(Notice):
    """Every step: what changed, and where to look. Steps with more to say have their own text."""

    name = "selection.step"
    audience = _("The candidate")
    template = "selection/notices/step.txt"
    example: ClassVar[dict[str, Any]] = {
        "title": "Kaynakçı",
        "number": "00000012345",
        "employer": "Örnek Metal Ltd. Şti.",
        "state": "Davet Edildi",
        "interview_at": "02.12.2026 10.00",
        "interview_place": "Örnek Sok. 1, Çankaya",
        "started_on": "07.12.2026",
        "link": "http://localhost/basvurularim/1/",
    }


class Applied(CandidateNotice):
    """The receipt of **Başvur**; also where an upheld objection opens the way."""

    name = "selection.applied"
    template = "selection/notices/applied.txt"
    example: ClassVar[dict[str, Any]] = CandidateNotice.example | {"accepts_until": "21.12.2026"}


class Chosen(Applied):
    """**Seçilen**, by an employer or the institution: he did nothing himself, and may withdraw."""

    name = "selection.selected"
    template = "selection/notices/selected.txt"


class Invited(CandidateNotice):
    name = "selection.invited"
    template = "selection/notices/invited.txt"


class PlacementConfirmed(CandidateNotice):
    name = "selection.placed"
    template = "selection/notices/placed.txt"


class InterviewMoved(CandidateNotice):
    name = "selection.moved"
    template = "selection/notices/moved.txt"
    example: ClassVar[dict[str, Any]] = CandidateNotice.example | {"before": "01.12.2026 14.00"}


class InterviewCancelled(CandidateNotice):
    name = "selection.cancelled"
    template = "selection/notices/cancelled.txt"
    example: ClassVar[dict[str, Any]] = CandidateNotice.example | {"reason": "Görüşmeyi yapacak kişi hasta."}


class InterviewTomorrow(CandidateNotice):
    name = "selection.reminder"
    template = "selection/notices/reminder.txt"
    example: ClassVar[dict[str, Any]] = CandidateNotice.example | {"has_answered": False}


class RoundEnded(CandidateNotice):
    """Closed or cancelled while he still waited."""

    name = "selection.round_ended"
    template = "selection/notices/round_ended.txt"
    example: ClassVar[dict[str, Any]] = CandidateNotice.example | {"has_interview": True}


class AnswerEntered(CandidateNotice):
    """CAN-02: what another entered for him, so that a mistake is found."""

    name = "selection.answer_entered"
    template = "selection/notices/answer_entered.txt"
    example: ClassVar[dict[str, Any]] = CandidateNotice.example | {"channel": "Telefonla"}


class WithdrawnOwn(CandidateNotice):
    """His own receipt, which takes the interview out of his calendar."""

    name = "selection.withdrawn_own"
    template = "selection/notices/withdrawn_own.txt"


class Withdrawn(Notice):
    name = "selection.withdrawn"
    audience = _("Those who look after candidates at the workplace")
    template = "selection/notices/withdrawn.txt"
    example: ClassVar[dict[str, Any]] = {
        "title": "Kaynakçı",
        "number": "00000012345",
        "name": "Örnek Aday",
        "reason": "Başka bir iş buldum.",
        "link": "http://localhost/secim/1/",
    }


class ObjectionNotice(Notice):
    """What becomes of an objection: its receipt with the day of the answer."""

    name = "selection.objection_opened"
    audience = _("The person who contested a decision")
    template = "selection/notices/objection_opened.txt"
    example: ClassVar[dict[str, Any]] = {
        "title": "Kaynakçı",
        "number": "00000012345",
        "ground": "Uygun bulunmadı",
        "state": "İtiraz haklı bulundu",
        "due_on": "21.12.2026",
        "answer": "Belgeniz görüşmede değerlendirilmemiş.",
        "link": "http://localhost/itirazlarim/1/",
    }


class ObjectionAnswered(ObjectionNotice):
    name = "selection.objection_answered"
    template = "selection/notices/objection_answered.txt"


class ObjectionUpheld(Notice):
    name = "selection.objection_upheld"
    audience = _("Those who look after candidates at the workplace")
    template = "selection/notices/objection_upheld.txt"
    example: ClassVar[dict[str, Any]] = {
        "title": "Kaynakçı",
        "number": "00000012345",
        "name": "Örnek Aday",
        "ground": "Uygun bulunmadı",
        "answer": "Belgesi görüşmede değerlendirilmemiş.",
        "link": "http://localhost/secim/1/",
    }
