"""Another's things do not exist: 404 for whoever could open his own of the kind, and the attempt is on record.

A new address with a parameter fails the first test until it stands in `OWNED` or, with a reason, in `NOBODYS`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from imece.core.models import AuditRecord
from imece.core.permissions import is_permitted
from tests.architecture.addresses import ADDRESSES, Address
from tests.architecture.shared import SharedWorld, taken_back
from tests.architecture.world import World
from tests.cast import actor_of
from tests.exchange.access import world as access

INTRUDERS = ("other_manager", "other_officer", "other_seeker")


@dataclass(frozen=True)
class Owned:
    """`owner` opens it (None: nobody can); `open_to` are intruders who may see it by another rule."""

    owner: str | None
    keys: Callable[[World], dict[str, Any]]
    methods: tuple[str, ...] = ("get", "post")


def vacancy(world: World) -> dict[str, Any]:
    return {"number": world.vacancy.number}


def draft(world: World) -> dict[str, Any]:
    return {"number": world.draft_vacancy.number}


def candidate(world: World) -> dict[str, Any]:
    return {"candidate_id": world.candidate.pk}


def invitation(world: World) -> dict[str, Any]:
    return {"candidate_id": world.invited.pk}


def objection(world: World) -> dict[str, Any]:
    return {"objection_id": world.objection.pk}


def data_request(world: World) -> dict[str, Any]:
    return {"request_id": world.data_request.pk}


def workplace(world: World) -> dict[str, Any]:
    return {"number": world.cast.workplace.number}


def card(world: World) -> dict[str, Any]:
    return {"token": world.card.token}


def wizard_draft(world: World) -> dict[str, Any]:
    return {"token": world.wizard_draft.token}


def dismissal(world: World) -> dict[str, Any]:
    return {"number": world.dismissal.number}


def declaration(world: World) -> dict[str, Any]:
    return {"number": world.declaration.number}


def declaration_paper(world: World) -> dict[str, Any]:
    return declaration(world) | {"paper_id": world.declaration.papers.get().pk}


def dismissal_draft(world: World) -> dict[str, Any]:
    return {"token": world.dismissal_draft.token}


def bulk_upload(world: World) -> dict[str, Any]:
    return {"upload_id": world.bulk_upload.pk}


def public_list(world: World) -> dict[str, Any]:
    return {"number": world.vacancy.number, "kind": world.public_list.kind}


def public_line(world: World) -> dict[str, Any]:
    return public_list(world) | {"line_id": world.public_line.pk}


def workforce_table(world: World) -> dict[str, Any]:
    return {"table_id": world.workforce_table.pk}


def workforce_draft(world: World) -> dict[str, Any]:
    return {"token": world.workforce_draft.token}


def personnel_upload(world: World) -> dict[str, Any]:
    return {"upload_id": world.personnel_upload.pk}


def unit(world: World) -> dict[str, Any]:
    return {"number": world.cast.unit.number}


def units_member(world: World) -> dict[str, Any]:
    membership = world.cast.officer.memberships.get(organisation=world.cast.unit)
    return unit(world) | {"membership_id": membership.pk}


def institution(world: World) -> dict[str, Any]:
    return {"code": world.exchange_cast.bank.code}


def application(world: World) -> dict[str, Any]:
    return {"number": world.agreements.application.number}


def agreement(world: World) -> dict[str, Any]:
    return {"number": world.agreements.agreement.number}


def agreement_question(world: World) -> dict[str, Any]:
    entry = world.agreements.question
    return agreement(world) | {"shard": entry.shard, "sequence": entry.sequence}


def application_draft(world: World) -> dict[str, Any]:
    return {"token": world.agreements.draft.token}


def annex_line(world: World) -> dict[str, Any]:
    line = world.agreements.line
    return {"number": line.annex.agreement.number, "line_id": line.pk}


def dispute(world: World) -> dict[str, Any]:
    return {"dispute_id": world.agreements.dispute.pk}


def trail_entry(world: World) -> dict[str, Any]:
    entry = world.exchange.entry()
    return {"shard": entry.shard, "sequence": entry.sequence}


def statement(world: World) -> dict[str, Any]:
    return {"number": world.exchange.statement().number}


def letter(world: World) -> dict[str, Any]:
    return {"letter_id": world.continuity.letter.pk}


def own_letter(world: World) -> dict[str, Any]:
    return {"letter_id": world.continuity.own_letter.pk}


def interruption(world: World) -> dict[str, Any]:
    return {"interruption_id": world.continuity.interruption.pk}


def breach(world: World) -> dict[str, Any]:
    return {"breach_id": world.continuity.breach.pk}


def breach_notice(world: World) -> dict[str, Any]:
    return breach(world) | {"notice_id": world.continuity.breach.notices.order_by("pk")[0].pk}


def material(world: World) -> dict[str, Any]:
    return {"material_id": world.continuity.material.pk}


def participant(world: World) -> dict[str, Any]:
    return {"participant_id": world.participant.pk}


def programme(world: World) -> dict[str, Any]:
    return {"number": world.participant.programme.number}


def special_day(world: World) -> dict[str, Any]:
    return {"special_day_id": world.special_day.pk}


def survey_draft(world: World) -> dict[str, Any]:
    return {"token": world.survey_draft.token}


OWNED: dict[str, Owned] = {
    "announcement": Owned("manager", draft),  # once open it is everybody's; a draft is the workplace's alone
    "apply": Owned(None, draft, ("post",)),  # GET only leads to the announcement
    "vacancy_detail": Owned("manager", vacancy),
    "vacancy_step": Owned("manager", lambda world: vacancy(world) | {"step": "kapat"}),
    "vacancy_open": Owned("manager", vacancy),
    "vacancy_copy": Owned("manager", vacancy),
    "saved_search": Owned("seeker", lambda world: {"search_id": world.saved_search.pk}),
    "saved_search_delete": Owned("seeker", lambda world: {"search_id": world.saved_search.pk}),
    "bulk_upload": Owned("manager", bulk_upload),
    "bulk_take": Owned("manager", bulk_upload),
    "bulk_again": Owned("manager", bulk_upload),
    "bulk_wrong": Owned("manager", bulk_upload),
    "workforce_table": Owned("manager", workforce_table),
    "workforce_persons": Owned("manager", workforce_table),
    "workforce_delete": Owned("officer", workforce_table),
    "personnel_export": Owned("manager", lambda world: workforce_table(world) | {"kind": "xml"}, ("get",)),
    "workforce-edit": Owned("manager", lambda world: {"key": str(world.workforce_table.pk)}),
    "workforce-resume": Owned("manager", workforce_draft),
    "workforce-check": Owned("manager", workforce_draft),
    "workforce-delete": Owned("manager", workforce_draft),
    "workforce-step": Owned("manager", lambda world: workforce_draft(world) | {"slug": "isyeri-gelisimi"}),
    "workforce-file": Owned(None, lambda world: workforce_draft(world) | {"number": 1}),
    "personnel_upload": Owned("manager", personnel_upload),
    "personnel_take": Owned("manager", personnel_upload),
    "personnel_again": Owned("manager", personnel_upload),
    "personnel_errors": Owned("manager", lambda world: personnel_upload(world) | {"kind": "csv"}),
    "quota_detail": Owned("manager", workforce_table, ("get",)),
    "compulsory_worker_register": Owned("manager", lambda world: {"worker_id": world.compulsory_worker.pk}),
    "compulsory_worker_end": Owned("manager", lambda world: {"worker_id": world.compulsory_worker.pk}),
    "vacancy-edit": Owned("manager", lambda world: {"key": world.vacancy.number}),
    "vacancy-resume": Owned("manager", wizard_draft),
    "vacancy-check": Owned("manager", wizard_draft),
    "vacancy-delete": Owned("manager", wizard_draft),
    "vacancy-step": Owned("manager", lambda world: wizard_draft(world) | {"slug": "mesleki"}),
    "vacancy-file": Owned(None, lambda world: wizard_draft(world) | {"number": 1}),
    "public_lists": Owned("manager", vacancy),
    "public_list": Owned("manager", public_list),
    "public_line_drop": Owned("manager", public_line),
    "public_draw": Owned("manager", public_list),
    "priority_loss": Owned("officer", lambda world: {"right_id": world.priority_right.pk}),
    "select_people": Owned("manager", vacancy),
    "select_person": Owned(
        "manager", lambda world: vacancy(world) | {"job_seeker_id": world.fitting_person.pk}
    ),
    "vacancy_fit_counts": Owned("manager", vacancy),
    "match_explanation": Owned("seeker", candidate),
    "vacancy_review": Owned("officer", lambda world: {"number": world.vacancy_in_review.number}),
    "review_decision": Owned("officer", lambda world: {"decision_id": world.decision.pk}, ("get",)),
    "programme": Owned("manager", programme),
    "programme_change": Owned("officer", programme),
    "participant_new": Owned("officer", programme),
    "attendance": Owned("manager", programme),
    "month_approve": Owned("officer", lambda world: programme(world) | {"month": "2026-05"}),
    "participant_leave": Owned("officer", participant),
    "attendance_day": Owned("manager", lambda world: participant(world) | {"day": "2026-05-06"}),
    "survey_response": Owned("manager", lambda world: {"response_id": world.survey_response.pk}),
    "survey-edit": Owned("manager", lambda world: {"key": str(world.survey_response.pk)}),
    "survey-resume": Owned("manager", survey_draft),
    "survey-check": Owned("manager", survey_draft),
    "survey-delete": Owned("manager", survey_draft),
    "survey-step": Owned("manager", lambda world: survey_draft(world) | {"slug": "isgucu"}),
    "survey-file": Owned(None, lambda world: survey_draft(world) | {"number": 1}),
    "round_candidates": Owned("manager", lambda world: {"round_id": world.vacancy.round_id}),
    "candidate_detail": Owned("manager", candidate),
    "candidate_step": Owned("manager", lambda world: candidate(world) | {"step": "gonder"}),
    "my_application": Owned("seeker", candidate),
    "round_sheet": Owned("manager", lambda world: {"round_id": world.vacancy.round_id, "sheet": "davet"}),
    "answer_invitation": Owned("seeker", candidate),
    "my_interview_calendar": Owned("seeker", invitation, ("get",)),
    "withdraw_application": Owned("seeker", candidate),
    "contest_decision": Owned("seeker", candidate),
    "contest_eligibility": Owned(None, draft),  # only an open vacancy can refuse somebody
    "my_objection": Owned("seeker", objection),
    "objection": Owned("officer", objection),
    "my_data_request": Owned("seeker", data_request),
    "data_request": Owned("headquarters", data_request),
    "declaration": Owned("manager", declaration),
    "declaration_change": Owned("manager", declaration),
    "declaration_workers": Owned("manager", declaration),
    "declaration_template": Owned("manager", declaration, ("get",)),
    "declared_worker": Owned(
        "manager", lambda world: declaration(world) | {"worker_id": world.declaration.workers.get().pk}
    ),
    "declaration_paper_new": Owned("manager", declaration),
    "declaration_paper": Owned("manager", declaration_paper, ("get",)),
    "declaration_paper_out": Owned("manager", declaration_paper, ("post",)),
    "declaration_finding": Owned("officer", declaration),
    "declaration_step": Owned("officer", lambda world: declaration(world) | {"step": "incele"}),
    "dismissal_detail": Owned("manager", dismissal, ("get",)),
    "dismissal_paper": Owned("manager", dismissal, ("post",)),
    "dismissal_record_new": Owned("manager", dismissal),
    "dismissal_record": Owned(
        "manager", lambda world: dismissal(world) | {"paper_id": world.dismissal_record.pk}, ("get",)
    ),
    "dismissal-edit": Owned("manager", lambda world: {"key": world.dismissal.number}),
    "dismissal-resume": Owned("manager", dismissal_draft),
    "dismissal-check": Owned("manager", dismissal_draft),
    "dismissal-delete": Owned("manager", dismissal_draft),
    "dismissal-step": Owned("manager", lambda world: dismissal_draft(world) | {"slug": "genel"}),
    "dismissal-file": Owned(None, lambda world: dismissal_draft(world) | {"number": 1}),
    "employers:workplace": Owned("manager", workplace),
    "employers:close": Owned("manager", workplace),
    "employers:head_office": Owned("manager", workplace),
    "employers:workplace-edit": Owned("manager", lambda world: {"key": world.cast.workplace.number}),
    "employers:workplace-resume": Owned("manager", card),
    "employers:workplace-check": Owned("manager", card),
    "employers:workplace-delete": Owned("manager", card),
    "employers:workplace-step": Owned("manager", lambda world: card(world) | {"slug": "genel"}),
    "employers:workplace-file": Owned(None, card),
    "employers:user": Owned("manager", lambda world: {"membership_id": world.clerks_membership.pk}),
    "letter": Owned("headquarters", letter),
    "letter_pdf": Owned("headquarters", letter),
    "letter_edit": Owned("headquarters", letter),
    "letter_answer": Owned(None, letter),  # only a sent one is answered
    "letter_step": Owned("headquarters", lambda world: letter(world) | {"step": "imzala"}),
    "my_letter": Owned("bank_manager", own_letter),
    "my_letter_pdf": Owned("bank_manager", own_letter),
    "my_letter_edit": Owned("bank_manager", own_letter),
    "my_letter_answer": Owned(None, own_letter),
    "my_letter_step": Owned("bank_manager", lambda world: own_letter(world) | {"step": "imzala"}),
    "interruption": Owned("headquarters", interruption),
    "interruption_step": Owned("headquarters", lambda world: interruption(world) | {"step": "bildir"}),
    "interruption_cause": Owned("headquarters", interruption),
    "paper_questions": Owned("headquarters", interruption),
    "paper_request": Owned("headquarters", interruption),
    "my_interruption": Owned("bank_manager", interruption),
    "my_paper_questions": Owned("bank_manager", interruption),
    "my_paper_request": Owned("bank_manager", interruption),
    "my_paper_form": Owned("bank_manager", interruption),
    "my_paper_enter": Owned("bank_manager", interruption),
    "my_paper_finish": Owned("bank_manager", interruption),
    "breach": Owned("headquarters", breach),
    "breach_edit": Owned("headquarters", breach),
    "breach_pdf": Owned("headquarters", breach),
    "breach_persons": Owned("headquarters", breach),
    "breach_step": Owned("headquarters", lambda world: breach(world) | {"step": "sinirla"}),
    "breach_tell": Owned("headquarters", breach_notice),
    "my_breach": Owned("bank_manager", breach),
    "material": Owned("headquarters", material),
    "my_material": Owned("bank_manager", material),
    "accounts:organisation_users": Owned("officer", unit),
    "accounts:organisation_user_look_up": Owned("officer", unit),
    "accounts:organisation_user_add": Owned(None, unit),  # opens only after a look-up
    "accounts:organisation_user": Owned("officer", units_member),
    "accounts:token_revoke": Owned("manager", lambda world: {"token_id": world.token.pk}),
    "exchange_institution": Owned("bank_manager", institution),
    "exchange_institution_address": Owned("bank_manager", institution),
    "exchange_institution_official": Owned("bank_manager", institution),
    "exchange_institution_change": Owned("headquarters", institution),
    "exchange_official_end": Owned(
        "bank_manager", lambda world: institution(world) | {"official_id": world.agreements.official.pk}
    ),
    "exchange_application": Owned("bank_manager", application),
    "exchange_application_step": Owned(
        "bank_manager", lambda world: application(world) | {"step": "geri-cek"}
    ),
    "exchange_application_file": Owned(
        "bank_manager",
        lambda world: application(world) | {"file_id": world.agreements.application.files.earliest("pk").pk},
    ),
    "exchange_application_service": Owned(
        "headquarters",
        lambda world: application(world) | {"service_id": world.agreements.application.services.get().pk},
    ),
    "exchange_application-edit": Owned(
        "bank_manager", lambda world: {"key": world.agreements.returned.number}
    ),
    "exchange_application-resume": Owned("bank_manager", application_draft),
    "exchange_application-check": Owned("bank_manager", application_draft),
    "exchange_application-delete": Owned("bank_manager", application_draft),
    "exchange_application-step": Owned(
        "bank_manager", lambda world: application_draft(world) | {"slug": "konu"}
    ),
    "exchange_application-file": Owned(None, lambda world: application_draft(world) | {"number": 1}),
    "exchange_agreement": Owned("bank_manager", agreement),
    "exchange_agreement_audit": Owned("bank_manager", agreement),
    "exchange_agreement_question": Owned("bank_manager", agreement_question),
    "exchange_agreement_step": Owned("bank_manager", lambda world: agreement(world) | {"step": "askiya-al"}),
    "exchange_paper": Owned(
        "bank_manager", lambda world: agreement(world) | {"paper_id": world.agreements.paper.pk}
    ),
    "exchange_notice_step": Owned(
        "bank_manager",
        lambda world: agreement(world) | {"notice_id": world.agreements.notice.pk, "step": "teblig"},
    ),
    "exchange_suspension_step": Owned(
        "bank_manager",
        lambda world: agreement(world) | {"suspension_id": world.agreements.suspension.pk, "step": "kaldir"},
    ),
    "exchange_consent_withdraw": Owned(
        "bank_manager", lambda world: agreement(world) | {"consent_id": world.agreements.consent.pk}
    ),
    "exchange_annex_line": Owned("headquarters", agreement),
    "exchange_annex_line_remove": Owned("headquarters", annex_line),
    "exchange_dispute": Owned("bank_manager", dispute),
    "exchange_dispute_step": Owned("bank_manager", lambda world: dispute(world) | {"step": "geri-al"}),
    "statement": Owned("bank_manager", statement),
    "statement_reconcile": Owned("bank_manager", statement),
    "reconciliation": Owned(
        "bank_manager", lambda world: {"reconciliation_id": world.exchange.reconciliation().pk}
    ),
    "trail_entry": Owned("bank_manager", trail_entry),
    "usage_flag": Owned("bank_manager", lambda world: {"flag_id": world.exchange.flag().pk}),
    "justification_sample": Owned("bank_manager", lambda world: {"sample_id": world.exchange.sample().pk}),
    "why_request": Owned("bank_manager", lambda world: {"request_id": world.exchange.why_request().pk}),
    "why_ask": Owned("seeker", trail_entry),
    "erasure_ask": Owned("seeker", trail_entry),
    "my_why_request": Owned("seeker", lambda world: {"request_id": world.exchange.why_request().pk}),
    "delay_lift": Owned("headquarters", lambda world: {"embargo_id": world.exchange.embargo().pk}),
    "watched_end": Owned("headquarters", lambda world: {"person_id": world.exchange.watched().pk}),
    "notifications:message": Owned("seeker", lambda world: {"number": world.message.pk}),
    "jobs:job": Owned("manager", lambda world: {"number": world.job.pk}),
    "jobs:cancel": Owned("manager", lambda world: {"number": world.job.pk}),
    "reports:run": Owned("manager", lambda world: {"key": world.report.key}),
    "reports:file": Owned("manager", lambda world: {"key": world.report.key, "file_format": "pdf"}),
}
OWNED |= {
    name: Owned("bank_manager", lambda world, keys=keys: keys(world.access))
    for name, keys in access.PARTNERS.items()
}
OWNED |= {
    name: Owned("headquarters", lambda world, keys=keys: keys(world.access))
    for name, keys in access.DESKS.items()
}
BY_TOKEN: dict[str, tuple[str, Callable[[World], dict[str, Any]]]] = {
    "api_employer_read": ("get", vacancy),
    "api_employer_publish": ("post", vacancy),
    "api_employer_extend": ("post", vacancy),
    "api_employer_close": ("post", vacancy),
    "api_employer_cancel": ("post", vacancy),
    "api_employer_list_candidates": ("get", vacancy),
    "api_employer_tell_result": ("post", candidate),
    "api_employer_tell_placement": ("post", candidate),
}
API_BODIES: dict[str, dict[str, Any]] = {
    "api_employer_extend": {"last_application_on": "2026-12-30"},
    "api_employer_close": {"outcome": "no_longer_needed", "placed_through_us": 0, "placed_otherwise": 0},
    "api_employer_cancel": {"reason": "Deneme"},
    "api_employer_tell_result": {"result": "suitable"},
    "api_employer_tell_placement": {"started_on": "2026-12-30"},
}
NOBODYS: dict[str, str] = {
    "api_open_get_open_vacancy": "open vacancies are everybody's",
    "sitemap_page": "open vacancies are everybody's",
    "status_confirm": "whoever holds the mail may confirm it; the link is signed",
    "status_unsubscribe": "whoever holds the mail may end it; the link is signed",
    "stop_alerts": "whoever holds the mail may stop it; the link is signed",
    "duty_calendar": "whoever holds the link may read the duties; it is signed and ends with the membership",
    "answer_alert": "whoever holds the mail may answer it; the link is signed",
    "profile_section": "names a section of one's own profile, no record",
    "isco_group": "the classification is public",
    "occupation": "the dictionary is public",
    "occupation_market_csv": "published figures, small cells hidden",
    "open_data_months": "published figures, small cells hidden",
    "open_data_workforce": "published figures, small cells hidden",
    "service_page": "the catalogue of services is public",
    "service_step": "the catalogue is one; whoever has the right keeps all of it",
    "developer_service": "the catalogue of services is public; technical parts open with one's own credential",
    "service_openapi": "as developer_service",
    "service_wsdl": "as developer_service",
    "core:rule": "the law is public",
    "core:api_rule": "the law is public",
    "core:parameter": "national numbers; whoever has the right sees all",
    "dictionary_entry": "the dictionary is national; whoever has the right keeps all of it",
    "dictionary_step": "as dictionary_entry",
    "special_day_remove": "the calendar is national; whoever has the right keeps all of it",
    "documents:check_code": "whoever holds the paper may check it; the code cannot be guessed",
    "accounts:send_verification": "names a channel of one's own account, no record",
    "accounts:verify_contact": "names a channel of one's own account, no record",
    "openid_connect_login": "names a provider of the settings, no record",
    "openid_connect_callback": "names a provider of the settings, no record",
    "mfa_remove_webauthn": "allauth reads only the signed-in person's keys, after a fresh password",
    "mfa_edit_webauthn": "allauth reads only the signed-in person's keys, after a fresh password",
}


def test_every_address_that_names_a_record_is_in_a_table() -> None:
    with_key = {name for name, address in ADDRESSES.items() if address.converters}
    listed = OWNED.keys() | NOBODYS.keys() | BY_TOKEN.keys()
    assert with_key - listed == set(), "whose is it? Put it into OWNED, or into NOBODYS with a reason"
    assert listed - with_key == set(), "these addresses are gone"
    assert OWNED.keys() & NOBODYS.keys() == set()
    assert not [name for name in OWNED if ADDRESSES[name].is_for_programs], "programs stand in BY_TOKEN"


@pytest.mark.parametrize("name", OWNED)
def test_the_owner_alone_reaches_it(shared: SharedWorld, name: str) -> None:
    """P1.5, house §4: outside the scope 404; without the right at all 403 before any record is looked for.

    The attempt is recorded. That the owner opens it is looked at first, or the refusals would prove nothing.
    """
    owned, address = OWNED[name], ADDRESSES[name]
    url = address.url(**shared.keys_of(owned.keys))
    if owned.owner:
        with taken_back():
            answer = shared.client(owned.owner).get(url)
        assert answer.status_code in {200, 302, 405}, answer.content.decode()[:2000]
    for intruder in INTRUDERS:
        for method in owned.methods:
            with taken_back():
                _another_finds_nothing(shared, intruder, address, method, url)


def _another_finds_nothing(
    shared: SharedWorld, intruder: str, address: Address, method: str, url: str
) -> None:
    may_others = _may(shared.world, intruder, address)
    before = _attempts(shared.world, intruder)
    answer = getattr(shared.client(intruder), method)(url)
    if answer.status_code == 405:
        return  # the method is not answered to anybody
    assert answer.status_code == (404 if may_others else 403), f"{method} {url} as {intruder}"
    assert _attempts(shared.world, intruder) == before + may_others


@pytest.mark.parametrize("name", BY_TOKEN)
def test_another_workplaces_program_finds_nothing_and_is_recorded(shared: SharedWorld, name: str) -> None:
    method, keys = BY_TOKEN[name]
    url, world = ADDRESSES[name].url(**shared.keys_of(keys)), shared.world
    headers = {"Authorization": f"Bearer {world.other_token}", "Idempotency-Key": "deneme-0001"}
    before = _attempts(world, "other_manager")
    answer = Client().generic(
        method.upper(), url, json.dumps(API_BODIES.get(name, {})), "application/json", headers=headers
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "CORE-404")
    assert _attempts(world, "other_manager") == before + 1


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name.startswith("api_employer_")])
def test_a_session_opens_no_address_for_programs(shared: SharedWorld, name: str) -> None:
    for client in (Client(), shared.client("manager")):
        assert client.get(ADDRESSES[name].url()).status_code == 401


def _person(world: World, role: str) -> tuple[Any, Any]:
    cast = world.cast
    return {
        "other_manager": (cast.other_manager, cast.other_workplace.organisation),
        "other_officer": (cast.other_officer, cast.other_unit),
        "other_seeker": (cast.other_seeker, None),
    }[role]


def _may(world: World, role: str, address: Address) -> bool:
    return address.is_public or is_permitted(actor_of(*_person(world, role)), address.access)


def _attempts(world: World, role: str) -> int:
    person = _person(world, role)[0]
    return AuditRecord.objects.filter(action="access.outside_scope", person_id=person.pk).count()


@pytest.mark.parametrize("name", ["dictionary_entry", "special_day_remove", "core:parameter_new"])
def test_what_is_national_is_kept_by_headquarters_alone(shared: SharedWorld, name: str) -> None:
    given = shared.keys_of(special_day) if name == "special_day_remove" else {}
    for intruder in INTRUDERS:
        for method in ("get", "post"):
            with taken_back():
                answer = getattr(shared.client(intruder), method)(ADDRESSES[name].url(**given))
            assert answer.status_code == 403, f"{method} as {intruder}"


CLOSED = [name for name, one in ADDRESSES.items() if not one.is_public and not one.is_for_programs]


@pytest.mark.parametrize("name", CLOSED)
def test_without_signing_in_every_closed_address_leads_to_the_door(
    client: Client, shared: SharedWorld, name: str
) -> None:
    """GET leads to sign-in and back; a POST is refused, or led there where what was typed stands in a draft.

    What a person's own program reads says 401 instead: a program cannot sign in at a page.
    """
    url = ADDRESSES[name].url()
    with taken_back():
        answer = client.get(url)
    if url.startswith("/api/"):
        assert (answer.status_code, answer.json()["code"]) == (401, "CORE-401")
        return
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/giris/")
    with taken_back():
        answer = client.post(url)
    if answer.status_code == 302:
        assert answer.url.startswith("/giris/?next=")
    else:
        assert answer.status_code in {401, 403}
