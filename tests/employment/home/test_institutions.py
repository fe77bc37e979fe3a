"""The first start of a real installation: units, headquarters, the first manager."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Membership, Organisation, Person
from imece.core.models import AuditRecord
from imece.exchange.models import Question
from tests.cast import PASSWORD, Cast, make_organisation, make_registered_person, person_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text(PASSWORD + "\n", encoding="utf-8")
    return path


def make_manager(number: str, path: Path, **more: str) -> None:
    call_command("make_headquarters_manager", number, "--password-file", str(path), **more)


def test_units_and_headquarters_are_made_once(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    make_organisation(1, OrganisationKind.UNIT, "Ankara İl Müdürlüğü (deneme)", 6)
    call_command("load_institutions")
    call_command("load_institutions")
    assert capsys.readouterr().out.splitlines() == ["organisations made: 81", "organisations made: 0"]
    units = Organisation.objects.filter(kind=OrganisationKind.UNIT)
    assert sorted(units.values_list("province", flat=True)) == list(range(1, 82))
    assert units.get(province=76).name == "Iğdır Çalışma ve İş Kurumu İl Müdürlüğü"
    assert Organisation.objects.get(kind=OrganisationKind.HEADQUARTERS).province is None


def test_first_manager_signs_in_and_is_asked_for_the_terms(
    db: None, client: Client, password_file: Path
) -> None:
    registered = make_registered_person(70, "Gül", "Öztürkmen")
    call_command("load_institutions")
    make_manager(registered.number, password_file, email="gul@example.org")
    membership = Membership.objects.select_related("organisation").get()
    assert (membership.is_manager, membership.organisation.kind) == (True, "headquarters")
    assert Question.objects.get(subject=registered.number).file.startswith("GM-")
    assert AuditRecord.objects.get(action="accounts.membership_added").purpose
    client.post("/giris/isveren/", {"login": registered.number, "password": PASSWORD})
    client.post("/firma-sec/", {"organisation": membership.organisation_id})
    assert client.get("/kurum/kuruluslar/")["Location"].startswith("/kosullar/yeni/")


def test_it_works_once(db: None, password_file: Path) -> None:
    call_command("load_institutions")
    for serial in (71, 72):
        make_registered_person(serial, "Gül", "Öztürkmen")
    make_manager(person_number(71), password_file)
    with pytest.raises(CommandError, match="have a manager already"):
        make_manager(person_number(72), password_file)
    assert Person.objects.count() == 1


def test_a_member_keeps_the_own_password(cast: Cast, password_file: Path) -> None:
    before = cast.seeker.password
    make_manager(cast.seeker.national_id, Path("nowhere"))
    cast.seeker.refresh_from_db()
    assert cast.seeker.password == before
    assert Membership.objects.get(person=cast.seeker).organisation == cast.head_institution


@pytest.mark.parametrize("number", [person_number(4321), "12345678901"])
def test_unknown_number_is_refused(db: None, password_file: Path, number: str) -> None:
    call_command("load_institutions")
    with pytest.raises(CommandError, match="knows nobody"):
        make_manager(number, password_file)


def test_not_before_the_institutions(db: None, password_file: Path) -> None:
    registered = make_registered_person(73, "Gül", "Öztürkmen")
    with pytest.raises(CommandError, match="load-institutions"):
        make_manager(registered.number, password_file)


def test_weak_password_is_refused(db: None, tmp_path: Path) -> None:
    (tmp_path / "weak").write_text("1234567890", encoding="utf-8")
    with pytest.raises(CommandError):
        make_manager(person_number(73), tmp_path / "weak")
