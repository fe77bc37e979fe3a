"""P1.8: the menu under the manual's names; whatever it offers opens for the person it is offered to."""

from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from imece.accounts.models import Membership
from imece.core.actor import ANONYMOUS, Actor, system_actor
from imece.core.transactions import acting
from imece.core.ui.menu import MenuItem
from imece.employment.home.menu import menu
from tests.cast import Cast, actor_of, sign_in

pytestmark = pytest.mark.django_db
PEOPLE = {
    "manager": "workplace", "clerk": "workplace", "other_manager": "other_workplace", "officer": "unit",
    "other_officer": "other_unit", "headquarters": "head_institution", "seeker": None, "nobody": None,
}  # fmt: skip


def person_and_organisation(cast: Cast, who: str):
    if who == "nobody":
        return None, None
    place = PEOPLE[who] and getattr(cast, PEOPLE[who])
    return getattr(cast, who), getattr(place, "organisation", place)


def menu_of(actor: Actor) -> tuple[MenuItem, ...]:
    request = RequestFactory().get("/")
    request.actor = actor  # type: ignore[attr-defined]
    return tuple(menu(request))


def pages(items: tuple[MenuItem, ...], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for item in items:
        path = (*above, str(item.label))
        if item.url:
            yield path, item.url
        assert item.url or item.children, f"{path} is a heading over nothing"
        yield from pages(item.children, path)


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_the_menu_opens(cast: Cast, client: Client, who: str) -> None:
    person, organisation = person_and_organisation(cast, who)
    if person is not None:
        sign_in(client, person, organisation)
    found = dict(pages(menu_of(actor_of(person, organisation) if person else ANONYMOUS)))
    answers = {path: client.get(url).status_code for path, url in found.items()}
    assert {path: status for path, status in answers.items() if status != 200} == {}
    assert len(found) >= 5


def test_levels_and_names_are_the_manuals(cast: Cast) -> None:
    found = set(dict(pages(menu_of(actor_of(cast.manager, cast.workplace.organisation)))))
    assert {
        ("Online İşlemler", "İstihdam", "Açık İş İlanları"),
        ("Online İşlemler", "İstihdam", "İşgücü İstemi İşlemleri"),
        ("Online İşlemler", "İstihdam", "Yeni İşgücü İstemi"),
        ("Online İşlemler", "Kullanıcı İşlemleri", "Yönetimsel İşlemler", "Kullanıcı Rol Yönetimi"),
        ("Online İşlemler", "Meslekler Sözlüğü"),
        ("Online İşlemler", "Raporlar", "İşverene Yönelik", "İşgücü İstemi Seçim Listesi"),
        ("Online İşlemler", "Raporlar", "İşverene Yönelik", "Gönderme Listesi"),
        ("Online İşlemler", "Raporlar", "İşverene Yönelik", "Görüşme Listesi"),
        ("Online İşlemler", "Raporlar", "İşverene Yönelik", "Sonuç Listesi"),
        ("Kısayollar", "İşgücü İstemi Oluştur"),
        ("Kısayollar", "İşgücü İstemi İşlemleri"),
        ("Kısayollar", "Yetkili Tanımla"),
    } <= found


def test_whoever_is_told_anything_finds_his_messages(cast: Cast) -> None:
    """Without an e-mail address they stand nowhere else."""
    for person, organisation in ((cast.seeker, None), (cast.manager, cast.workplace.organisation)):
        found = {path[-1]: url for path, url in pages(menu_of(actor_of(person, organisation)))}
        assert found["Bildirimlerim"] == "/bildirimlerim/"


def test_who_is_not_manager_is_not_offered_the_managers_pages(cast: Cast) -> None:
    found = {path[-1] for path, _url in pages(menu_of(actor_of(cast.clerk, cast.workplace.organisation)))}
    assert "Yeni İşgücü İstemi" in found
    assert not {"Kullanıcı Rol Yönetimi", "Yetkili Tanımla"} & found


def test_a_right_taken_away_is_gone_from_the_menu_at_once(cast: Cast, client: Client) -> None:
    sign_in(client, cast.clerk, cast.workplace.organisation)
    address = reverse("vacancy_new")
    assert f'href="{address}"' in client.get(reverse("start")).content.decode()
    with acting(system_actor("test")):
        Membership.objects.filter(person=cast.clerk).update(grants=["employer_data"])
    assert f'href="{address}"' not in client.get(reverse("start")).content.decode()
