"""The public page on applying: what it takes, the sample letter, the blank form (X1.1)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from imece.core.documents.letter import paper_labels
from imece.core.documents.render import render_document
from imece.core.permissions import is_permitted
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.exchange.agreements.domain.texts import texts

BLANK_ROWS = 6


@public
def how_to_apply(request: ActorRequest) -> HttpResponse:
    may_apply = not request.actor.is_signed_in or is_permitted(request.actor, "applications.own")
    return render(request, "agreements/how_to_apply.html", {"may_apply": may_apply})


@public
def sample_letter(request: ActorRequest) -> HttpResponse:
    sample = texts()["sample_letter"]
    data = {
        "issuer": "BAŞVURAN KURUMUN ADI",
        "unit": "",
        "number": "……",
        "date": "…… / …… / 20……",
        "recipient": sample["recipient"],
        "body": sample["body"],
        "facts": sample["facts"],
        "signer": {"name": "Ad SOYAD", "position": "Unvan (en az Daire Başkanı) – imza"},
    }
    return _pdf("core/letter", data, str(sample["title"]), "ornek-basvuru-yazisi.pdf")


@public
def blank_form(request: ActorRequest) -> HttpResponse:
    form = texts()["blank_form"]
    rows = [[" " for _one in form["header"]] for _row in range(BLANK_ROWS)]
    services = {"title": "İstenen servisler", "paragraphs": [], "header": form["header"], "rows": rows}
    data = {
        "issuer": "BAŞVURAN KURUMUN ADI",
        "number": "……",
        "date": "…… / …… / 20……",
        "facts": form["facts"],
        "sections": [services],
        "signers": [{"party": "İmza", "name": "Ad SOYAD", "title": "Unvan", "on": "…… / …… / 20……"}],
    }
    return _pdf("exchange/agreements/form", data, str(form["title"]), "bos-basvuru-formu.pdf")


def _pdf(template: str, data: dict[str, Any], title: str, name: str) -> HttpResponse:
    with translation.override("tr"):
        whole = {**data, "title": title, "language": "tr", "labels": paper_labels("tr")}
        content = render_document(template, whole, made_at=timezone.now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
