"""A wizard on the organisations table, with the platform's own addresses behind it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path

from imece.accounts.models import Organisation
from imece.config import urls as platform
from imece.core.errors import OUT_OF_SCOPE, define
from imece.core.permissions import is_anybody, is_signed_in, permit
from imece.core.web.access import public
from imece.core.wizards import Step, Subject, Wizard

permit("test.wizard", is_signed_in, who="everybody signed in")
permit("test.anybody", is_anybody, who="everybody")
NAME_TAKEN = define("TEST-WIZ", "The name {name} is taken.", remedy="Choose another.")
RECORD: dict[str, Any] = {"version": 1, "name": "Kayıtlı Ad", "note": "ilk not", "wants_news": True}


class NameForm(forms.Form):
    name = forms.CharField(label="Ad", max_length=50)
    note = forms.CharField(label="Not", required=False)
    wants_news = forms.BooleanField(label="Haber", required=False)


class PlaceForm(forms.Form):
    province = forms.TypedChoiceField(label="İl", coerce=int, choices=[(6, "Ankara"), (42, "Konya")])
    founded_on = forms.DateField(label="Kuruluş", required=False)


class PaperForm(forms.Form):
    paper = forms.FileField(label="Belge")


def finish_organisation(*, draft: Any, answers: Any, actor: Any, now: Any) -> str:
    name = answers["ad"]["name"]
    if name == "Dolu":
        raise NAME_TAKEN(name=name, field="name")
    if draft.subject_key:
        RECORD.update(answers["ad"], version=RECORD["version"] + 1)
        return "/sonuc/kayit/"
    number = f"{Organisation.objects.count() + 1:010d}"
    Organisation.objects.create(kind="unit", number=number, name=name, province=answers["yer"]["province"])
    return f"/sonuc/{number}/"


def find_record(actor: Any, key: str) -> Subject:
    if key != "1":
        raise OUT_OF_SCOPE(what=f"record {key}")
    values = {name: RECORD[name] for name in ("name", "note", "wants_news")}
    return Subject("1", RECORD["version"], {"ad": values, "yer": {"province": 6}}, label="Kayıt 1")


NAME = Step(slug="ad", title="Ad bilgileri", form_class=NameForm)
PLACE = Step(slug="yer", title="Yer bilgileri", form_class=PlaceForm, requires=("ad",))
PAPER = Step(
    slug="belge",
    title="Belge",
    form_class=PaperForm,
    shown_if=lambda answers: "belgeli" in answers.get("ad", {}).get("note", ""),
)
WIZARD = Wizard(
    kind="test_unit",
    title="Birim ekle",
    steps=(NAME, PLACE, PAPER),
    finish=finish_organisation,
    permission="test.wizard",
    subject=find_record,
)
OPEN = Wizard(
    kind="test_open",
    title="Üye ol",
    steps=(NAME, PLACE),
    finish=finish_organisation,
    permission="test.anybody",
)


@public
def result(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse(f"sonuç {key}")


urlpatterns = [
    *WIZARD.urls("birim/"),
    *OPEN.urls("uye/"),
    path("sonuc/<str:key>/", result),
    *platform.urlpatterns,
]
handler404 = platform.handler404
