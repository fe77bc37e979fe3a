"""**İşgücü İstemi İşlemleri** (P3.1) and **Yeni İşgücü İstemi** (P3.3)."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.submissions import OnceForm, submit_once
from imece.core.web.access import needs
from imece.core.web.addresses import row_address
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplace_of
from imece.employment.selection.public import FILLED, count_by_state
from imece.employment.vacancies.domain.choosing import check_choosing
from imece.employment.vacancies.domain.copy import copy_vacancy
from imece.employment.vacancies.domain.create import CHANGEABLE, create_open_vacancy
from imece.employment.vacancies.domain.lines import lines_of
from imece.employment.vacancies.domain.public_sector import is_public
from imece.employment.vacancies.domain.queries import for_lists, vacancies_in_scope
from imece.employment.vacancies.domain.warnings import VacancyWarning, warnings_for
from imece.employment.vacancies.domain.workflow import VACANCY
from imece.employment.vacancies.enums import MatchingKind, VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.employer.forms.short import VacancyForm
from imece.employment.vacancies.web.employer.review import review_shown
from imece.employment.vacancies.web.employer.shown import numbers_of, sections_to_read
from imece.employment.vacancies.web.employer.steps import BY_NAME, STEPS, Step
from imece.employment.vacancies.web.employer.wizard import PREFILLED, VACANCY_WIZARD
from imece.reference.web.fields import Typed

COLUMNS = (
    Column(
        name="number",
        label=_("Vacancy number"),
        order_by=("number",),
        link=row_address("announcement", lambda row: row.number),
    ),
    Column(name="title", label=_("Heading"), order_by=("title",)),
    Column(name="occupation", label=_("Occupation"), accessor="occupation_name"),
    Column(name="district", label=_("District"), accessor="district_name"),
    Column(name="posts", label=_("Posts"), accessor="post_count", kind=Kind.INTEGER),
    Column(name="candidates", label=_("Candidates"), accessor="candidate_count", kind=Kind.INTEGER),
    Column(name="filled", label=_("Filled"), accessor="filled_post_count", kind=Kind.INTEGER),
    Column(
        name="state",
        label=_("State"),
        kind=Kind.CHOICE,
        choices=dict(VacancyState.choices),
        order_by=("state",),
    ),
    Column(
        name="last_application_on",
        label=_("Last application date"),
        kind=Kind.DATE,
        order_by=("last_application_on",),
    ),
)


class Criteria(forms.Form):
    number = forms.CharField(label=_("Vacancy number"), max_length=11, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), *[pair for pair in VacancyState.choices if pair[0] != VacancyState.DELETED]],
        required=False,
    )
    matching = forms.ChoiceField(
        label=_("Matching"), choices=[("", _("All")), *MatchingKind.choices], required=False
    )


def _listed(actor, criteria):
    rows = vacancies_in_scope(actor)
    if matching := criteria.get("matching"):
        rows = rows.filter(matching_kind=matching)
    if number := criteria.get("number"):
        rows = rows.filter(number=number.strip().zfill(11))
    return rows.filter(state=criteria["state"]) if criteria.get("state") else rows


def _action(step: Step) -> RowAction:
    return RowAction(
        name=step.name,
        label=step.label,
        url=lambda row: reverse("vacancy_step", args=[row.number, step.name]),
        why_not=step.why_not,
        is_shown=lambda actor: is_permitted(actor, "vacancies.edit"),
        is_dangerous=step.is_dangerous,
    )


def _why_no_selection(vacancy: Vacancy, actor: Actor, now: datetime) -> str:
    try:
        check_choosing(vacancy, actor)
    except Problem as problem:
        return f"{problem.message} {problem.remedy}"
    return ""


VACANCIES = ListPage(
    name="vacancies",
    title=_("Labour requests"),
    columns=COLUMNS,
    rows=_listed,
    criteria_form=Criteria,
    order=("-created_at", "-id"),
    adds=for_lists,
    reads=("number", "title", "post_count", "state", "last_application_on"),
    actions=(
        RowAction(
            name="detail",
            label=_("Labour request details / See details"),
            url=lambda row: reverse("vacancy_open", args=[row.number]),
            is_main=True,
        ),
        RowAction(
            name="select",
            label=_("Choose people"),
            url=lambda row: reverse("select_people", args=[row.number]),
            why_not=_why_no_selection,
            is_main=True,
            is_shown=lambda actor: is_permitted(actor, "candidates.edit"),
        ),
        RowAction(
            name="candidates",
            label=_("See candidates"),
            url=lambda row: reverse("round_candidates", args=[row.round_id]),
            is_main=True,
            is_shown=lambda actor: is_permitted(actor, "candidates.edit"),
        ),
        *(_action(BY_NAME[name]) for name in ("kapat", "iptal", "uzat", "sil")),
        RowAction(
            name="copy",
            label=_("Copy"),
            url=lambda row: reverse("vacancy_copy", args=[row.number]),
            is_shown=lambda actor: is_permitted(actor, "vacancies.edit"),
        ),
    ),
    page_actions=(
        PageAction(
            label=_("I want to create the labour request in detail"),
            url=lambda: VACANCY_WIZARD.url("start"),
            is_shown=lambda actor: is_permitted(actor, "vacancies.edit"),
        ),
        PageAction(
            label=_("New labour request"),
            url=lambda: reverse("vacancy_new"),
            is_shown=lambda actor: is_permitted(actor, "vacancies.edit"),
        ),
        PageAction(
            label=_("Many at once, from a file"),
            url=lambda: reverse("bulk_uploads"),
            is_shown=lambda actor: is_permitted(actor, "vacancies.edit"),
            is_main=False,
        ),
    ),
    row_label=str,
    empty=Empty(
        text=_("There is no labour request yet."),
        hint=_("One short page is enough to find people."),
        link_text=_("Create a labour request"),
        link=lambda: reverse("vacancy_new"),
    ),
)


@needs("vacancies.view")
def vacancy_list(request: ActorRequest) -> HttpResponse:
    return VACANCIES.respond(request)


@needs("vacancies.edit")
def vacancy_new(request: ActorRequest) -> HttpResponse:
    """One short page, one **Kaydet**; pressed twice, one vacancy. A link may bring criteria (quota → vacancy)."""
    workplace = workplace_of(request.actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=request.actor.organisation_name)
    is_public = workplace.sector == Sector.PUBLIC
    form = VacancyForm(request.POST or None, initial=_starts(request, workplace), is_public=is_public)
    if request.method == "POST" and form.is_valid():
        try:
            number = submit_once(
                form.token_or_new(),
                actor=request.actor,
                act=lambda: (
                    create_open_vacancy(
                        workplace=workplace, values=form.values(), actor=request.actor, now=timezone.now()
                    ).number
                ),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The record was created."))
            return redirect("vacancy_detail", number)
    context = {"form": form, "workplace": workplace, "is_public": is_public}
    context["warnings"] = _warnings(workplace, form)
    context["wizard_url"] = VACANCY_WIZARD.url("start")
    return render(request, "vacancies/vacancy_new.html", context, status=422 if form.errors else 200)


def _starts(request: ActorRequest, workplace: Workplace) -> dict[str, object]:
    given: dict[str, object] = {
        name: value for name in PREFILLED if (value := request.GET.get(name, "").strip())
    }
    return given | {"province": workplace.province_id, "district": workplace.district_id}


def _warnings(workplace: Workplace, form: VacancyForm) -> list[VacancyWarning]:
    """Of other rooms (VAC-32), as soon as the occupation is known to the page."""
    value = form["occupation"].value()
    typed = value if isinstance(value, Typed) else Typed(text=str(value or ""))
    chosen = typed.chosen
    return warnings_for(workplace, [chosen.pk], timezone.localdate()) if chosen else []


@needs("vacancies.view")
def vacancy_open(request: ActorRequest, number: str) -> HttpResponse:
    """**İşgücü İstemi Detayı / Detayını Gör** (P3.1): the wizard while it can be changed, else the page to read."""
    actor = request.actor
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    if vacancy.state in CHANGEABLE and is_permitted(actor, "vacancies.edit", vacancy):
        return redirect(VACANCY_WIZARD.url("edit", key=number))
    return redirect("vacancy_detail", number)


@needs("vacancies.view")
def vacancy_detail(request: ActorRequest, number: str) -> HttpResponse:
    """Where a vacancy stands, what can be done with it now, and all its pages to read."""
    actor = request.actor
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    return render(request, "vacancies/vacancy_detail.html", _detail(request, vacancy))


@needs("vacancies.edit")
def vacancy_copy(request: ActorRequest, number: str) -> HttpResponse:
    """A draft with the same words and terms, opened in the wizard (P3.10)."""
    actor = request.actor
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    form = OnceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = submit_once(
            form.token_or_new(),
            actor=actor,
            act=lambda: copy_vacancy(vacancy=vacancy, actor=actor, now=timezone.now()).number,
        )
        messages.success(request, _("A draft was made from it. Look through its pages, then save."))
        return redirect(VACANCY_WIZARD.url("edit", key=made))
    return render(request, "vacancies/vacancy_copy.html", {"vacancy": vacancy, "form": form})


def _detail(request: ActorRequest, vacancy: Vacancy) -> dict[str, object]:
    now = timezone.now()
    counts = count_by_state(vacancy.round)
    may_edit = is_permitted(request.actor, "vacancies.edit", vacancy)
    may_see = is_permitted(request.actor, "candidates.edit")
    steps = [(step, step.why_not(vacancy, request.actor, now)) for step in STEPS] if may_edit else []
    return {
        "vacancy": vacancy,
        "change_url": VACANCY_WIZARD.url("edit", key=vacancy.number)
        if may_edit and vacancy.state in CHANGEABLE
        else "",
        "may_copy": may_edit,
        "sections": sections_to_read(vacancy, request.actor),
        "is_public": is_public(vacancy),
        "may_make_lists": is_public(vacancy)
        and is_permitted(request.actor, "vacancies.public_lists", vacancy),
        "warnings": _standing_warnings(vacancy) if may_edit else [],
        "history": VACANCY.told_history(vacancy)[::-1],
        "candidate_count": sum(counts.values()),
        "may_see_candidates": may_see,
        "why_not_choose": _why_no_selection(vacancy, request.actor, now) if may_see else "",
        "numbers": numbers_of(vacancy, counts),
        "review": review_shown(vacancy, now) if may_edit else {},
        "is_filled": sum(counts.get(state, 0) for state in FILLED) >= vacancy.post_count,
        "steps": steps,
        "not_now": [(step, why_not) for step, why_not in steps if why_not],
    }


def _standing_warnings(vacancy: Vacancy) -> list[VacancyWarning]:
    if vacancy.state not in CHANGEABLE:
        return []
    occupations = [vacancy.occupation_id, *lines_of(vacancy)["accepted_occupation_ids"]]
    return warnings_for(vacancy.workplace, occupations, timezone.localdate())


@needs("vacancies.edit")
def vacancy_step(request: ActorRequest, number: str, step: str) -> HttpResponse:
    """**Kapat**, **İptal Et**, extend, publish, **Sil**: each on its page, with what it asks or why not."""
    actor, now = request.actor, timezone.now()
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    if step not in BY_NAME:
        return redirect("vacancy_detail", number)
    chosen = BY_NAME[step]
    form = chosen.form(request.POST or None, initial=dict(chosen.initial(vacancy)))
    if request.method == "POST" and (form.is_valid() or not form.fields):
        try:
            chosen.act(vacancy, getattr(form, "cleaned_data", {}), actor, now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(
                request, _("Saved: {name} · {state}").format(name=vacancy, state=vacancy.get_state_display())
            )
            return (
                redirect("vacancy_list")
                if vacancy.state == VacancyState.DELETED
                else redirect("vacancy_detail", number)
            )
    context = {
        "vacancy": vacancy,
        "step": chosen,
        "form": form,
        "why_not": chosen.why_not(vacancy, actor, now),
    }
    context["numbers"] = numbers_of(vacancy, count_by_state(vacancy.round))
    return render(request, "vacancies/vacancy_step.html", context, status=422 if form.errors else 200)
