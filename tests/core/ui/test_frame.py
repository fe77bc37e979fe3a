"""The frame of every page: language, theme, errors."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def test_turkish_is_the_default_whatever_the_browser_asks(client):
    answer = client.get("/erisilebilirlik/", headers={"Accept-Language": "en"})
    assert "Erişilebilirlik beyanı" in answer.content.decode()
    assert 'lang="tr"' in answer.content.decode()


def test_language_button_leads_back_to_the_same_page_in_english(client):
    answer = client.get(
        reverse("core:set_language"), {"dil": "en", "next": "/erisilebilirlik/?a=1"}, follow=True
    )
    assert answer.request["PATH_INFO"] == "/erisilebilirlik/"
    assert "Accessibility statement" in answer.content.decode()


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
@pytest.mark.parametrize("name", ["core:set_language", "core:set_theme"])
def test_preferences_lead_to_no_other_site(client, name, wanted):
    assert client.get(reverse(name), {"next": wanted}).url == "/"


def test_theme_is_remembered_and_forgotten(client):
    client.get(reverse("core:set_theme"), {"theme": "dark"})
    assert 'data-bs-theme="dark"' in client.get("/erisilebilirlik/").content.decode()
    client.get(reverse("core:set_theme"), {"theme": "'><script>"})
    assert "data-bs-theme=" not in client.get("/erisilebilirlik/").content.decode()


def test_missing_page_says_so_with_its_code(client):
    answer = client.get(
        "/yok-boyle-bir-sayfa/", headers={"Referer": "http://testserver/erisilebilirlik/?a=1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "CORE-405" in page
    assert "/yok-boyle-bir-sayfa/" in page
    assert 'href="/erisilebilirlik/?a=1"' in page


def test_back_never_leads_to_another_site(client):
    page = client.get("/yok/", headers={"Referer": "https://example.org/x"}).content.decode()
    assert "example.org" not in page


def test_unknown_host_is_answered(client):
    assert client.get("/erisilebilirlik/", headers={"Host": "kotu.example"}).status_code == 400


def test_program_gets_problem_json(client):
    answer = client.get("/api/yok/")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "CORE-405"


def test_form_without_token_is_refused_in_words(client):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("core:keep_session"))
    assert answer.status_code == 403
    assert "CORE-419" in answer.content.decode()


def test_fault_page_needs_neither_database_nor_session(rf, settings, django_db_blocker):
    from imece.core.web.errors import server_fault

    request = rf.get("/")
    request.request_id = "abc123"
    with django_db_blocker.block():
        answer = server_fault(request)
    assert answer.status_code == 500
    assert "abc123" in answer.content.decode()


def test_gallery_is_not_shown_in_production(client, settings):
    settings.MODE = "production"
    assert client.get(reverse("core:gallery")).status_code == 404
