"""Material of the services: what is there, what is owed, and a new version (PRO-16)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain.materials import owed_materials, publish_material
from imece.exchange.continuity.domain.queries import materials_in_scope
from imece.exchange.continuity.enums import MaterialKind
from imece.exchange.continuity.web.forms import MaterialForm
from imece.exchange.continuity.web.lists import OWN_MATERIALS, STAFF_MATERIALS
from imece.exchange.continuity.web.saving import saved


@needs("continuity.operate")
def material_list(request: ActorRequest) -> HttpResponse:
    return STAFF_MATERIALS.respond(request, owed=owed_materials(timezone.localdate()))


@needs("continuity.own")
def own_material_list(request: ActorRequest) -> HttpResponse:
    return OWN_MATERIALS.respond(request)


@needs("continuity.operate")
def material_new(request: ActorRequest) -> HttpResponse:
    wanted = {
        name: request.GET[name] for name in ("service", "service_version", "kind") if name in request.GET
    }
    form = MaterialForm(request.POST or None, initial=wanted)

    def act() -> str:
        given = {name: value for name, value in form.cleaned_data.items() if name != "token"}
        given["kind"] = MaterialKind(given["kind"])
        made = publish_material(actor=request.actor, now=timezone.now(), **given)
        return reverse("material", args=[made.pk])

    return saved(
        request, form, act, done=_("The material was published; the institutions are told."),
        heading=_("Publish material"), label=_("Publish"), back=reverse("materials"),
        intro=_("Each change is a new version with what is new in it; the old one stays."),
    )  # fmt: skip


@needs("continuity.operate")
def material_detail(request: ActorRequest, material_id: int) -> HttpResponse:
    return _detail(request, material_id, reverse("materials"))


@needs("continuity.own")
def own_material_detail(request: ActorRequest, material_id: int) -> HttpResponse:
    return _detail(request, material_id, reverse("my_materials"))


def _detail(request: ActorRequest, material_id: int, back: str) -> HttpResponse:
    material = get_in_scope(materials_in_scope(request.actor), request.actor, pk=material_id)
    return render(request, "continuity/material.html", {"material": material, "back": back})
