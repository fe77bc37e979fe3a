"""**Başvuru**: the application as a wizard (X1.1 to X1.3); a returned one is completed by the same pages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.models import Draft
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.wizards import Answers, Step, Subject, Wizard
from imece.exchange.agreements.domain.apply import (
    Asked,
    AskedService,
    Letter,
    Signatory,
    complete_application,
    submit_application,
)
from imece.exchange.agreements.domain.catalogue import services_of
from imece.exchange.agreements.domain.errors import NOT_RETURNED
from imece.exchange.agreements.domain.files import GivenFile, read_file
from imece.exchange.agreements.domain.queries import applications_in_scope
from imece.exchange.agreements.enums import (
    AgreementKind,
    ApplicationState,
    Confidentiality,
    FileKind,
    LetterWay,
    SignatoryRank,
)
from imece.exchange.agreements.models import Application
from imece.exchange.agreements.web.wizard_forms import (
    SIGNATORY_COUNT,
    AboutForm,
    LetterForm,
    ServicesForm,
    SignatoriesForm,
    opened,
    service_key,
)
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import institution_of

ABOUT, SERVICES, SIGNATORIES, LETTER = "konu", "servisler", "imza", "yazi"


def _found(actor: Actor, number: str) -> Application:
    return get_in_scope(applications_in_scope(actor), actor, number=number)


def subject_of(actor: Actor, number: str) -> Subject:
    """A returned application, with everything it said before; its papers stay and are not asked again."""
    application = _found(actor, number)
    require(actor, "applications.own", application)
    if application.state != ApplicationState.RETURNED:
        raise NOT_RETURNED(number=number, state=application.get_state_display())
    initial: dict[str, Mapping[str, Any]] = {
        ABOUT: {
            name: getattr(application, name)
            for name in ("provider", "kind", "title", "purpose", "confidentiality", "amends")
        },
        SERVICES: _service_initial(application),
        SIGNATORIES: _signatory_initial(application),
        LETTER: {
            "way": application.letter_way,
            "number": application.letter_number,
            "written_on": application.letter_on,
            "kep_message_id": application.kep_message_id,
            "is_signed": application.is_letter_signed,
        },
    }
    return Subject(number, application.version, initial, label=application.title)


def _service_initial(application: Application) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in application.services.all():
        key = service_key(one.service, one.service_version)
        values |= {
            f"{key}-fields": one.fields,
            f"{key}-purpose": one.purpose,
            f"{key}-ground": one.legal_ground,
            f"{key}-volume": one.daily_volume,
        }
    return values


def _signatory_initial(application: Application) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for place, one in enumerate(application.signatories.order_by("id")[:SIGNATORY_COUNT]):
        values |= {f"name_{place}": one.name, f"title_{place}": one.title, f"rank_{place}": one.rank}
    return values


def _own(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    return {"actor": actor}


def _provider(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    """The catalogue of the institution chosen on the first page, and the own kind: what is open to it at all."""
    chosen = answers.get(ABOUT, {}).get("provider")
    own = institution_of(actor)
    return {"services": services_of(chosen) if chosen else [], "institution_kind": own.kind if own else ""}


def finish(*, draft: Draft, answers: Answers, actor: Actor, now: datetime) -> str:
    """**Gönder**: one verb. A fault is told on the last page, with everything typed kept."""
    asked = _asked(answers)
    if draft.subject_key:
        application = _found(actor, draft.subject_key)
        complete_application(application=application, asked=asked, actor=actor, now=now)
    else:
        application = submit_application(asked=asked, actor=actor, now=now)
    return reverse("exchange_application", args=[application.number])


def _asked(answers: Answers) -> Asked:
    about, letter = answers[ABOUT], answers[LETTER]
    provider: Institution = about["provider"]
    return Asked(
        provider=provider,
        kind=AgreementKind(about["kind"]),
        title=about["title"],
        purpose=about["purpose"],
        confidentiality=Confidentiality(about["confidentiality"]),
        amends=about.get("amends"),
        letter=Letter(
            way=LetterWay(letter["way"]),
            number=letter["number"],
            written_on=letter["written_on"],
            is_signed=letter["is_signed"],
            kep_message_id=letter["kep_message_id"],
        ),
        services=_asked_services(provider, answers[SERVICES]),
        signatories=_named(answers[SIGNATORIES]),
        files=_files(letter),
    )


def _asked_services(provider: Institution, given: Mapping[str, Any]) -> list[AskedService]:
    found = []
    for service in services_of(provider):
        key = service_key(service.name, service.version)
        if fields := given.get(f"{key}-fields"):
            found.append(
                AskedService(
                    service=service.name,
                    version=service.version,
                    purpose=given[f"{key}-purpose"],
                    legal_ground=given[f"{key}-ground"],
                    fields=fields,
                    daily_volume=given[f"{key}-volume"],
                )
            )
    return found


def _named(given: Mapping[str, Any]) -> list[Signatory]:
    return [
        Signatory(
            name=given[f"name_{place}"],
            title=given[f"title_{place}"],
            rank=SignatoryRank(given[f"rank_{place}"]),
        )
        for place in range(SIGNATORY_COUNT)
        if given.get(f"name_{place}")
    ]


def _files(given: Mapping[str, Any]) -> list[GivenFile]:
    """Each paper through its gate; the draft's own files go with the draft."""
    found = []
    for kind in FileKind:
        if file := given.get(f"file_{kind.value}"):
            found.append(read_file(kind, opened(file), str(file.name), field=f"file_{kind.value}"))
    return found


APPLY = Wizard(
    kind="exchange_application",
    title=_("Application to the exchange"),
    permission="applications.own",
    steps=(
        Step(slug=ABOUT, title=_("What it is about"), form_class=AboutForm, form_arguments=_own),
        Step(
            slug=SERVICES,
            title=_("Services and fields"),
            form_class=ServicesForm,
            requires=(ABOUT,),
            form_arguments=_provider,
            template="agreements/wizard_services.html",
            intro=_("Tick only what you need: fields without a ground are not granted."),
        ),
        Step(slug=SIGNATORIES, title=_("Who signs the agreement"), form_class=SignatoriesForm),
        Step(slug=LETTER, title=_("Letter and papers"), form_class=LetterForm),
    ),
    subject=subject_of,
    finish=finish,
    save_label=_("Send the application"),
    saved_message=_("The application is sent."),
)
