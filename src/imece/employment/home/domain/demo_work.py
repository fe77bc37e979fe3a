"""Some weeks of work in the demo: vacancies of every state, and candidates at every step."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from imece.accounts.models import Person
from imece.accounts.public import actor_for, memberships_of
from imece.core.actor import Actor, system_actor
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import (
    answer_invitation,
    confirm_placement,
    contest_decision,
    filled_count,
    invite_candidate,
    record_result,
    report_placement,
    send_off_candidate,
)
from imece.employment.vacancies.enums import ClosingOutcome
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import (
    apply_to_vacancy,
    check_eligibility,
    close_vacancy,
    create_open_vacancy,
    create_vacancy,
)
from imece.reference.models import Occupation

# code prefix, heading, text, posts, wage, months asked, personal status
Sort = tuple[str, str, str, int, str, int, str]
WELDING = "Çelik konstrüksiyon atölyemizde gazaltı kaynağı yapılacaktır."
PROGRAMMING = "Üretim planlama yazılımımız geliştirilecektir; uzaktan çalışılabilir."
SORTS: tuple[Sort, ...] = (
    ("7212", "Gazaltı kaynakçısı", WELDING, 3, "42000", 6, "normal"),
    ("8332", "Kamyon sürücüsü", "Şehirler arası yük taşınacaktır; servis ve yemek vardır.", 2, "45000", 6, "normal"),
    ("5120", "Aşçı", "Fabrika yemekhanemizde üç öğün yemek hazırlanacaktır.", 1, "38000", 0, "normal"),
    ("2512", "Yazılım geliştirici", PROGRAMMING, 2, "75000", 12, "normal"),
    ("5223", "Mağaza satış danışmanı", "Mağazamızda müşterilere yardım edilecektir.", 4, "33030", 0, "normal"),
    ("4110", "Büro görevlisi", "Evrak kaydı ve arşiv işleri yapılacaktır.", 1, "34500", 0, "disabled"),
    ("9112", "Temizlik görevlisi", "Büro ve ortak alanların temizliği yapılacaktır.", 2, "33030", 0, "ex_convict"),
    ("8160", "Gıda üretim operatörü", "Makarna hattında makine kullanılacaktır.", 5, "36000", 0, "normal"),
)  # fmt: skip


@dataclass(frozen=True)
class Work:
    now: datetime
    workplaces: list[Workplace]
    people: dict[str, Person]
    seekers: list[Person]


def do_some_weeks_of_work(work: Work) -> dict[str, int]:
    vacancies = [
        _open(work, workplace, sort, days=3 + 2 * place)
        for workplace in work.workplaces
        for place, sort in enumerate(SORTS)
    ]
    first = work.workplaces[0]
    create_vacancy(
        workplace=first, values=_values(first, SORTS[2], work.now), actor=_manager(first), now=work.now
    )
    candidates = [
        candidate
        for place, vacancy in enumerate(vacancies)
        for candidate in _applications(work, vacancy, place)
    ]
    for place, candidate in enumerate(candidates):
        _take_along(work, candidate, steps=place % 7)
    _close_one(work, vacancies[-1])
    objections = sum(_contest_one(work, workplace) for workplace in work.workplaces)
    return {"vacancies": len(vacancies) + 1, "applications": len(candidates), "objections": objections}


def _manager(workplace: Workplace) -> Actor:
    membership = memberships_of(workplace.organisation).filter(is_founding_manager=True)[0]
    return actor_for(membership.person, membership)


def _values(workplace: Workplace, sort: Sort, now: datetime) -> dict[str, Any]:
    code, title, text, posts, wage, months, status = sort
    return {
        "occupation_id": Occupation.objects.filter(code__startswith=code).order_by("code")[0].pk,
        "title": title,
        "description": text,
        "post_count": posts,
        "personal_status": status,
        "wage_min_amount": Decimal(wage),
        "min_education": "primary",
        "min_experience_months": months,
        "province_id": workplace.organisation.province,
        "district_id": workplace.district_id,
        "interview_place": "Örnek Cad. No: 1, insan kaynakları",
        "last_application_on": now.date() + timedelta(days=25),
    }


def _open(work: Work, workplace: Workplace, sort: Sort, days: int) -> Vacancy:
    then = work.now - timedelta(days=days)
    return create_open_vacancy(
        workplace=workplace, values=_values(workplace, sort, work.now), actor=_manager(workplace), now=then
    )


def _applications(work: Work, vacancy: Vacancy, place: int) -> list[Candidate]:
    """Those of every third seeker who fit; the demo's own seeker is left free to apply herself."""
    made = []
    then = work.now - timedelta(days=2)
    for person in work.seekers[1 + place % 3 :: 3]:
        profile = JobSeeker.objects.get(person=person)
        if check_eligibility(vacancy, profile, then).may_apply:
            actor = actor_for(person, None)
            made.append(apply_to_vacancy(vacancy=vacancy, profile=profile, actor=actor, now=then))
    return made


