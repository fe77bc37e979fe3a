"""Papers from the data (X2.1, X8.1): the text in eleven articles, Ek-1, Ek-3; numbered, versioned, each with a code."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation

from imece.core.actor import Actor
from imece.core.documents.issue import Paper as IssuedPaper
from imece.core.documents.issue import issue_document
from imece.core.documents.letter import paper_labels
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.exchange.agreements.domain.catalogue import fields_of, service_title
from imece.exchange.agreements.domain.texts import articles, kind_name
from imece.exchange.agreements.enums import PaperKind
from imece.exchange.agreements.models import Agreement, Annex, AnnexLine, Paper, Signature
from imece.exchange.contract import SERVICES
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import address_on, officials_on

TEMPLATE = "exchange/agreements/form"
TITLES = {PaperKind.ANNEX_1: "Ek-1 Web servis tanımlama formu", PaperKind.ANNEX_3: "Ek-3 Yetki Formu"}
KINDS = (PaperKind.AGREEMENT, PaperKind.ANNEX_1, PaperKind.ANNEX_3)
BLANK = "……………………"


def make_papers(annex: Annex, *, actor: Actor, now: datetime) -> list[Paper]:
    """All three, each time a version is offered and again when it is in force: with signatures and days then."""
    return [make_paper(annex, kind, actor=actor, now=now) for kind in KINDS]


def make_paper(annex: Annex, kind: PaperKind, *, actor: Actor, now: datetime) -> Paper:
    agreement = annex.agreement
    revision = agreement.papers.filter(kind=kind, annex=annex).count() + 1
    number = f"{agreement.number}/{annex.number}.{revision}"
    with translation.override("tr"):
        data = _data(annex, kind, number, timezone.localdate(now))
    issued = IssuedPaper(
        kind=f"agreements.{kind}",
        title=data["title"],
        issuer_name=str(agreement.provider),
        issuer_id=agreement.provider.organisation_id,
        subject_reference=f"agreement:{agreement.pk}",
        subject_shown=f"{agreement.number} · {agreement.consumer}",
    )
    document, content = issue_document(actor=actor, paper=issued, template_name=TEMPLATE, data=data, now=now)
    return Paper.objects.create(
        agreement=agreement,
        annex=annex,
        kind=kind,
        number=number,
        document_code=document.shown_code,
        content=content,
        made_at=now,
    )


def _data(annex: Annex, kind: PaperKind, number: str, today: date) -> dict[str, Any]:
    agreement = annex.agreement
    signatures = list(annex.signatures.filter(voided_at__isnull=True).select_related("institution"))
    title = TITLES.get(kind) or f"{kind_name(agreement.kind)}: {agreement.title}"
    sections = {
        PaperKind.AGREEMENT: _articles,
        PaperKind.ANNEX_1: _services,
        PaperKind.ANNEX_3: _authorised,
    }[kind](annex, signatures, today)
    return {
        "language": "tr",
        "labels": paper_labels("tr"),
        "issuer": f"{agreement.provider} – {agreement.consumer}",
        "number": number,
        "date": format_date(today),
        "title": title,
        "facts": [["Ek-1 sürümü", str(annex.number)], ["Anlaşma no", agreement.number]],
        "sections": sections,
        "signers": [_signer(party, signatures) for party in (agreement.provider, agreement.consumer)],
    }


def _signer(party: Institution, signatures: list[Signature]) -> dict[str, str]:
    found = next((one for one in signatures if one.institution_id == party.pk), None)
    if found is None:
        return {"party": str(party), "name": BLANK, "title": BLANK, "on": "… / … / 20…"}
    return {"party": str(party), "name": found.name, "title": found.title, "on": format_date(found.signed_on)}


def _articles(annex: Annex, signatures: list[Signature], today: date) -> list[dict[str, Any]]:
    agreement, parameters = annex.agreement, Parameters(today)
    grounds = sorted({line.legal_ground for line in annex.lines.all()})
    decision = annex.board_decision
    originals = "; ".join(f"{one.institution}: {one.original_place}" for one in signatures)
    values = {
        "purpose": agreement.purpose.rstrip(". ") + ".",
        "grounds": "; ".join(grounds) or BLANK,
        "decision": f"{format_date(decision.decided_on)} tarihli ve {decision.number}" if decision else BLANK,
        "provider": str(agreement.provider),
        "consumer": str(agreement.consumer),
        "provider_address": _address(agreement.provider, today),
        "consumer_address": _address(agreement.consumer, today),
        "term": str(parameters.integer("exchange_agreement_term_months")),
        "notice": str(parameters.integer("exchange_non_renewal_notice_months")),
        "remedy": str(parameters.integer("exchange_default_notice_days")),
        "signed_on": format_date(agreement.signed_on) if agreement.signed_on else "… / … / 20…",
        "originals": originals or BLANK,
    }
    return articles(agreement.kind, values)


def _address(institution: Institution, today: date) -> str:
    found = address_on(institution, today)
    return found.address if found else BLANK


def _services(annex: Annex, signatures: list[Signature], today: date) -> list[dict[str, Any]]:
    """From the catalogue's definitions: one section a line, what is asked and what is answered."""
    lines = annex.lines.select_related("consumer__organisation", "purpose").order_by(
        "consumer", "service", "id"
    )
    return [section for line in lines for section in _service_sections(line)]


def _service_sections(line: AnnexLine) -> list[dict[str, Any]]:
    facts = [
        f"Soran: {line.consumer}",
        f"Servis: {line.service}, sürüm {line.service_version}",
        f"Amaç: {line.purpose.title} ({line.purpose.code})",
        f"Hukuki dayanak: {line.legal_ground}",
        f"Sınır: saniyede {line.rate_per_second} sorgu"
        + (f", günde {line.daily_cap} sorgu" if line.daily_cap else ""),
    ]
    service = SERVICES.get((line.service, line.service_version))
    asked = [[one.title, one.name, _required(one.is_required)] for one in service.inputs] if service else []
    wanted = set(line.fields)
    given = [
        [one.title, one.name, one.meaning or "–"]
        for one in fields_of(line.service, line.service_version)
        if one.name in wanted
    ]
    title = service_title(line.service, line.service_version)
    return [
        {
            "title": title,
            "paragraphs": ["\n".join(facts)],
            "header": ["Girdi", "Kod", "Zorunlu"],
            "rows": asked,
        },
        {
            "title": f"{title}: verilen alanlar",
            "paragraphs": [],
            "header": ["Alan", "Kod", "Anlamı"],
            "rows": given,
        },
    ]


def _required(is_required: bool) -> str:
    return "Evet" if is_required else "Hayır"


def _authorised(annex: Annex, signatures: list[Signature], today: date) -> list[dict[str, Any]]:
    """**Yetki Formu**: of each party who signs, who administers, and who has access; no identity numbers."""
    agreement: Agreement = annex.agreement
    return [_people(party, today) for party in (agreement.provider, agreement.consumer)]


def _people(party: Institution, today: date) -> dict[str, Any]:
    rows = [[one.name, one.title, one.get_role_display()] for one in officials_on(party, today)]
    users = party.end_users.filter(closed_on__isnull=True).order_by("name", "id")
    rows += [[one.name, one.title or "–", f"Kullanıcı {one.user_number}"] for one in users]
    header = ["Ad soyad", "Unvan", "Görev"]
    return {"title": str(party), "paragraphs": [], "header": header, "rows": rows or [["–", "–", "–"]]}
