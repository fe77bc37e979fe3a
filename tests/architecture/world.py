"""One thing of each kind that an address may name, made only when a test asks for it."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.test import Client
from django.utils import timezone

from imece.accounts.domain.tokens import make_token
from imece.accounts.enums import Grant
from imece.accounts.models import ApiToken, Membership
from imece.core.actor import system_actor
from imece.core.jobs.models import BackgroundJob
from imece.core.models import Draft, ReportRun
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.core.uploads.papers import GivenPaper
from imece.employment.benefits.domain.declarations import begin_declaration, send_declaration, set_workers
from imece.employment.benefits.domain.review import attach_paper
from imece.employment.benefits.enums import DeclarationKind, PaperKind
from imece.employment.benefits.models import Declaration
from imece.employment.community_work.models import Participant
from imece.employment.data_rights.domain.requests import NewRequest, open_data_request
from imece.employment.data_rights.enums import DataArea, SubjectRight
from imece.employment.data_rights.models import DataRequest
from imece.employment.dismissals.domain.notices import Line, NewNotice, tell_dismissal
from imece.employment.dismissals.domain.records import attach_record
from imece.employment.dismissals.enums import Ground
from imece.employment.dismissals.models import DismissalNotice, DismissalPaper
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.domain.objections import contest_decision
from imece.employment.selection.domain.steps import record_result
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate, Objection
from imece.employment.surveys.enums import SurveyKind
from imece.employment.surveys.models import SurveyResponse
from imece.employment.vacancies.domain.alerts import save_search
from imece.employment.vacancies.domain.apply import apply_to_vacancy
from imece.employment.vacancies.domain.review import return_vacancy
from imece.employment.vacancies.domain.search import SearchCriteria
from imece.employment.vacancies.enums import AlertFrequency, ListKind
from imece.employment.vacancies.models import (
    BulkUpload,
    PriorityRight,
    PublicList,
    PublicListLine,
    ReviewDecision,
    SavedSearch,
    Vacancy,
)
from imece.employment.workforce.enums import Group
from imece.employment.workforce.models import CompulsoryWorker, PersonnelUpload, WorkforceTable
from imece.reference.enums import SpecialDayKind, SpecialDayScope
from imece.reference.models import SpecialDay
from tests.cast import Cast, actor_of, sign_in
from tests.employment.community_work.people import make_participant, make_programme
from tests.employment.main_job import (
    AFTER_INTERVIEW,
    NOW,
    make_candidate,
    make_draft,
    make_profile,
    make_vacancy,
)
from tests.employment.selection.test_steps import take_to
from tests.employment.workforce.saved import save_month
from tests.exchange.access.world import AccessWorld
from tests.exchange.agreements.world import AgreementsWorld
from tests.exchange.cast import ExchangeCast, make_exchange_cast
from tests.exchange.continuity.world import ContinuityWorld
from tests.exchange.world import ExchangeWorld


class World:
    """Everything belongs to `cast.workplace` (Ankara) with its manager, or to `cast.seeker`."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def client(self, role: str) -> Client:
        cast = self.cast
        if role == "bank_manager":
            bank = self.exchange_cast
            return sign_in(Client(), bank.bank_manager, bank.bank.organisation)
        whom: dict[str, tuple[Any, Any]] = {
            "manager": (cast.manager, cast.workplace.organisation),
            "other_manager": (cast.other_manager, cast.other_workplace.organisation),
            "officer": (cast.officer, cast.unit),
            "other_officer": (cast.other_officer, cast.other_unit),
            "headquarters": (cast.headquarters, cast.head_institution),
            "seeker": (cast.seeker, None),
            "other_seeker": (cast.other_seeker, None),
        }
        return sign_in(Client(), *whom[role])

    @cached_property
    def exchange_cast(self) -> ExchangeCast:
        return make_exchange_cast()

    @cached_property
    def agreements(self) -> AgreementsWorld:
        return AgreementsWorld(self.exchange_cast)

    @cached_property
    def access(self) -> AccessWorld:
        return AccessWorld(self.exchange_cast)

    @cached_property
    def exchange(self) -> ExchangeWorld:
        """A bank on the exchange, with its people; it asked about the seeker."""
        return ExchangeWorld(self.cast.seeker, self.exchange_cast)

    @cached_property
    def continuity(self) -> ContinuityWorld:
        return ContinuityWorld(self.cast, self.exchange_cast)

    @cached_property
    def vacancy(self) -> Vacancy:
        return make_vacancy(self.cast.manager, self.cast.workplace)

    @cached_property
    def fitting_person(self) -> JobSeeker:
        return make_profile(self.cast.other_seeker)

    @cached_property
    def draft_vacancy(self) -> Vacancy:
        return make_draft(self.cast.manager, self.cast.workplace)

    @cached_property
    def vacancy_in_review(self) -> Vacancy:
        return make_vacancy(self.cast.manager, self.cast.workplace, description="BAYAN ELEMAN ARANIYOR")

    @cached_property
    def decision(self) -> ReviewDecision:
        vacancy = make_vacancy(self.cast.manager, self.cast.workplace, description="BAYAN ELEMAN ARANIYOR")
        actor = actor_of(self.cast.officer, self.cast.unit)
        return return_vacancy(vacancy=vacancy, reason="Deneme", actor=actor, now=NOW)

    @cached_property
    def candidate(self) -> Candidate:
        candidate = make_candidate(self.vacancy, self.cast.seeker)
        take_to(candidate, CandidateState.SUITABLE, self.cast)
        return candidate

    @cached_property
    def wizard_draft(self) -> Draft:
        """A begun change of the vacancy in the wizard."""
        address = f"/isveren/istemler/sihirbaz/kayit/{self.vacancy.number}/"
        self.client("manager").post(address, {"_go": "later"})
        return Draft.objects.latest("pk")

    @cached_property
    def bulk_upload(self) -> BulkUpload:
        with acting(system_actor("test")):
            return BulkUpload.objects.create(
                workplace=self.cast.workplace,
                person_id=self.cast.manager.pk,
                file_name="istemler.csv",
                content=b"",
                created_at=timezone.now(),
            )

    @cached_property
    def public_list(self) -> PublicList:
        with acting(system_actor("test")):
            return PublicList.objects.create(
                vacancy=self.vacancy,
                kind=ListKind.DIRECT_DRAW,
                principal_count=2,
                reserve_count=8,
                made_at=timezone.now(),
            )

    @cached_property
    def public_line(self) -> PublicListLine:
        with acting(system_actor("test")):
            return PublicListLine.objects.create(
                public_list=self.public_list, candidate=self.candidate, sequence=1, part="principal", rank=1
            )

    @cached_property
    def priority_right(self) -> PriorityRight:
        profile = make_profile(self.cast.seeker)
        with acting(system_actor("test")):
            return PriorityRight.objects.create(
                job_seeker=profile, document_on="2026-01-05", document_number="1", recorded_at=timezone.now()
            )

    @cached_property
    def saved_search(self) -> SavedSearch:
        return save_search(
            criteria=SearchCriteria(words="kaynak"),
            name="Deneme",
            frequency=AlertFrequency.DAILY,
            actor=actor_of(self.cast.seeker),
            now=NOW,
        )

    @cached_property
    def invited(self) -> Candidate:
        """The seeker again, for another vacancy: an interview that lies ahead."""
        profile = self.candidate.job_seeker
        vacancy = make_vacancy(self.cast.manager, self.cast.workplace, title="Deneme")
        actor = actor_of(self.cast.seeker)
        candidate = apply_to_vacancy(vacancy=vacancy, profile=profile, actor=actor, now=NOW)
        take_to(candidate, CandidateState.INVITED, self.cast)
        return candidate

    @cached_property
    def objection(self) -> Objection:
        """Against a result: the seeker's own, in Ankara."""
        candidate, employer = (
            self.candidate,
            actor_of(self.cast.manager, self.cast.workplace.organisation),
        )
        found = {"result": CandidateState.UNSUITABLE, "reason": "Deneme", "now": AFTER_INTERVIEW}
        record_result(candidate=candidate, actor=employer, **found)
        seeker = actor_of(self.cast.seeker)
        return contest_decision(candidate=candidate, words="Deneme", actor=seeker, now=AFTER_INTERVIEW)

    @cached_property
    def data_request(self) -> DataRequest:
        """The seeker's own; headquarters answers it."""
        new = NewRequest(right=SubjectRight.INFORMATION, area=DataArea.PROFILE, words="Deneme")
        return open_data_request(new=new, actor=actor_of(self.cast.seeker), now=timezone.now())

    @cached_property
    def participant(self) -> Participant:
        """Of a programme of the workplace, which is made a public body for it."""
        return make_participant(self.cast, make_programme(self.cast), self.cast.seeker)

    @cached_property
    def survey_response(self) -> SurveyResponse:
        with acting(system_actor("test")):
            return SurveyResponse.objects.create(
                kind=SurveyKind.GENERAL,
                workplace=self.cast.workplace,
                year=2025,
                questionnaire=1,
                answers={},
                saved_at=timezone.now(),
            )

    @cached_property
    def survey_draft(self) -> Draft:
        """A begun change of the survey in the wizard."""
        self.client("manager").post(f"/anketler/doldur/kayit/{self.survey_response.pk}/", {"_go": "later"})
        return Draft.objects.latest("pk")

    @cached_property
    def token(self) -> ApiToken:
        return make_token(
            actor=actor_of(self.cast.manager, self.cast.workplace.organisation), **self._token()
        )[0]

    @cached_property
    def other_token(self) -> str:
        """The secret of another workplace's program."""
        other = self.cast.other_workplace.organisation
        return make_token(actor=actor_of(self.cast.other_manager, other), **self._token())[1]

    @staticmethod
    def _token() -> dict[str, Any]:
        now = timezone.now()
        grants = [Grant.VACANCIES, Grant.CANDIDATES]
        last_day = timezone.localdate(now) + timedelta(days=30)
        return {"name": "Deneme", "grants": grants, "valid_until": last_day, "is_staging": False, "now": now}

    @cached_property
    def clerks_membership(self) -> Membership:
        return Membership.objects.get(person=self.cast.clerk)

    @cached_property
    def message(self) -> OutboxMessage:
        assert self.candidate
        return OutboxMessage.objects.filter(person_id=self.cast.seeker.pk)[0]

    @cached_property
    def job(self) -> BackgroundJob:
        with acting(system_actor("test")):
            return BackgroundJob.objects.create(
                title="Deneme",
                task_name="test.nothing",
                person_id=self.cast.manager.pk,
                organisation_id=self.cast.workplace.organisation_id,
                actor={},
            )

    @cached_property
    def report(self) -> ReportRun:
        assert self.candidate
        page = self.client("manager").post("/isveren/raporlar/sonuc-listesi/", {})
        assert page.status_code == 302, page.content
        return ReportRun.objects.latest("pk")

    @cached_property
    def card(self) -> Draft:
        """A begun change of the workplace's card."""
        address = f"/isveren/isyerleri/kunye/kayit/{self.cast.workplace.number}/"
        self.client("manager").post(address, {"_go": "later"})
        return Draft.objects.latest("pk")

    @cached_property
    def dismissal(self) -> DismissalNotice:
        today = timezone.localdate()
        line = Line(self.cast.workplace.pk, men=7, women=5, worker_count=80)
        return tell_dismissal(
            workplace=self.cast.workplace,
            values=NewNotice(today + timedelta(days=31), None, Ground.ECONOMIC, "Deneme", [line]),
            actor=actor_of(self.cast.manager, self.cast.workplace.organisation),
            now=timezone.now(),
            today=today,
        )

    @cached_property
    def dismissal_record(self) -> DismissalPaper:
        actor = actor_of(self.cast.manager, self.cast.workplace.organisation)
        paper = GivenPaper("tutanak.pdf", "application/pdf", b"%PDF-1.7")
        return attach_record(notice=self.dismissal, paper=paper, actor=actor, now=timezone.now())

    @cached_property
    def dismissal_draft(self) -> Draft:
        """A begun correction of the notice."""
        address = f"/isveren/toplu-isten-cikarma/sihirbaz/kayit/{self.dismissal.number}/"
        self.client("manager").post(address, {"_go": "later"})
        return Draft.objects.latest("pk")

    @cached_property
    def declaration(self) -> Declaration:
        """Sent, with one worker."""
        actor, now = actor_of(self.cast.manager, self.cast.workplace.organisation), timezone.now()
        today = timezone.localdate()
        values = {"ground": "epidemic", "starts_on": today, "ends_on": today + timedelta(days=40)}
        declaration = begin_declaration(
            workplace=self.cast.workplace,
            kind=DeclarationKind.SHORT_TIME,
            values=values,
            actor=actor,
            now=now,
        )
        worker = {
            "national_id": "10000000146",
            "given_names": "Deneme",
            "surname": "Kişi",
            "starts_on": today,
        }
        worker |= {"service_days": 120, "premium_days": 600, "average_gross_amount": 40_000}
        set_workers(declaration=declaration, workers=[worker], actor=actor, now=now)
        paper = GivenPaper("deneme.pdf", "application/pdf", b"%PDF-1.7")
        attach_paper(declaration=declaration, kind=PaperKind.OTHER, paper=paper, actor=actor, now=now)
        send_declaration(declaration=declaration, actor=actor, now=now)
        return declaration

    @cached_property
    def special_day(self) -> SpecialDay:
        with acting(system_actor("test")):
            return SpecialDay.objects.create(
                date="2027-10-28", kind=SpecialDayKind.FULL, scope=SpecialDayScope.EVERYONE, note="Deneme"
            )

    @cached_property
    def workforce_table(self) -> WorkforceTable:
        return save_month(self.cast, date(2026, 3, 1), 40)

    @cached_property
    def workforce_draft(self) -> Draft:
        """A begun change of the last table."""
        address = f"/isveren/cizelgeler/sihirbaz/kayit/{self.workforce_table.pk}/"
        self.client("manager").post(address, {"_go": "later"})
        return Draft.objects.latest("pk")

    @cached_property
    def personnel_upload(self) -> PersonnelUpload:
        with acting(system_actor("test")):
            return PersonnelUpload.objects.create(
                workplace=self.cast.workplace,
                month=date(2026, 4, 1),
                person_id=self.cast.manager.pk,
                file_name="personel.csv",
                content=b"",
                created_at=timezone.now(),
            )

    @cached_property
    def compulsory_worker(self) -> CompulsoryWorker:
        with acting(system_actor("test")):
            return CompulsoryWorker.objects.create(
                workplace=self.cast.workplace,
                national_id="10000000146",
                given_names="Deneme",
                group=Group.DISABLED,
                hired_on="2026-03-01",
            )
