"""P3.8, NDR-05, NDR-06, NDR-08: the gate sends to review, the unit decides, the evidence stays."""

import pytest
from django.db import DatabaseError, transaction

from imece.core.errors import NOT_PERMITTED, Problem
from imece.core.models import AuditRecord, Transition
from imece.core.notifications.models import OutboxMessage
from imece.employment.vacancies.domain import review
from imece.employment.vacancies.domain.create import change_vacancy
from imece.employment.vacancies.domain.fairness.exceptions import AskedException, ask_exceptions
from imece.employment.vacancies.domain.publish import publish_vacancy
from imece.employment.vacancies.domain.queries import announced_vacancies
from imece.employment.vacancies.enums import ExceptionKind, ExceptionState, FairnessGround, VacancyState
from imece.employment.vacancies.models import (
    FairnessException,
    OpenVacancy,
    ReviewDecision,
    ReviewRequest,
    Vacancy,
)
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, make_draft, make_vacancy

pytestmark = pytest.mark.django_db
REASON = "Kadın konukevinde gece nöbeti tutulacağı için gereklidir."
FOUND = {"description": "Atölyemiz için BAYAN ELEMAN ARANIYOR."}


def manager(cast: Cast):
    return actor_of(cast.manager, cast.workplace.organisation)


def officer(cast: Cast):
    return actor_of(cast.officer, cast.unit)


def demand(cast: Cast, vacancy: Vacancy, **values) -> None:
    """As the wizard's page will save them."""
    from imece.core.transactions import acting

    with acting(manager(cast)):
        Vacancy.objects.filter(pk=vacancy.pk).update(**values)
    vacancy.refresh_from_db()


def ask(
    cast: Cast, vacancy: Vacancy, ground=FairnessGround.SEX, kind=ExceptionKind.OCCUPATIONAL, reason=REASON
):
    asked = {ground: AskedException(kind, reason)}
    return ask_exceptions(vacancy=vacancy, asked=asked, actor=manager(cast), now=NOW)


def publish(cast: Cast, vacancy: Vacancy) -> VacancyState:
    return publish_vacancy(vacancy=vacancy, actor=manager(cast), now=NOW)


def test_GEN_02_by_which_numbers_it_was_found_lawful_stands_with_the_move(cast: Cast) -> None:
    vacancy = make_draft(cast.manager, cast.workplace)
    assert publish(cast, vacancy) == VacancyState.OPEN
    kept = Transition.objects.get(workflow="vacancy", object_id=vacancy.pk, move="publish").details[
        "judgement"
    ]
    rows = {row["name"]: row for row in kept["parameters"]}
    assert {"min_wage_gross_month", "vacancy_approval_required"} <= rows.keys()
    assert rows["min_wage_gross_month"]["valid_from"] <= kept["on"]
    assert rows["min_wage_gross_month"]["source"]
    assert kept["phrases"]


def test_T_VAC_10_sex_with_reason_and_exception_is_published_once_approved(cast: Cast) -> None:
    """NDR-05."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, sex="female")
    ask(cast, vacancy)
    assert publish(cast, vacancy) == VacancyState.IN_REVIEW
    assert not OpenVacancy.objects.exists()
    review.approve_vacancy(
        vacancy=vacancy, reason="Konukevinin yönetmeliği böyle.", actor=officer(cast), now=NOW
    )
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.OPEN
    assert OpenVacancy.objects.count() == 1
    exception = FairnessException.objects.get(vacancy=vacancy)
    assert (exception.state, exception.decided_by_id) == (ExceptionState.APPROVED, cast.officer.pk)
    assert AuditRecord.objects.filter(action="vacancies.exception_approved").count() == 1


def test_T_VAC_11_a_flagged_text_is_not_published(cast: Cast) -> None:
    """NDR-06."""
    vacancy = make_vacancy(cast.manager, cast.workplace, **FOUND)
    assert vacancy.state == VacancyState.IN_REVIEW
    assert not OpenVacancy.objects.exists()
    assert not announced_vacancies().exists()
    assert ReviewRequest.objects.get(vacancy=vacancy).due_on.isoformat() == "2026-11-25"


def in_review(cast: Cast) -> Vacancy:
    return make_vacancy(cast.manager, cast.workplace, **FOUND)


def approve(
    cast: Cast, vacancy: Vacancy, reason: str = "Yazım yanlışı; iki cins de aranıyor."
) -> ReviewDecision:
    return review.approve_vacancy(vacancy=vacancy, reason=reason, actor=officer(cast), now=NOW)


@pytest.mark.parametrize(
    "values, field",
    [
        ({"sex": "female"}, "sex"),
        ({"max_age": 35}, "min_age"),
        ({"min_height_cm": 170}, "min_height_cm"),
        ({"military": "done"}, "military"),
        ({"other_physical": "Güçlü kuvvetli"}, "other_physical"),
    ],
)
def test_a_criterion_without_exception_is_refused_with_its_article(cast: Cast, values, field) -> None:
    """P3.8, NDR-05: off by default; turned on, it needs its exception."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, **values)
    with pytest.raises(Problem) as caught:
        publish(cast, vacancy)
    assert (caught.value.code, caught.value.field) == ("VAC-110", field)
    assert "6701" in caught.value.kind.article


