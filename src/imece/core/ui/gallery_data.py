"""Invented data for the gallery. Numbers are test values; nobody bears these names here."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from imece.core.ui import fields
from imece.core.ui.charts import Value, bars
from imece.core.ui.province_map import Place, ProvinceMap


class SampleForm(forms.Form):
    """Every kind of field once."""

    prefix = "sample"
    title = forms.CharField(label=_("Title of the vacancy"), help_text=_("As the job seeker will read it"))
    ends_on = fields.DateField(label=_("Last day for applications"))
    headcount = fields.CountField(label=_("Number of workers"), least=1)
    wage_amount = fields.MoneyField(label=_("Monthly gross wage"), required=False)
    national_id = fields.NationalIdField(label=_("T.C. identity number"))
    phone = fields.PhoneField(label=_("Telephone"), required=False)
    iban = fields.IbanField(label="IBAN", required=False)
    shift = forms.ChoiceField(
        label=_("Way of working"),
        choices=[("full", _("Full time")), ("part", _("Part time"))],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label=_("Open to"),
        choices=[("disabled", _("Disabled people")), ("ex_convict", _("Ex-convicts"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    education = forms.ChoiceField(label=_("Education"), choices=[("", "—"), ("1", "İlkokul"), ("2", "Lise")])
    description = forms.CharField(label=_("Description"), widget=forms.Textarea, required=False)
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput, required=False)
    attachment = forms.FileField(label=_("File"), help_text=_("PDF, at most 5 MB"), required=False)
    number = forms.CharField(label=_("İŞKUR number"), initial="1234567897", disabled=True)
    agreed = forms.BooleanField(label=_("I have read and agree"))


class SingleForm(forms.Form):
    prefix = "single"
    starts_on = fields.DateField(label=_("First day"), required=False, initial=date(2026, 12, 1))
    paper = forms.FileField(label=_("Paper"), help_text=_("PDF, at most 5 MB"), required=False)


WRONG = {
    "sample-ends_on": "31.02.2027",
    "sample-headcount": "1,5",
    "sample-national_id": "12345678901",
    "sample-iban": "TR00",
}


NOW = datetime(2026, 11, 21, 11, 32, tzinfo=UTC)
RECORDS: dict[str, Any] = {
    "now": NOW,
    "icons": [
        "menu",
        "info",
        "success",
        "due",
        "error",
        "person",
        "organisation",
        "sun",
        "moon",
        "language",
        "calendar",
        "file",
        "download",
        "print",
        "copy",
        "search",
        "close",
        "up",
        "down",
        "updown",
        "back",
        "forward",
        "eye",
        "source",
        "lock",
        "sum",
        "disabled",
        "ex-convict",
        "terror-victim",
        "empty",
    ],
    "trail": [("Ana sayfa", "/"), ("İstihdam", "#breadcrumbs"), ("İşgücü İstemi İşlemleri", None)],
    "tasks": [
        {"title": "Mesleki Özellikler", "url": "#task-1", "state": "done"},
        {
            "title": "Çalışma Şartları",
            "url": "#task-2",
            "state": "todo",
            "is_current": True,
            "hint": "Ücret ve süre",
        },
        {"title": "Çalışma Adresi", "url": "#task-3", "state": "error"},
        {"title": "İşlem Sonu", "url": None, "state": "blocked", "hint": "Önceki bölümler bitince açılır"},
    ],
    "answers": [
        {"label": "Meslek", "value": "Kaynakçı", "url": "#answer-1"},
        {"label": "Kişi sayısı", "value": 3, "url": "#answer-2"},
        {"label": "Aylık ücret", "value": "", "url": "#answer-3"},
        {"label": "İŞKUR numarası", "value": "1234567897"},
    ],
    "rows": [
        {
            "number": "00000000033",
            "title": "Aşçı",
            "headcount": 2,
            "ends_on": date(2026, 12, 5),
            "state": "Açık",
            "kind": "active",
        },
        {
            "number": "00000000025",
            "title": "İğne oyası ustası",
            "headcount": 1,
            "ends_on": date(2026, 11, 30),
            "state": "Onay bekliyor",
            "kind": "due",
        },
        {
            "number": "00000000017",
            "title": "Kaynakçı",
            "headcount": 1250,
            "ends_on": date(2026, 10, 1),
            "state": "Kapalı",
            "kind": "",
        },
    ],
    "tags": [{"text": "Durum: Açık", "url": "#tag-1"}, {"text": "İl: Çanakkale", "url": "#tag-2"}],
    "events": [
        {
            "title": "Onaylandı",
            "at": NOW,
            "who": "İl müdürlüğü görevlisi",
            "text": "Açık iş ilanı yayımlandı.",
        },
        {"title": "Gönderildi", "at": NOW.replace(hour=8), "who": "Deneme Kişi"},
    ],
    "reasons": [
        {
            "text": "Son 24 ay içinde bir kursa katıldınız (bitiş: 14.03.2026).",
            "remedy": "15.03.2028 gününden sonra başvurabilirsiniz.",
            "article": "CRS-11",
        },
    ],
    "tabs": [
        {"label": "Başvuranlar", "url": "#tab-1", "is_current": True},
        {"label": "Seçilenler", "url": "#tab-2"},
        {"label": "Davet Edilenler", "url": "#tab-3"},
    ],
    "steps": [
        {"text": "Çalışan sayısı", "value": 120},
        {"text": "Oran", "value": "% 3"},
        {"text": "120 × 0,03, yarım ve üstü tama", "value": 4},
    ],
    "sources": ["4857/30", "kontenjan oranı, 01.01.2009'dan beri"],
}


def province_maps() -> list[ProvinceMap]:
    """Every state: many values with links, one value, hidden cells with a hidden total, nothing."""
    outlines: dict[int, str] = import_string(settings.CORE_OUTLINES)()
    states: dict[str, tuple[str, dict[int, int | None], int | None]] = {
        "many": ("Açık istemler, çok değer", {code: code * code % 97 for code in outlines}, 3_405),
        "one": ("Açık istemler, tek değer", {6: 12}, 12),
        "hidden": ("İş arayanlar, gizli değerler", {6: 40, 34: None, 35: None, 42: 17, 65: None}, None),
        "empty": ("Açık istemler, boş", {}, 0),
    }
    return [
        ProvinceMap(
            id=f"map-{name}",
            title=title,
            unit="Sayı",
            places=[Place(code, f"İl {code}", values.get(code, 0), _link(name, code)) for code in outlines],
            outlines=outlines,
            total=total,
            csv=f"#map-{name}-csv",
        )
        for name, (title, values, total) in states.items()
    ]


def _link(name: str, code: int) -> str:
    return f"#map-{name}-{code}" if name == "many" else ""


SAMPLE_BARS = (
    Value("Başvurdu veya seçildi", 120, "120"),
    Value("Davet edildi", 60, "60"),
    Value("Uygun bulundu", 12, "12 / 30 gün", 30),
    Value("İşe yerleşti", 0, "0"),
)


def everything(query: Mapping[str, str]) -> dict[str, Any]:
    """`?hata=1` shows the form as it looks after errors, with the summary on top of the page."""
    sample = SampleForm(WRONG) if query.get("hata") else SampleForm()
    breadcrumbs = [(_("Home page"), "/"), (_("Components"), None)]
    charts = {"maps": province_maps(), "bars": bars(SAMPLE_BARS)}
    return RECORDS | charts | {"form": sample, "single": SingleForm(), "breadcrumbs": breadcrumbs}
