"""Institutions for the demo: real institutions by their names, everybody else invented and saying so."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.identity_numbers import make_person_number
from imece.core.transactions import verb
from imece.exchange.parties.domain.addresses import tell_address
from imece.exchange.parties.domain.institutions import open_institution
from imece.exchange.parties.domain.officials import name_official
from imece.exchange.parties.domain.queries import address_on, officials_on
from imece.exchange.parties.enums import InstitutionKind, OfficialRole
from imece.exchange.parties.models import Institution

FIRST_SERIAL = 77_000


@dataclass(frozen=True)
class DemoInstitution:
    key: str
    name: str
    kind: InstitutionKind
    house: str = ""
    is_general_government: bool = False


DEMO_INSTITUTIONS = (
    DemoInstitution(
        "nvi", "Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü", InstitutionKind.CENTRAL, "registry", True
    ),
    DemoInstitution(
        "iskur", "Türkiye İş Kurumu Genel Müdürlüğü", InstitutionKind.CENTRAL, "employment", True
    ),
    DemoInstitution("uigm", "Uluslararası İşgücü Genel Müdürlüğü", InstitutionKind.CENTRAL, "permits", True),
    DemoInstitution("bank", "Örnek Bankası A.Ş. (gösterim)", InstitutionKind.BANK),
    DemoInstitution("municipality", "Örnek Belediye Başkanlığı (gösterim)", InstitutionKind.LOCAL, "", True),
    DemoInstitution("hospital", "Özel Örnek Hastanesi (gösterim)", InstitutionKind.PRIVATE),
)
ROLES = (
    (OfficialRole.SIGNATORY, "Genel Müdür"),
    (OfficialRole.ADMINISTRATIVE, "Şube Müdürü"),
    (OfficialRole.TECHNICAL, "Mühendis"),
)


@verb
def make_demo_institutions(*, actor: Actor, now: datetime) -> dict[str, Institution]:
    """By key; those that stand already (by house or name) are completed. `actor` is of the reviewing desk."""
    made = {}
    for place, wanted in enumerate(DEMO_INSTITUTIONS):
        made[wanted.key] = _find(wanted) or _open(wanted, place, actor, now)
        _complete(made[wanted.key], place, actor, now)
    return made


def _find(wanted: DemoInstitution) -> Institution | None:
    rows = Institution.objects.select_related("organisation")
    if wanted.house:
        return rows.filter(house=wanted.house).first()
    return rows.filter(organisation__name=wanted.name).first()


def _open(wanted: DemoInstitution, place: int, actor: Actor, now: datetime) -> Institution:
    values = {
        "is_general_government": wanted.is_general_government,
        "kep_address": f"gosterim{place}@hs01.kep.tr",
    }
    return open_institution(
        name=wanted.name, kind=wanted.kind, values=values, house=wanted.house, actor=actor, now=now
    )


def _complete(institution: Institution, place: int, actor: Actor, now: datetime) -> None:
    """An address, and somebody in each role."""
    today = timezone.localdate(now)
    if address_on(institution, today) is None:
        address = {"address": f"Gösterim Mah. {place + 1}. Sok. 1, Ankara", "phone": "+903125550000"}
        tell_address(institution=institution, values=address, changed_on=today, actor=actor, now=now)
    for number, (role, title) in enumerate(ROLES):
        if officials_on(institution, today, role).exists():
            continue
        person = {
            "national_id": make_person_number(FIRST_SERIAL + place * len(ROLES) + number),
            "name": f"Gösterim Yetkilisi {place + 1}-{number + 1}",
            "title": title,
        }
        name_official(
            institution=institution, role=role, values=person, valid_from=today, actor=actor, now=now
        )
