"""A report no room has, over rows the test gives it."""

import datetime
from decimal import Decimal

from django import forms

from imece.core.actor import Actor, ActorKind
from imece.core.columns import Column, Kind
from imece.core.permissions import is_employer, permit
from imece.core.reports.report import REPORTS, Report
from imece.core.reports.sheet import Sheet

NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.UTC)
MAKER = Actor(
    ActorKind.EMPLOYER,
    person_id=11,
    name="Örnek Yetkili",
    organisation_id=5,
    organisation_name="Örnek İnşaat A.Ş.",
)
OTHER_PERSON = Actor(ActorKind.EMPLOYER, person_id=12, organisation_id=5)
OTHER_WORKPLACE = Actor(ActorKind.EMPLOYER, person_id=11, organisation_id=6)

COLUMNS = (
    Column(name="number", label="Sıra", kind=Kind.INTEGER),
    Column(name="name", label="Adı Soyadı", link=lambda row: f"/kisi/{row['number']}/"),
    Column(name="national_id", label="T.C. Kimlik No", kind=Kind.ID_NUMBER),
    Column(name="wage_amount", label="Ücret", kind=Kind.MONEY),
    Column(name="sent_on", label="Gönderme tarihi", kind=Kind.DATE),
    Column(name="is_hired", label="İşe alındı", kind=Kind.BOOLEAN),
    Column(name="disability", label="Engel durumu", special=True),
)


def row(number: int, **changes: object) -> dict[str, object]:
    return {
        "number": number,
        "name": "Işıl ÇAĞRI Şükrüoğlu",
        "national_id": "10000000146",
        "wage_amount": Decimal("33030.50"),
        "sent_on": datetime.date(2026, 3, 4),
        "is_hired": True,
        "disability": "gizli",
        **changes,
    }


def sheet(count: int = 3, **changes: object) -> Sheet:
    texts = {
        "title": "İşgücü İstemi Gönderme Listesi",
        "issuer": "Örnek İnşaat A.Ş.",
        "maker": "Örnek Yetkili",
        "made_at": NOW,
        "columns": COLUMNS[:-1],
        "rows": [row(number) for number in range(1, count + 1)],
        "criteria": [("Meslek", "Kaynakçı")],
    }
    return Sheet(**{**texts, **changes})  # type: ignore[arg-type]


class CriteriaForm(forms.Form):
    occupation = forms.ChoiceField(label="Meslek", choices=[("", "—"), ("7212", "Kaynakçı")], required=False)
    since = forms.DateField(label="Başlangıç", required=False)
    count = forms.IntegerField(label="Satır", min_value=0)


class SentReport(Report):
    code = "tests.sent"
    title = "İşgücü İstemi Gönderme Listesi"
    permission = "tests.report"
    columns = COLUMNS
    criteria_form = CriteriaForm

    def rows(self, actor, criteria):
        return [row(number) for number in range(1, criteria["count"] + 1)]


class OpenReport(SentReport):
    """One whose readers are entitled to the special category."""

    code = "tests.open"

    def may_see_special(self, actor):
        return actor.has_grant("special")


REPORTS.update({"tests.sent": SentReport(), "tests.open": OpenReport()})
permit("tests.report", is_employer, who="işveren")
