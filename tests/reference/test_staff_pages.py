"""Staff keep the dictionary (P14.1) and the special days (CAL-04): pages, history, permissions, bad input."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from imece.core.models import AuditRecord
from imece.reference.enums import ChangeKind, OccupationFileKind
from imece.reference.models import Occupation, OccupationChange, OccupationFile, SpecialDay
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
CODE = "5120.80"
HOME = f"/kurum/meslekler/{CODE}/"
WHY = {"reason": "Deneme gerekçesi"}
ALL = (
    "/kurum/meslekler/",
    "/kurum/meslekler/yeni/",
    HOME,
    f"{HOME}duzenle/",
    "/kurum/meslekler/ozel-gunler/",
)


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.headquarters, cast.head_institution)


def cook() -> Occupation:
    return Occupation.objects.get(code=CODE)


def texts(**changes: str) -> dict[str, str]:
    return {"name": cook().name, "description": "Yemek pişirir.", "tasks": "Pişirir\nSunar"} | WHY | changes


@pytest.mark.parametrize("address", ALL)
def test_only_headquarters_with_the_right_keep_it(client: Client, cast: Cast, address: str) -> None:
    assert client.get(address).status_code == 302
    for person, organisation in (
        (cast.seeker, None),
        (cast.manager, cast.workplace.organisation),
        (cast.officer, cast.unit),
    ):
        assert sign_in(client, person, organisation).get(address).status_code == 403
    assert sign_in(client, cast.headquarters, cast.head_institution).get(address).status_code == 200


def test_a_new_occupation_hangs_in_its_unit_group(staff: Client) -> None:
    page = staff.post(
        "/kurum/meslekler/yeni/", {"code": "5120.99", "name": "Mantıcı", "tasks": "Mantı açar"} | WHY
    )
    assert page.url == "/kurum/meslekler/5120.99/"
    made = Occupation.objects.get(code="5120.99")
    assert (made.isco_group_id, made.valid_from) == ("5120", timezone.localdate())
    assert "Deneme gerekçesi" in staff.get(page.url).content.decode()


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"code": CODE}, "zaten"),
        ({"code": "8160.2"}, "8332.02"),
        ({"code": "816O.29"}, "8332.02"),
        ({"name": ""}, "name"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_wrong_new_occupation_is_refused_and_nothing_typed_is_lost(
    staff: Client, changes: dict, said: str
) -> None:
    count = Occupation.objects.count()
    values = {"code": "5120.98", "name": "Börekçi", "tasks": "Börek açar"} | WHY | changes
    page = staff.post("/kurum/meslekler/yeni/", values)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Börek açar" in page.content.decode()
    assert Occupation.objects.count() == count


def test_an_edit_is_shown_with_before_and_after(staff: Client) -> None:
    before = cook().name
    assert staff.post(f"{HOME}duzenle/", texts(name="Aşçıbaşı")).url == HOME
    change = OccupationChange.objects.filter(occupation=cook()).first()
    assert (change.kind, change.reason) == (ChangeKind.RENAMED, WHY["reason"])
    assert f"{before} → Aşçıbaşı" in staff.get(HOME).content.decode()
    assert "Aşçıbaşı" in Client().get(f"/meslekler/{CODE}/").content.decode()


def test_synonyms_are_one_a_line(staff: Client) -> None:
    staff.post(f"{HOME}es-anlamlilar/", {"names": "Ahçı\n\n  yemekçi  usta \n"} | WHY)
    assert set(cook().synonyms.values_list("name", flat=True)) == {"Ahçı", "yemekçi usta"}
    page = staff.post(f"{HOME}es-anlamlilar/", {"names": "a" * 101} | WHY)
    assert page.status_code == 422
    assert "100" in page.content.decode()


@pytest.mark.parametrize("kind", OccupationFileKind.values)
def test_files_are_added_changed_and_removed_with_history(staff: Client, kind: str) -> None:
    values = {"kind": kind, "title": "Mutfakta güvenlik", "text": "Birinci metin"} | WHY
    staff.post(f"{HOME}dosya/", values)
    file = OccupationFile.objects.get(title="Mutfakta güvenlik")
    assert "Birinci metin" in staff.get(f"{HOME}dosya/?dosya={file.pk}").content.decode()
    staff.post(f"{HOME}dosya/", values | {"text": "İkinci metin"})
    file.refresh_from_db()
    assert (file.kind, file.text) == (kind, "İkinci metin")
    assert staff.post(f"{HOME}dosya-kaldir/", {"file": file.pk} | WHY).url == HOME
    assert not cook().files.exists()
    assert "İkinci metin" in staff.get(HOME).content.decode()


def test_another_occupations_file_cannot_be_removed_here(staff: Client) -> None:
    other = Occupation.objects.exclude(code=CODE)[0]
    staff.post(f"/kurum/meslekler/{other.code}/dosya/", {"kind": "training", "title": "T", "text": "x"} | WHY)
    staff.post(f"{HOME}dosya/", {"kind": "training", "title": "Kendi", "text": "x"} | WHY)
    file = other.files.get()
    assert staff.post(f"{HOME}dosya-kaldir/", {"file": file.pk} | WHY).status_code == 422
    assert other.files.exists()


def test_OCC_04_retire_with_a_successor_and_revive(staff: Client) -> None:
    successor = Occupation.objects.exclude(code=CODE).order_by("code")[0]
    assert staff.post(f"{HOME}emekli/", {"replaced_by": successor.code} | WHY).url == HOME
    assert (cook().valid_to, cook().replaced_by) == (timezone.localdate() - timedelta(days=1), successor)
    again = staff.post(f"{HOME}emekli/", WHY)
    assert (again.status_code, "OCC-010" in again.content.decode() or "Zaten" in again.content.decode()) == (
        422,
        True,
    )
    assert staff.post(f"{HOME}canlandir/", WHY).url == HOME
    assert (cook().valid_to, cook().replaced_by) == (None, None)


def test_a_step_that_is_not_possible_says_why(staff: Client) -> None:
    page = staff.get(f"{HOME}canlandir/")
    assert "Yürürlükte" in page.content.decode()
    assert staff.get(f"{HOME}boyle-bir-adim-yok/").url == HOME
    assert staff.get("/kurum/meslekler/9999.99/").status_code == 404


class TestSpecialDays:
    ADDRESS = "/kurum/meslekler/ozel-gunler/"
    DAY = {"day": "28.10.2027", "kind": "full", "scope": "everyone", "note": "Genelge 2027/9 (deneme)"}

    def test_CAL_04_a_day_is_entered_listed_and_taken_out(self, staff: Client) -> None:
        assert staff.post(f"{self.ADDRESS}yeni/", self.DAY).url == self.ADDRESS
        special = SpecialDay.objects.get(note=self.DAY["note"])
        assert self.DAY["note"] in staff.get(self.ADDRESS).content.decode()
        assert staff.post(f"{self.ADDRESS}{special.pk}/kaldir/", {}).status_code == 422
        assert staff.post(f"{self.ADDRESS}{special.pk}/kaldir/", WHY).url == self.ADDRESS
        assert not SpecialDay.objects.filter(pk=special.pk).exists()
        assert WHY["reason"] in staff.get(self.ADDRESS).content.decode()
        actions = list(
            AuditRecord.objects.filter(action__contains="special_day").values_list("action", flat=True)
        )
        assert sorted(actions) == ["reference.special_day_entered", "reference.special_day_removed"]

    @pytest.mark.parametrize(
        "changes",
        [{"scope": "province"}, {"province": "6"}, {"day": "31.02.2027"}, {"note": ""}, {"kind": "x"}],
        ids=["province missing", "province too much", "no such day", "no decision", "unknown kind"],
    )
    def test_a_wrong_day_is_refused(self, staff: Client, changes: dict[str, str]) -> None:
        assert staff.post(f"{self.ADDRESS}yeni/", self.DAY | changes).status_code == 422
        assert not SpecialDay.objects.exists()

    def test_the_same_day_twice_is_refused_in_words(self, staff: Client) -> None:
        staff.post(f"{self.ADDRESS}yeni/", self.DAY)
        page = staff.post(f"{self.ADDRESS}yeni/", self.DAY)
        assert page.status_code == 422
        assert SpecialDay.objects.count() == 1
