"""Paper: a party's written request, the forms, and taking them in afterwards (PRO-19, X7.1)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem
from imece.core.permissions import is_permitted
from imece.core.turkish import mask_number
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain import paper
from imece.exchange.continuity.domain.queries import paper_questions_in_scope
from imece.exchange.continuity.models import Interruption
from imece.exchange.continuity.web.forms import PaperLineForm, PaperRequestForm
from imece.exchange.continuity.web.reaching import found_interruption, institution_of
from imece.exchange.continuity.web.saving import saved
from imece.exchange.ledger.public import places_of_acts
from imece.exchange.parties.models import Institution

PAPER_ROWS = 200


@needs("continuity.operate")
def paper_list(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _paper(request, found_interruption(request, interruption_id), own=None)


@needs("continuity.operate")
def paper_request(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _request_paper(request, found_interruption(request, interruption_id), None, "interruption")


@needs("continuity.own")
def own_paper_list(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _paper(request, found_interruption(request, interruption_id), own=institution_of(request))


@needs("continuity.report")
def own_paper_request(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _request_paper(
        request, found_interruption(request, interruption_id), institution_of(request), "my_interruption"
    )


@needs("continuity.report")
def own_paper_form(request: ActorRequest, interruption_id: int) -> HttpResponse:
    """A PDF, issued with a number of its own: so a POST."""
    interruption = found_interruption(request, interruption_id)
    if request.method != "POST":
        return redirect("my_interruption", interruption.pk)
    content = paper.print_paper_form(
        interruption=interruption,
        institution=institution_of(request),
        actor=request.actor,
        now=timezone.now(),
    )
    headers = {"Content-Disposition": f'attachment; filename="kagit-form-{interruption.number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs("continuity.report")
def own_paper_enter(request: ActorRequest, interruption_id: int) -> HttpResponse:
    interruption, institution = found_interruption(request, interruption_id), institution_of(request)
    form = PaperLineForm(request.POST or None)
    back = reverse("my_paper_questions", args=[interruption.pk])

    def act() -> str:
        paper.enter_paper_question(
            interruption=interruption, institution=institution, line=form.line(), actor=request.actor,
            now=timezone.now(),
        )  # fmt: skip
        return back

    return saved(
        request, form, act, done=_("The question was taken in."), heading=_("Take in a question from paper"),
        label=_("Save"), back=back, intro=str(interruption),
    )  # fmt: skip


@needs("continuity.report")
def own_paper_finish(request: ActorRequest, interruption_id: int) -> HttpResponse:
    interruption, institution = found_interruption(request, interruption_id), institution_of(request)
    asked = interruption.paper_requests.filter(institution=institution).first()
    if asked is None:
        raise Http404("never asked for paper")
    if request.method == "POST":
        try:
            paper.finish_paper(request=asked, actor=request.actor, now=timezone.now())
        except Problem as problem:
            messages.error(request, f"{problem.message} {problem.remedy}")
        else:
            messages.success(request, _("Recorded: all your paper forms are taken in."))
    return redirect("my_paper_questions", interruption.pk)


def _paper(request: ActorRequest, interruption: Interruption, *, own: Institution | None) -> HttpResponse:
    rows = list(paper_questions_in_scope(request.actor, interruption).order_by("asked_at", "pk")[:PAPER_ROWS])
    places = places_of_acts("continuity.paper_entered", rows)
    lines = [
        {"row": row, "subject": mask_number(row.subject_number), "place": places.get(row.pk)} for row in rows
    ]
    asked = interruption.paper_requests.filter(institution=own).first() if own else None
    context = {
        "interruption": interruption,
        "lines": lines,
        "own": own,
        "own_request": asked,
        "may_report": own is not None and is_permitted(request.actor, "continuity.report", own),
    }
    return render(request, "continuity/paper.html", context)


def _request_paper(
    request: ActorRequest, interruption: Interruption, own: Institution | None, page: str
) -> HttpResponse:
    form = PaperRequestForm(request.POST or None, own=own)
    back = reverse(page, args=[interruption.pk])

    def act() -> str:
        given = form.cleaned_data
        paper.request_paper(
            interruption=interruption, institution=own or given["institution"], letter_number=given["letter_number"],
            letter_on=given["letter_on"], actor=request.actor, now=timezone.now(),
        )  # fmt: skip
        return back

    return saved(
        request, form, act, done=_("The request was recorded."), heading=_("Request for paper"), label=_("Save"),
        back=back, intro=_("Paper starts on a party's written request only (PRO-19). Name the letter."),
    )  # fmt: skip
