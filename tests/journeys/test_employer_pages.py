"""P7 and P1.7 in a real browser: every page of the manager is accessible."""

import pytest
from django.test import Client

from tests.cast import make_employer, make_membership, make_person, make_workplace, sign_in

PAGES = (
    "/isveren/isyerleri/?secili=",
    "/isveren/isyerleri/kunye/",
    "/isveren/isyerleri/{number}/",
    "/isveren/isyerleri/{number}/kapat/",
    "/isveren/kullanicilar/",
    "/isveren/kullanicilar/liste/",
    "/isveren/kullanicilar/{clerk}/",
)


@pytest.fixture
def manager_page(page, context, live_url):
    workplace = make_workplace(1, make_employer(1, "Örnek Dokuma A.Ş."), "Örnek Dokuma Ankara")
    manager, clerk = make_person(1, "Ayşe", "Çınarlı"), make_person(2, "İlker", "Işıldak", sex="E")
    make_membership(manager, workplace.organisation, is_founder=True)
    page.clerk = make_membership(clerk, workplace.organisation, "vacancies").pk
    page.number = workplace.number
    session = sign_in(Client(), manager, workplace.organisation).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_url}])
    return page


def test_every_page_is_accessible(manager_page, check_page):
    page = manager_page
    for address in PAGES:
        response = page.goto(address.format(number=page.number, clerk=page.clerk))
        assert response.status == 200, address
        check_page(page)
