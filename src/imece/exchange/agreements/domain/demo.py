"""Synthetic applications and agreements, made by the verbs as people would (they say so in their words).

A protocol in force between İŞKUR and UİGM, a bilateral agreement in force between NVİ and a bank, an application under
review, one returned for completion. Pressed again it finds what stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor, ActorKind
from imece.core.transactions import verb
from imece.exchange.agreements.domain.apply import (
    Asked,
    AskedService,
    Letter,
    Signatory,
    submit_application,
)
from imece.exchange.agreements.domain.catalogue import services_of
from imece.exchange.agreements.domain.files import GivenFile
from imece.exchange.agreements.domain.prepare import offer_annex, prepare_agreement
from imece.exchange.agreements.domain.purposes import add_purpose
from imece.exchange.agreements.domain.queries import latest_annex
from imece.exchange.agreements.domain.review import (
    decide_service,
    record_board_decision,
    register_letter,
    return_application,
    send_to_board,
    take_application,
)
from imece.exchange.agreements.domain.sign import sign_annex
from imece.exchange.agreements.enums import AgreementKind, FileKind, LetterWay, SignatoryRank
from imece.exchange.agreements.models import Agreement, Application, Purpose
from imece.exchange.contract import Service
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import make_demo_institutions, may_be_open_to, officials_on

PAPER = b"%PDF-1.4\n% Gosterim: bos belge\n%%EOF\n"
WORK_PERMIT, IDENTITY = "WORK_PERMIT", "CUSTOMER_IDENTITY"
PURPOSES = (
    (WORK_PERMIT, "Çalışma izni başvurusunun değerlendirilmesi", "Evaluating a work permit", "6735 md. 7"),
    (IDENTITY, "Müşterinin kimliğinin doğrulanması", "Verifying a customer's identity", "5549 md. 3"),
)


@dataclass(frozen=True)
class DemoStory:
    """`titles` are how a story is found again."""

    title: str
    asker: str
    provider: str
    kind: AgreementKind
    purpose: str
    ground: str
    words: str


STORIES = {
    "protocol": DemoStory(
        "Çalışma izni değerlendirmesine esas veriler (gösterim)",
        "uigm",
        "iskur",
        AgreementKind.PROTOCOL,
        WORK_PERMIT,
        "6735 sayılı Kanun md. 7; 4 sayılı CBK md. 617",
        "Yabancıların çalışma izni başvurularının değerlendirilmesi",
    ),
    "bank": DemoStory(
        "Müşteri kimliğinin doğrulanması (gösterim)",
        "bank",
        "nvi",
        AgreementKind.BILATERAL,
        IDENTITY,
        "5549 sayılı Kanun md. 3; 5490 sayılı Kanun md. 45",
        "Müşterinin tanınması yükümlülüğü",
    ),
    "review": DemoStory(
        "Sosyal yardım başvurularında kimlik (gösterim)",
        "municipality",
        "nvi",
        AgreementKind.BILATERAL,
        IDENTITY,
        "5393 sayılı Kanun md. 14",
        "Sosyal yardım başvurusunun değerlendirilmesi",
    ),
    "returned": DemoStory(
        "Hasta kabulünde kimlik (gösterim)",
        "hospital",
        "nvi",
        AgreementKind.BILATERAL,
        IDENTITY,
        "3359 sayılı Kanun",
        "Hasta kabulünde kimliğin doğrulanması",
    ),
}


@dataclass(frozen=True)
class DemoAgreements:
    institutions: dict[str, Institution]
    applications: dict[str, Application]
    agreements: dict[str, Agreement]


@verb
def make_demo_agreements(*, actor: Actor, now: datetime) -> DemoAgreements:
    """`actor` is of the reviewing desk; in the parties' names the same person acts, and the trail says so.

    A story whose provider offers no service is left out.
    """
    institutions = make_demo_institutions(actor=actor, now=now)
    _make_purposes(actor)
    applications = {key: found for key in STORIES if (found := _application(key, institutions, actor, now))}
    agreements: dict[str, Agreement] = {
        key: _agreement(applications[key], actor, now) for key in ("protocol", "bank") if key in applications
    }
    return DemoAgreements(institutions, applications, agreements)


def _make_purposes(actor: Actor) -> None:
    for code, title, title_en, ground in PURPOSES:
        if not Purpose.objects.filter(code=code).exists():
            add_purpose(
                code=code, title=title, title_en=title_en, legal_ground=ground, needs_file=True, actor=actor
            )


def _in_name_of(institution: Institution, desk: Actor) -> Actor:
    return Actor(
        ActorKind.PARTNER,
        person_id=desk.person_id,
        name=desk.name,
        organisation_id=institution.organisation_id,
        organisation_name=str(institution),
        is_manager=True,
    )


def _application(
    key: str, institutions: dict[str, Institution], desk: Actor, now: datetime
) -> Application | None:
    story = STORIES[key]
    asker, provider = institutions[story.asker], institutions[story.provider]
    known = Application.objects.filter(institution=asker, title=story.title).first()
    services = [one for one in services_of(provider) if may_be_open_to(asker.kind, one.open_to)]
    if known is not None or not services:
        return known
    asked = _asked(story, provider, services, now)
    application = submit_application(asked=asked, actor=_in_name_of(asker, desk), now=now)
    if key == "returned":
        reason = "Yasal gerekçe olarak kanunun maddesi ve fıkrası yazılmamış; eklenmesi gerekir."
        return_application(application=application, reason=reason, actor=desk, now=now)
        return application
    register_letter(
        application=application,
        registry_number=f"GÖSTERİM-{application.pk}",
        registered_on=timezone.localdate(now),
        kep_message_id="",
        actor=desk,
        now=now,
    )
    take_application(application=application, actor=desk, now=now)
    return application


def _asked(story: DemoStory, provider: Institution, services: Sequence[Service], now: datetime) -> Asked:
    today, purpose = timezone.localdate(now), Purpose.objects.get(code=story.purpose)
    return Asked(
        provider=provider,
        kind=story.kind,
        title=story.title,
        purpose=story.words,
        letter=Letter(way=LetterWay.POST, number="GÖSTERİM-1", written_on=today, is_signed=True),
        services=[
            AskedService(
                service=service.name,
                version=service.version,
                purpose=purpose,
                legal_ground=story.ground,
                fields=[field.name for field in service.fields if not field.is_special],
                daily_volume=10_000,
            )
            for service in services
            if any(not field.is_special for field in service.fields)
        ],
        signatories=[Signatory(name="Gösterim Yetkilisi", title="Genel Müdür", rank=SignatoryRank.TOP)],
        files=[GivenFile(kind, f"gosterim-{kind}.pdf", "application/pdf", PAPER) for kind in FileKind],
    )


def _agreement(application: Application, desk: Actor, now: datetime) -> Agreement:
    known = Agreement.objects.filter(application=application).first()
    if known is not None:
        return known
    for service in application.services.all():
        decide_service(service=service, granted=service.fields, note="", actor=desk, now=now)
    send_to_board(application=application, actor=desk, now=now)
    record_board_decision(
        application=application,
        number="GÖSTERİM/1",
        decided_on=timezone.localdate(now),
        is_approval=True,
        text="Gösterim için uygun bulunmuştur.",
        actor=desk,
        now=now,
    )
    agreement = prepare_agreement(application=application, actor=desk, now=now)
    annex = latest_annex(agreement)
    assert annex is not None
    offer_annex(annex=annex, actor=desk, now=now)
    for party in (agreement.provider, agreement.consumer):
        today = timezone.localdate(now)
        signatory = officials_on(party, today, OfficialRole.SIGNATORY).first()
        assert signatory is not None
        sign_annex(
            annex=annex,
            institution=party,
            signatory=signatory.name,
            signed_on=today,
            original_place="Gösterim arşivi",
            actor=desk,
            now=now,
        )
    agreement.refresh_from_db()
    return agreement