def _take_along(work: Work, candidate: Candidate, steps: int) -> None:
    """0 stays an applicant; 1 invited, 2 accepted, 3 suitable, 4 sent, 5 reported, 6 placed."""
    then = timezone.localtime(work.now - timedelta(days=1)).replace(hour=8, minute=0, second=0, microsecond=0)
    employer = _manager(candidate.round.vacancy.workplace)
    seeker = actor_for(candidate.job_seeker.person, None)
    interview = then + (timedelta(days=3, hours=2) if steps == 1 else timedelta(hours=2))
    later = then + timedelta(hours=4)
    way = (
        lambda: invite_candidate(
            candidate=candidate,
            interview_at=interview,
            interview_place="Örnek Cad. No: 1",
            actor=employer,
            now=then,
        ),
        lambda: answer_invitation(
            candidate=candidate, accepts=True, channel=AnswerChannel.PORTAL, actor=seeker, now=then
        ),
        lambda: record_result(
            candidate=candidate, result=CandidateState.SUITABLE, reason="", actor=employer, now=later
        ),
        lambda: send_off_candidate(candidate=candidate, actor=employer, now=later, today=later.date()),
        lambda: report_placement(candidate=candidate, started_on=work.now.date(), actor=employer, now=later),
        lambda: confirm_placement(
            candidate=candidate, started_on=work.now.date(), actor=system_actor("sgk"), now=work.now
        ),
    )
    for step in way[:steps]:
        if filled_count(candidate.round) >= candidate.round.place_count:
            return  # the places are filled; the rest stay where they are
        step()


def _contest_one(work: Work, workplace: Workplace) -> int:
    """Somebody found unsuitable yesterday says why that is wrong; it waits on the officer's desk."""
    accepted = Candidate.objects.filter(
        round__vacancy__workplace=workplace, state=CandidateState.ACCEPTED
    ).select_related("round__vacancy__workplace", "job_seeker__person")
    candidate = accepted.order_by("pk").first()
    if candidate is None:
        return 0
    record_result(
        candidate=candidate,
        result=CandidateState.UNSUITABLE,
        reason="Mesleki belgesi görüşmede görülemedi.",
        actor=_manager(workplace),
        now=work.now - timedelta(hours=3),
    )
    contest_decision(
        candidate=candidate,
        words="Belgemin aslını görüşmede gösterdim; fotokopisi dosyada kalmıştı. Yeniden bakılmasını isterim.",
        actor=actor_for(candidate.job_seeker.person, None),
        now=work.now - timedelta(hours=1),
    )
    return 1


def _close_one(work: Work, vacancy: Vacancy) -> None:
    close_vacancy(
        vacancy=vacancy,
        outcome=ClosingOutcome.FILLED_OTHERWISE,
        reason="Kendi olanaklarımızla dolduruldu.",
        actor=_manager(vacancy.workplace),
        now=work.now,
    )
