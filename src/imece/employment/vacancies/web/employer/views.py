"""**İşgücü İstemi İşlemleri** (P3.1) and **Yeni İşgücü İstemi** (P3.3)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import CHANGED_MEANWHILE, OUT_OF_SCOPE, Problem
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.public import workplace_of
from imece.employment.selection.public import FILLED, count_by_state
from imece.employment.vacancies.domain.create import CHANGEABLE, change_vacancy, create_open_vacancy
from imece.employment.vacancies.domain.queries import vacancies_in_scope, with_counts
from imece.employment.vacancies.domain.workflow import VACANCY
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.employer.review import review_shown
from imece.employment.vacancies.web.employer.shown import differences, numbers_of
from imece.employment.vacancies.web.employer.steps import BY_NAME, STEPS, Step
from imece.employment.vacancies.web.forms import ChangeForm, VacancyForm

COLUMNS = (
    Column(
        name="number",
        label=_("Vacancy number"),
        order_by=("number",),
        link=lambda row: reverse("announcement", args=[row.number]),
    ),
    Column(name="title", label=_("Heading"), order_by=("title",)),
    Column(name="occupation", label=_("Occupation"), accessor="occupation.name"),
    Column(name="district", label=_("District"), accessor="district.name"),
    Column(name="posts", label=_("Posts"), accessor="post_count", kind=Kind.INTEGER),
    Column(name="candidates", label=_("Candidates"), accessor="candidate_count", kind=Kind.INTEGER),
    Column(name="filled", label=_("Filled"), accessor="filled_post_count", kind=Kind.INTEGER),
    Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
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


def _listed(actor, criteria):
    rows = with_counts(vacancies_in_scope(actor))
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


VACANCIES = ListPage(
    name="vacancies",
    title=_("Labour requests"),
    columns=COLUMNS,
    rows=_listed,
    criteria_form=Criteria,
    order=("-created_at", "-id"),
    actions=(
        RowAction(
            name="detail",
            label=_("See details"),
            url=lambda row: reverse("vacancy_detail", args=[row.number]),
            is_main=True,
        ),
        RowAction(
            name="candidates",
            label=_("See candidates"),
            url=lambda row: reverse("round_candidates", args=[row.round_id]),
            is_main=True,
            is_shown=lambda actor: is_permitted(actor, "candidates.edit"),
        ),
        *(_action(step) for step in STEPS if step.name != "yayimla"),
    ),
    page_actions=(
        PageAction(
            label=_("New labour request"),
            url=lambda: reverse("vacancy_new"),
            is_shown=lambda actor: is_permitted(actor, "vacancies.edit"),
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
    """One short page, one **Kaydet**; pressed twice, one vacancy."""
    workplace = workplace_of(request.actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=request.actor.organisation_name)
    starts = {"province": workplace.province_id, "district": workplace.district_id}
    form = VacancyForm(request.POST or None, initial=starts)
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
    context = {"form": form, "workplace": workplace}
    return render(request, "vacancies/vacancy_new.html", context, status=422 if form.errors else 200)


@needs("vacancies.view")
def vacancy_detail(request: ActorRequest, number: str) -> HttpResponse:
    """**Detayını Gör**: read, and change what may be changed."""
    actor = request.actor
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    may_change = vacancy.state in CHANGEABLE and is_permitted(actor, "vacancies.edit", vacancy)
    form = _change_form(request, vacancy) if may_change else None
    if form is not None and request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            change_vacancy(
                vacancy=vacancy, values=form.values(), version=version, actor=actor, now=timezone.now()
            )
        except Problem as problem:
            if problem.kind is CHANGED_MEANWHILE:
                return _show_conflict(request, vacancy, form)
            add_problem(form, problem)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("vacancy_detail", number)
    status = 422 if form is not None and form.errors else 200
    return render(request, "vacancies/vacancy_detail.html", _detail(request, vacancy, form), status=status)


def _show_conflict(request: ActorRequest, vacancy: Vacancy, form: ChangeForm) -> HttpResponse:
    """Both sides, field by field; the typed words stay in the form, which now knows of the other's version."""
    context = _detail(request, vacancy, form) | {"conflict": differences(form, vacancy)}
    data = request.POST.copy()
    data["version"] = str(vacancy.version)
    form.data = data
    return render(request, "vacancies/vacancy_detail.html", context, status=409)


def _change_form(request: ActorRequest, vacancy: Vacancy) -> ChangeForm:
    return ChangeForm(
        request.POST or None, initial=ChangeForm.initial_of(vacancy) | {"version": vacancy.version}
    )


def _detail(request: ActorRequest, vacancy: Vacancy, form: ChangeForm | None) -> dict[str, object]:
    now = timezone.now()
    counts = count_by_state(vacancy.round)
    may_edit = is_permitted(request.actor, "vacancies.edit", vacancy)
    steps = [(step, step.why_not(vacancy, request.actor, now)) for step in STEPS] if may_edit else []
    return {
        "vacancy": vacancy,
        "form": form,
        "history": VACANCY.told_history(vacancy)[::-1],
        "candidate_count": sum(counts.values()),
        "may_see_candidates": is_permitted(request.actor, "candidates.edit"),
        "numbers": numbers_of(vacancy, counts),
        "review": review_shown(vacancy, now) if may_edit else {},
        "is_filled": sum(counts.get(state, 0) for state in FILLED) >= vacancy.post_count,
        "steps": steps,
        "not_now": [(step, why_not) for step, why_not in steps if why_not],
    }


@needs("vacancies.edit")
def vacancy_step(request: ActorRequest, number: str, step: str) -> HttpResponse:
    """**Kapat**, **İptal Et**, extend, publish, **Sil**: each on its page, with what it asks or why not."""
    actor, now = request.actor, timezone.now()
    vacancy = get_in_scope(vacancies_in_scope(actor), actor, number=number)
    if step not in BY_NAME:
        return redirect("vacancy_detail", number)
    chosen = BY_NAME[step]
    form = chosen.form(request.POST or None)
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