def test_the_laws_own_lowest_age_needs_no_exception(cast: Cast) -> None:
    """VAC-29: 15, and 18 underground, exclude nobody whom the law lets work."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, min_age=15)
    assert publish(cast, vacancy) == VacancyState.OPEN


def test_VAC_29_light_work_may_ask_from_fourteen_for_a_short_week(cast: Cast) -> None:
    """4857 md. 71: no exception is needed, since the law itself draws the line."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, min_age=14, is_light_work=True, weekly_hours=35)
    assert publish(cast, vacancy) == VacancyState.OPEN


@pytest.mark.parametrize(
    "values, code",
    [
        ({"min_age": 14}, "VAC-117"),
        ({"min_age": 13, "is_light_work": True}, "VAC-117"),
        ({"min_age": 14, "is_light_work": True}, "VAC-158"),
        ({"is_light_work": True, "is_underground_or_underwater": True}, "VAC-157"),
        ({"min_age": 17, "is_underground_or_underwater": True}, "VAC-117"),
        ({"sex": "female", "is_underground_or_underwater": True}, "VAC-116"),
    ],
)
def test_VAC_29_what_the_law_forbids_outright(cast: Cast, values, code) -> None:
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, **values)
    with pytest.raises(Problem) as caught:
        publish(cast, vacancy)
    assert caught.value.code == code


