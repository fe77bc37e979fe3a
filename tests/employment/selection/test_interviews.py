"""The date of an interview: moved, cancelled, reminded of; each in the mail with its calendar file (real SMTP)."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from imece.core.errors import Problem
from imece.core.notifications.delivery import deliver
from imece.core.notifications.models import OutboxMessage
from imece.employment.selection.domain import interviews, steps
from imece.employment.selection.domain.queries import interviews_of_day
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.tasks import remind
from imece.employment.vacancies.enums import ClosingOutcome
from imece.employment.vacancies.public import close_vacancy
from tests.cast import Cast, actor_of, sign_in
from tests.core.notifications.conftest import mailbox  # noqa: F401  a fixture
from tests.employment.main_job import AFTER_INTERVIEW, INTERVIEW, NOW, make_candidate, make_vacancy
from tests.employment.selection.test_steps import answer, invite, take_to

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
LATER = INTERVIEW + timedelta(days=1, hours=2)


@pytest.fixture
def candidate(cast: Cast) -> Candidate:
    return make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)


@pytest.fixture
def employer(cast: Cast) -> Any:
    return actor_of(cast.manager, cast.workplace.organisation)


def move(candidate: Candidate, employer: Any, at: Any = LATER) -> None:
    interviews.invite_candidate(
        candidate=candidate, interview_at=at, interview_place="Kızılay", actor=employer, now=NOW
    )


def cancel(candidate: Candidate, employer: Any, reason: str = "Görüşmeci hasta.") -> None:
    interviews.cancel_interview(candidate=candidate, reason=reason, actor=employer, now=NOW)


def told(cast: Cast) -> list[OutboxMessage]:
    """After the receipt of the application."""
    return list(OutboxMessage.objects.filter(person_id=cast.seeker.pk).order_by("id"))[1:]


def calendar_in(message: OutboxMessage) -> Calendar:
    (attachment,) = message.attachments
    return Calendar.from_ical(attachment["content"])


def test_a_moved_interview_asks_again_and_says_the_old_date(
    cast: Cast, candidate: Candidate, employer: Any
) -> None:
    invite(candidate, employer)
    answer(candidate, actor_of(cast.seeker))
    move(candidate, employer)
    assert (candidate.state, candidate.interview_at) == (CandidateState.INVITED, LATER)
    assert (candidate.answer_channel, candidate.answered_at) == ("", None)
    message = told(cast)[-1]
    assert message.notice == "selection.moved"
    assert "24.11.2026" in message.body
    assert "25.11.2026" in message.body


def test_who_declined_may_be_offered_another_date(cast: Cast, candidate: Candidate, employer: Any) -> None:
    invite(candidate, employer)
    answer(candidate, actor_of(cast.seeker), accepts=False)
    move(candidate, employer)
    assert candidate.state == CandidateState.INVITED


def test_an_interview_that_was_is_not_moved(cast: Cast, candidate: Candidate, employer: Any) -> None:
    invite(candidate, employer)
    with pytest.raises(Problem) as caught:
        interviews.invite_candidate(
            candidate=candidate, interview_at=LATER, interview_place="x", actor=employer, now=AFTER_INTERVIEW
        )
    assert caught.value.code == "CAN-107"


def test_cancelling_needs_a_reason_tells_it_and_puts_him_back(
    cast: Cast, candidate: Candidate, employer: Any
) -> None:
    invite(candidate, employer)
    with pytest.raises(Problem, match="WF-002"):
        cancel(candidate, employer, reason=" ")
    cancel(candidate, employer)
    assert (candidate.state, candidate.interview_at) == (CandidateState.APPLIED, None)
    message = told(cast)[-1]
    assert message.notice == "selection.cancelled"
    assert "Görüşmeci hasta." in message.body
    assert "24.11.2026 10:00" in message.body


def test_one_interview_has_one_uid_and_each_change_a_higher_sequence(
    cast: Cast, candidate: Candidate, employer: Any
) -> None:
    """RFC 5546: the calendar replaces what it holds, and takes a cancelled one out."""
    invite(candidate, employer)
    move(candidate, employer)
    cancel(candidate, employer)
    invite(candidate, employer)
    calendars = [calendar_in(message) for message in told(cast)]
    events = [calendar.walk("VEVENT")[0] for calendar in calendars]
    assert [str(calendar["METHOD"]) for calendar in calendars] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [int(event["SEQUENCE"]) for event in events] == [1, 2, 3, 4]
    assert [str(event["STATUS"]) for event in events] == ["TENTATIVE", "TENTATIVE", "CANCELLED", "TENTATIVE"]
    assert [event["DTSTART"].dt for event in events] == [INTERVIEW, LATER, LATER, INTERVIEW]


def test_the_mail_carries_the_interview_over_a_real_server(
    mailbox: Any,  # noqa: F811
    cast: Cast,
    candidate: Candidate,
    employer: Any,
) -> None:
    invite(candidate, employer)
    deliver(told(cast)[0].pk, now=NOW)
    (mail,) = mailbox.mails
    (part,) = mail.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "REQUEST"
    assert part.get_filename() == "gorusme.ics"
    calendar = Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == INTERVIEW
    assert event["DTSTART"].params["TZID"] == "Europe/Istanbul"
    assert str(calendar.walk("VTIMEZONE")[0]["TZID"]) == "Europe/Istanbul"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=30)
    assert str(event["LOCATION"]) == "Çankaya"
    assert str(event["SUMMARY"]) == "Görüşme: Gazaltı kaynakçısı, Örnek Dokuma Ankara"
    assert str(event["ATTENDEE"]) == f"mailto:{cast.seeker.email}"
    assert cast.seeker.national_id not in part.get_content()
    body = mail.get_body(("plain",)).get_content()
    assert "24.11.2026 10:00" in body
    assert "Çankaya" in body


def test_the_english_speaker_gets_it_in_english(cast: Cast, candidate: Candidate, employer: Any) -> None:
    candidate.job_seeker.person.language = "en"
    invite(candidate, employer)
    (event,) = calendar_in(told(cast)[0]).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("Interview: ")


def test_the_day_before_each_is_reminded_once(cast: Cast, candidate: Candidate, employer: Any) -> None:
    invite(candidate, employer)
    assert interviews.remind_of_interviews(now=NOW) == 0  # three days before
    eve = INTERVIEW - timedelta(days=1, hours=5)
    assert [interviews.remind_of_interviews(now=eve) for _ in range(2)] == [1, 0]
    message = told(cast)[-1]
    assert message.notice == "selection.reminder"
    assert "Henüz cevap vermediniz" in message.body
    assert "24.11.2026 10:00" in message.body


def test_a_moved_interview_is_reminded_of_again(
    cast: Cast, candidate: Candidate, employer: Any, time_machine: Any
) -> None:
    invite(candidate, employer)
    time_machine.move_to(INTERVIEW - timedelta(days=1))
    remind()
    move(candidate, employer)
    time_machine.move_to(LATER - timedelta(days=1))
    answer(candidate, actor_of(cast.seeker))
    remind()
    notices = [message.notice for message in told(cast)]
    assert notices.count("selection.reminder") == 2
    assert "Gelemeyecekseniz bildirin" in told(cast)[-1].body


def test_who_declined_or_was_cancelled_is_not_reminded(
    cast: Cast, candidate: Candidate, employer: Any
) -> None:
    invite(candidate, employer)
    answer(candidate, actor_of(cast.seeker), accepts=False)
    assert interviews.remind_of_interviews(now=INTERVIEW - timedelta(days=1)) == 0


def test_the_person_takes_the_interview_and_the_employer_the_day(
    cast: Cast, candidate: Candidate, employer: Any, client: Any
) -> None:
    invite(candidate, employer)
    answer(candidate, actor_of(cast.seeker))
    own = sign_in(client, cast.seeker).get(f"/basvurularim/{candidate.pk}/takvim.ics")
    assert own["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(own.content).walk("VEVENT")
    assert (event["DTSTART"].dt, str(event["STATUS"])) == (INTERVIEW, "CONFIRMED")
    sign_in(client, cast.manager, cast.workplace.organisation)
    page = client.get("/secim/gorusmeler/", {"gun": "24.11.2026"}).content.decode()
    assert "Iraz Gündoğar" in page
    day = client.get("/secim/gorusmeler/takvim.ics", {"gun": "24.11.2026"})
    (event,) = Calendar.from_ical(day.content).walk("VEVENT")
    assert "Iraz Gündoğar" in str(event["SUMMARY"])
    empty = client.get("/secim/gorusmeler/takvim.ics", {"gun": "25.11.2026"})
    assert Calendar.from_ical(empty.content).walk("VEVENT") == []


def test_without_an_interview_there_is_no_file(cast: Cast, candidate: Candidate, client: Any) -> None:
    answer_page = sign_in(client, cast.seeker).get(f"/basvurularim/{candidate.pk}/takvim.ics")
    assert answer_page.status_code == 409
    assert "CAN-109" in answer_page.content.decode()


def test_another_workplaces_day_is_empty(
    cast: Cast, candidate: Candidate, employer: Any, client: Any
) -> None:
    invite(candidate, employer)
    sign_in(client, cast.other_manager, cast.other_workplace.organisation)
    assert "Iraz" not in client.get("/secim/gorusmeler/", {"gun": "24.11.2026"}).content.decode()
    assert b"VEVENT" not in client.get("/secim/gorusmeler/takvim.ics", {"gun": "24.11.2026"}).content


# ---- withdrawing and refusing
def test_who_withdraws_is_no_candidate_and_the_workplace_is_told(
    cast: Cast, candidate: Candidate, employer: Any, client: Any
) -> None:
    invite(candidate, employer)
    steps.withdraw_application(
        candidate=candidate, reason="Başka iş buldum.", actor=actor_of(cast.seeker), now=NOW
    )
    assert candidate.state == CandidateState.WITHDRAWN
    sign_in(client, cast.seeker)
    for page in (f"/basvurularim/{candidate.pk}/", "/basvurularim/"):
        assert "24.11.2026 10:00" not in client.get(page).content.decode()
    assert str(calendar_in(told(cast)[-1])["METHOD"]) == "CANCEL"
    message = OutboxMessage.objects.filter(notice="selection.withdrawn", person_id=cast.manager.pk).get()
    assert "Başka iş buldum." in message.body


def test_who_was_sent_off_withdraws_no_more(cast: Cast, candidate: Candidate) -> None:
    take_to(candidate, CandidateState.SENT, cast)
    with pytest.raises(Problem, match="WF-001"):
        steps.withdraw_application(candidate=candidate, actor=actor_of(cast.seeker), now=AFTER_INTERVIEW)


def test_an_employer_withdraws_nobody(cast: Cast, candidate: Candidate, employer: Any) -> None:
    with pytest.raises(Problem, match="CORE-403"):
        steps.withdraw_application(candidate=candidate, actor=employer, now=NOW)


def test_CAN_04_a_refusal_of_work_stands_on_the_units_list(
    cast: Cast, candidate: Candidate, employer: Any, client: Any
) -> None:
    take_to(candidate, CandidateState.SENT, cast)
    steps.refuse_candidate(
        candidate=candidate,
        by=CandidateState.REFUSED_BY_CANDIDATE,
        reason="Ücreti az bulmuş.",
        actor=employer,
        now=AFTER_INTERVIEW,
    )
    page = sign_in(client, cast.officer, cast.unit).get("/secim/is-redleri/").content.decode()
    assert "Iraz Gündoğar" in page
    assert "Ücreti az bulmuş." in page
    assert "henüz bilinmiyor" in page  # it says what is missing
    other = sign_in(client, cast.other_officer, cast.other_unit).get("/secim/is-redleri/").content.decode()
    assert "Iraz Gündoğar" not in other
    assert told(cast)[-1].notice == "selection.step"


def test_the_story_names_the_channel_not_the_clerk(
    cast: Cast, candidate: Candidate, employer: Any, client: Any
) -> None:
    """What happened, by whom in words, what comes next."""
    invite(candidate, employer)
    steps.answer_invitation(
        candidate=candidate,
        accepts=True,
        channel=AnswerChannel.PHONE,
        actor=actor_of(cast.officer, cast.unit),
        now=NOW,
    )
    page = sign_in(client, cast.seeker).get(f"/basvurularim/{candidate.pk}/").content.decode()
    for words in (
        "sizin tarafınızdan",
        "işveren tarafından",
        "birim tarafından",
        "Görüşmeye bekleniyorsunuz",
    ):
        assert words in page, words
    assert cast.officer.full_name not in page
    assert cast.manager.full_name not in page
    assert CANDIDATE.history(candidate).count() == 3


def test_who_waits_is_told_when_the_request_is_closed_and_his_interview_falls_away(
    cast: Cast, candidate: Candidate, employer: Any, client: Any
) -> None:
    """P3.7: those placed hear nothing; no reminder follows."""
    vacancy = candidate.round.vacancy
    other = make_candidate(vacancy, cast.other_seeker)
    take_to(other, CandidateState.REPORTED, cast)
    invite(candidate, employer)
    close_vacancy(
        vacancy=vacancy,
        outcome=ClosingOutcome.NO_LONGER_NEEDED,
        reason="Sipariş iptal edildi.",
        actor=employer,
        now=NOW,
    )
    message = told(cast)[-1]
    assert message.notice == "selection.round_ended"
    assert "24.11.2026 10:00" in message.body
    assert str(calendar_in(message)["METHOD"]) == "CANCEL"
    ended = OutboxMessage.objects.filter(notice="selection.round_ended")
    assert [one.person_id for one in ended] == [cast.seeker.pk]
    assert interviews.remind_of_interviews(now=INTERVIEW - timedelta(days=1)) == 0
    page = sign_in(client, cast.seeker).get(f"/basvurularim/{candidate.pk}/").content.decode()
    assert "İşgücü istemi kapatıldı" in page
    assert "Geleceğim" not in page
    assert "24.11.2026 10:00" not in page.partition("Neler oldu")[0]
    assert "(işgücü istemi kapatıldı)" in client.get("/basvurularim/").content.decode()
    assert not any(tile.count for tile in client.get("/baslangic/").context["tiles"])
    with pytest.raises(Problem, match="CAN-114"):
        answer(candidate, actor_of(cast.seeker))
    assert not interviews_of_day(employer, INTERVIEW.date()).exists()


@pytest.mark.parametrize(
    ("is_answered", "words"), [(False, "siz cevap vermeden geçti"), (True, "Sonucunu işveren girer")]
)
def test_after_its_time_an_interview_is_neither_asked_for_nor_promised(
    cast: Cast,
    candidate: Candidate,
    employer: Any,
    client: Any,
    time_machine: Any,
    is_answered: bool,
    words: str,
) -> None:
    invite(candidate, employer)
    if is_answered:
        answer(candidate, actor_of(cast.seeker))
    time_machine.move_to(AFTER_INTERVIEW, tick=False)
    page = sign_in(client, cast.seeker).get(f"/basvurularim/{candidate.pk}/").content.decode()
    assert words in page
    for wrong in ("Geleceğim", "hatırlatılır", "takvim.ics"):
        assert wrong not in page, wrong
    assert not any(tile.count for tile in client.get("/baslangic/").context["tiles"])


def test_a_post_that_says_nothing_is_no_refusal(
    cast: Cast, candidate: Candidate, employer: Any, client: Any
) -> None:
    invite(candidate, employer)
    sign_in(client, cast.seeker).post(f"/basvurularim/{candidate.pk}/cevap/")
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.INVITED
