"""P7.1–P7.3: İşveren Listeleme, the card as a wizard, a new workplace; what is out of scope is not there."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from imece.accounts.models import Membership
from imece.core.models import AuditRecord, Draft
from imece.core.transactions import acting
from imece.employment.employers.domain.add import add_workplace
from imece.employment.employers.domain.contacts import add_contact_person
from imece.employment.employers.models import Workplace
from imece.employment.employers.web.employer.views import workplace_list
from imece.reference.domain.hazard_import import import_hazard_list
from tests.cast import Cast, actor_of, make_workplace, sign_in
from tests.employment.employers.conftest import ANKARA, KONYA, NOW, SYSTEM
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST, CARD = "/isveren/isyerleri/", "/isveren/isyerleri/kunye/"
PAGES: dict[str, dict[str, str]] = {
    "genel": {"name": "Örnek Dokuma Merkez", "sgk_number": "2 2064 08 08 6666666 006 65-74 000"},
    "adres": {"province": "6", "district": "06-01", "street_address": "Yeni Cad. 7", "postal_code": "06100"},
    "iletisim": {"phone": "0312 123 45 67", "email": "bilgi@example.org"},
    "ilgili": {"contact_0_name": "Çiğdem Işık", "contact_0_phone": "0532 123 45 67"},
    "diger": {"worker_count": "1.250"},
}


@pytest.fixture
def branch(cast: Cast) -> Workplace:
    return make_workplace(
        20, cast.workplace.employer, "Örnek Dokuma Çankaya Şubesi", head_office=cast.workplace
    )


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def walk(client: Client, start: str, **changes: dict[str, str]) -> Draft:
    """Through the pages as a browser would, up to İşlem Sonu."""
    token = re.search(r'name="_token" value="([^"]+)"', client.get(start, follow=True).content.decode())
    draft = (
        Draft.objects.get(token=token[1]) if token and Draft.objects.filter(token=token[1]).exists() else None
    )
    for slug, answers in PAGES.items():
        version = draft.version if draft else 0
        url = f"{CARD}{draft.token}/{slug}/" if draft else start
        posted = {"_version": version, "_go": "next", "_token": token[1] if token else ""}
        response = client.post(url, posted | answers | changes.get(slug, {}))
        assert response.status_code == 302, (slug, response.context["form"].errors)
        draft = Draft.objects.latest("pk")
    return draft  # type: ignore[return-value]


def save(client: Client, draft: Draft) -> Any:
    return client.post(f"{CARD}{draft.token}/son/", {"_version": draft.version, "_go": "save"})


def test_the_head_office_and_its_branches_of_the_same_province(
    cast: Cast, branch: Workplace, manager: Client
) -> None:
    make_workplace(21, cast.workplace.employer, "Örnek Dokuma Konya", province=KONYA)
    html = manager.get(LIST).content.decode()
    assert cast.workplace.number in html
    assert branch.number in html
    assert "Örnek Dokuma Konya" not in html
    assert cast.other_workplace.number not in html


@pytest.mark.parametrize(
    ("criteria", "is_found"),
    [
        ({"title": "CANKAYA SUBESI"}, True),
        ({"title": "çankaya"}, True),
        ({"title": "İzmir"}, False),
        ({"sgk_number": "2 2064"}, True),
        ({"sgk_number": "1 2064"}, False),
        ({"tax_id": "100"}, True),
        ({"tax_id": "999"}, False),
    ],
)
def test_the_criteria(
    cast: Cast, branch: Workplace, manager: Client, criteria: dict[str, str], is_found: bool
) -> None:
    save(manager, walk(manager, f"{CARD}kayit/{branch.number}/", genel={"name": branch.name}))
    assert (branch.number in manager.get(LIST, criteria).content.decode()) is is_found


def test_the_card_is_changed_for_good_only_at_the_end(cast: Cast, manager: Client) -> None:
    draft = walk(manager, f"{CARD}kayit/{cast.workplace.number}/")
    cast.workplace.refresh_from_db()
    assert cast.workplace.phone == ""
    response = save(manager, draft)
    assert response.url == f"{LIST}{cast.workplace.number}/"
    saved = Workplace.objects.get(pk=cast.workplace.pk)
    assert (saved.name, saved.phone, saved.worker_count) == ("Örnek Dokuma Merkez", "+903121234567", 1250)
    assert (saved.district_id, saved.sgk_number[:5]) == ("06-01", "22064")
    contact = saved.contact_persons.get()
    assert (contact.name, contact.phone) == ("Çiğdem Işık", "+905321234567")
    assert save(manager, draft).url == response.url
    assert saved.contact_persons.count() == 1


def test_ID_27_the_page_shows_the_class_and_the_list_it_stands_in(
    cast: Cast, manager: Client, tmp_path: Path
) -> None:
    page = f"{LIST}{cast.workplace.number}/"
    assert "Tehlike sınıfı" not in manager.get(page).content.decode()
    with acting(SYSTEM):
        Workplace.objects.filter(pk=cast.workplace.pk).update(nace_code="91.01.01")
    assert "Tehlike sınıfları listesi yüklenmemiştir." in manager.get(page).content.decode()
    path = tmp_path / "liste.csv"
    path.write_text("kod;tanım;sınıf\n91.01.01;Örnek iş;Çok tehlikeli\n", encoding="utf-8")
    import_hazard_list(path=path, valid_from=date(2026, 1, 1), actor=SYSTEM)
    text = manager.get(page).content.decode()
    assert "Çok tehlikeli (01.01.2026 tarihinden beri yürürlükteki listeye göre)" in text
    with acting(SYSTEM):
        Workplace.objects.filter(pk=cast.workplace.pk).update(nace_code="91.01.02")
    assert "Bu NACE kodu listede yok. (01.01.2026" in manager.get(page).content.decode()


def test_an_emptied_contact_person_goes(cast: Cast, manager: Client) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    one = add_contact_person(workplace=cast.workplace, values={"name": "Kalan"}, actor=actor)
    two = add_contact_person(workplace=cast.workplace, values={"name": "Giden"}, actor=actor)
    page = {
        "contact_0_id": str(one.pk),
        "contact_0_name": "Kalan",
        "contact_1_id": str(two.pk),
        "contact_1_name": "",
    }
    save(manager, walk(manager, f"{CARD}kayit/{cast.workplace.number}/", ilgili=page))
    assert list(cast.workplace.contact_persons.values_list("name", flat=True)) == ["Kalan"]


def test_another_province_on_the_card_is_a_move(cast: Cast, branch: Workplace, manager: Client) -> None:
    address = {"province": "42", "district": "42-01", "postal_code": "42100"}
    save(manager, walk(manager, f"{CARD}kayit/{cast.workplace.number}/", adres=address))
    moved, left = Workplace.objects.get(pk=cast.workplace.pk), Workplace.objects.get(pk=branch.pk)
    assert (moved.province_id, moved.district_id, moved.is_head_office) == (KONYA, "42-01", True)
    assert left.is_head_office
    # ID-16: the SGK number still names Ankara
    assert "22064080866666660066574000" in manager.get(f"{LIST}{moved.number}/").content.decode()


def test_a_new_branch_and_a_workplace_in_another_province(cast: Cast, manager: Client) -> None:
    first = walk(manager, CARD, genel={"name": "Yeni Şube", "sgk_number": ""})
    assert save(manager, first).status_code == 302
    added = Workplace.objects.latest("pk")
    assert (added.name, added.head_office_id, added.province_id) == ("Yeni Şube", cast.workplace.pk, ANKARA)
    assert added.contact_persons.count() == 1
    konya = {"province": "42", "district": "42-01", "postal_code": "42100"}
    save(manager, walk(manager, CARD, genel={"name": "Konya", "sgk_number": ""}, adres=konya))
    head = Workplace.objects.latest("pk")
    assert (head.is_head_office, head.province_id) == (True, KONYA)
    assert Membership.objects.get(organisation=head.organisation).person == cast.manager


def test_P7_3_a_branch_adds_none_and_a_clerk_changes_nothing(
    cast: Cast, branch: Workplace, client: Client
) -> None:
    sign_in(client, cast.clerk, cast.workplace.organisation)
    assert client.get(CARD).status_code == 403
    assert client.get(f"{CARD}kayit/{cast.workplace.number}/").status_code == 403
    html = client.get(LIST, {"secili": cast.workplace.pk}).content.decode()
    assert 'aria-disabled="true"' in html


@pytest.mark.parametrize("url", [LIST + "{}/", CARD + "kayit/{}/", LIST + "{}/kapat/", LIST + "{}/merkez/"])
def test_another_employers_workplace_is_not_there_and_the_attempt_is_recorded(
    cast: Cast, manager: Client, url: str
) -> None:
    assert manager.get(url.format(cast.other_workplace.number)).status_code == 404
    assert AuditRecord.objects.get(action="access.outside_scope").person_id == cast.manager.pk


def test_EMP_09_closing_a_head_office_with_branches_says_why_not(
    cast: Cast, branch: Workplace, manager: Client
) -> None:
    url = f"{LIST}{cast.workplace.number}/kapat/"
    assert "EMP-105" in manager.post(url, {"closed_on": "01.04.2026"}).content.decode()
    assert manager.post(f"{LIST}{branch.number}/merkez/").url == LIST
    branch.refresh_from_db()
    assert branch.is_head_office


def test_nobody_is_signed_in(client: Client, db: None) -> None:
    for url in (LIST, CARD, "/isveren/kullanicilar/", "/kurum/isverenler/"):
        assert client.get(url).status_code == 302, url


def test_the_list_costs_the_same_with_more_rows(cast: Cast) -> None:
    def make_rows(count: int) -> None:
        for _row in range(count):
            add_workplace(
                employer=cast.workplace.employer,
                name="Şube",
                province=ANKARA,
                values={},
                actor=SYSTEM,
                now=NOW,
            )

    assert_constant_queries(
        workplace_list, actor_of(cast.manager, cast.workplace.organisation), make_rows, path=LIST
    )