@pytest.mark.parametrize(("length", "is_taken"), [(29, False), (30, True)])
def test_the_reason_has_thirty_letters(cast: Cast, length: int, is_taken: bool) -> None:
    """NDR-05; blanks around it do not count."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, sex="female")
    if is_taken:
        assert ask(cast, vacancy, reason="g" * length)
        return
    with pytest.raises(Problem) as caught:
        ask(cast, vacancy, reason="  " + "g" * length + "  ")
    assert (caught.value.code, caught.value.field) == ("VAC-113", "sex_reason")


def test_NDR_04_an_exception_fits_its_ground(cast: Cast) -> None:
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, max_age=40)
    with pytest.raises(Problem) as caught:
        ask(cast, vacancy, ground=FairnessGround.AGE, kind=ExceptionKind.ONE_SEX)
    assert caught.value.code == "VAC-114"


def test_an_approved_exception_does_not_cover_a_later_value(cast: Cast) -> None:
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, max_age=40)
    ask(cast, vacancy, ground=FairnessGround.AGE, kind=ExceptionKind.AGE_LIMIT)
    publish(cast, vacancy)
    approve(cast, vacancy)
    demand(cast, vacancy, max_age=30)
    with pytest.raises(Problem) as caught:
        change_vacancy(
            vacancy=vacancy,
            values={"title": "Kaynakçı"},
            version=vacancy.version,
            actor=manager(cast),
            now=NOW,
        )
    assert caught.value.code == "VAC-111"
    ask(cast, vacancy, ground=FairnessGround.AGE, kind=ExceptionKind.AGE_LIMIT)
    states = list(FairnessException.objects.order_by("id").values_list("state", "replaced_at"))
    assert states == [("approved", NOW), ("asked", None)]  # the decided one stays on record


def test_asking_the_same_again_changes_nothing(cast: Cast) -> None:
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, sex="female")
    first = ask(cast, vacancy)
    assert ask(cast, vacancy) == first
    ask_exceptions(vacancy=vacancy, asked={}, actor=manager(cast), now=NOW)
    assert not vacancy.fairness_exceptions.filter(replaced_at__isnull=True).exists()


def test_a_refused_exception_stays_refused(cast: Cast) -> None:
    """P3.8: rejected with the article named, and its history kept (P3.9)."""
    vacancy = make_draft(cast.manager, cast.workplace)
    demand(cast, vacancy, sex="male")
    ask(cast, vacancy)
    publish(cast, vacancy)
    given = {"vacancy": vacancy, "actor": officer(cast), "now": NOW, "reason": "Gerekçe işi anlatmıyor."}
    with pytest.raises(Problem) as caught:
        review.reject_vacancy(article=" ", **given)
    assert caught.value.code == "VAC-122"
    decision = review.reject_vacancy(article="6701 md. 6", **given)
    vacancy.refresh_from_db()
    assert (vacancy.state, decision.article) == (VacancyState.REJECTED, "6701 md. 6")
    assert FairnessException.objects.get(vacancy=vacancy).state == ExceptionState.REFUSED


def test_returned_with_a_reason_it_is_a_draft_again(cast: Cast) -> None:
    vacancy = in_review(cast)
    review.return_vacancy(vacancy=vacancy, reason="«Bayan» yerine «çalışan».", actor=officer(cast), now=NOW)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.DRAFT
    message = OutboxMessage.objects.get(notice="vacancies.reviewed")
    assert message.person_id == cast.manager.pk
    assert "«Bayan» yerine «çalışan»." in message.body


def test_an_approved_sentence_passes_and_another_does_not(cast: Cast) -> None:
    """What the approval covers is the sentence that was read."""
    vacancy = in_review(cast)
    approve(cast, vacancy)
    same = {"description": f"{FOUND['description']} Servis vardır."}
    change_vacancy(vacancy=vacancy, values=same, version=vacancy.version, actor=manager(cast), now=NOW)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.OPEN
    other = {"description": f"{FOUND['description']} 30 yaşını aşmamış olmak."}
    change_vacancy(vacancy=vacancy, values=other, version=vacancy.version, actor=manager(cast), now=NOW)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.IN_REVIEW
    assert not OpenVacancy.objects.exists()
    assert ReviewRequest.objects.get(vacancy=vacancy, ended_at=None).topics == ["age"]


def test_an_approval_of_findings_needs_words(cast: Cast) -> None:
    vacancy = in_review(cast)
    with pytest.raises(Problem) as caught:
        approve(cast, vacancy, reason=" ")
    assert caught.value.code == "VAC-121"
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.IN_REVIEW


def test_NDR_08_the_evidence_is_what_stood_there_and_cannot_be_changed(cast: Cast) -> None:
    vacancy = in_review(cast)
    decision = approve(cast, vacancy)
    change_vacancy(
        vacancy=vacancy, values={"description": "Başka bir metin."}, version=vacancy.version,
        actor=manager(cast), now=NOW,
    )  # fmt: skip
    kept = ReviewDecision.objects.get(pk=decision.pk)
    assert kept.snapshot["description"] == FOUND["description"]
    assert [row["words"] for row in kept.judgement["findings"]] == ["BAYAN ELEMAN"]
    assert {row["name"] for row in kept.judgement["parameters"]} >= {"minimum_working_age"}
    assert review.Evidence(kept.snapshot, kept.judgement).digest == kept.digest
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewDecision.objects.filter(pk=decision.pk).update(reason="başka")


def test_contact_data_in_the_text_is_named(cast: Cast) -> None:
    """P3.8."""
    with pytest.raises(Problem) as caught:
        make_vacancy(cast.manager, cast.workplace, description="Başvuru için 0532 123 45 67 arayınız.")
    assert (caught.value.code, caught.value.field) == ("VAC-115", "description")
    assert "0532 123 45 67" in caught.value.message


def test_the_institution_may_ask_to_approve_every_vacancy(cast: Cast) -> None:
    """P3.9: waiting for approval, when the institution asks for it; the switch is a dated parameter."""
    from imece.core.models import Parameter

    Parameter.objects.filter(name="vacancy_approval_required").update(value=True)
    vacancy = make_vacancy(cast.manager, cast.workplace)
    assert vacancy.state == VacancyState.IN_REVIEW
    approve(cast, vacancy, reason="")
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.OPEN


def test_nobody_decides_on_what_he_sent_himself(cast: Cast) -> None:
    vacancy = in_review(cast)
    from imece.core.transactions import acting

    with acting(officer(cast)):
        ReviewRequest.objects.filter(vacancy=vacancy).update(asked_by=cast.officer)
    with pytest.raises(Problem) as caught:
        approve(cast, vacancy)
    assert caught.value.code == "VAC-120"


@pytest.mark.parametrize("who, unit", [("other_officer", "other_unit"), ("headquarters", "head_institution")])
def test_only_the_units_own_staff_decides(cast: Cast, who: str, unit: str) -> None:
    vacancy = in_review(cast)
    actor = actor_of(getattr(cast, who), getattr(cast, unit))
    with pytest.raises(Problem) as caught:
        review.approve_vacancy(vacancy=vacancy, reason="Uygun.", actor=actor, now=NOW)
    assert caught.value.kind is NOT_PERMITTED


def test_taken_back_it_can_be_changed_and_is_published_at_once(cast: Cast) -> None:
    vacancy = in_review(cast)
    review.withdraw_vacancy(vacancy=vacancy, actor=manager(cast), now=NOW)
    change_vacancy(
        vacancy=vacancy, values={"description": "Atölyemiz için eleman aranıyor."}, version=vacancy.version,
        actor=manager(cast), now=NOW,
    )  # fmt: skip
    vacancy.refresh_from_db()
    assert publish(cast, vacancy) == VacancyState.OPEN
