"""P1.6: a time-out with a warning, extended by one key press, nothing typed lost."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def signed_in_page(page, context, live_url):
    """A person's page; he signs in by a session of his own, for the sign-in pages are tested elsewhere."""
    from django.test import Client

    from imece.accounts.models import Person
    from imece.core.actor import system_actor
    from imece.core.transactions import acting

    with acting(system_actor("test")):
        person = Person.objects.create_user("10000000146", given_names="Deneme", surname="Kişi")
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_url}])
    return page


def test_page_of_somebody_signed_in_is_accessible(signed_in_page, check_page):
    signed_in_page.goto("/erisilebilirlik/")
    expect(signed_in_page.locator(".acting-for")).to_contain_text("Deneme Kişi")
    check_page(signed_in_page)


def test_warning_comes_and_one_key_goes_on(signed_in_page):
    page = signed_in_page
    page.clock.install()
    page.goto("/bilesenler/")
    page.locator("#id_sample-title").fill("Kaynakçı")
    page.clock.fast_forward("27:00")
    warning = page.get_by_role("dialog", name="Oturumunuz bitmek üzere")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("01:10")
    expect(warning).to_be_visible()
    with page.expect_response("**/oturum/surdur/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 204
    expect(warning).to_be_hidden()
    expect(page.locator("#id_sample-title")).to_have_value("Kaynakçı")


def test_form_is_sent_once(signed_in_page):
    page = signed_in_page
    page.goto("/bilesenler/")
    sent = []
    # 204: the page stays, as while a slow answer is awaited
    page.route(
        "**/bilesenler/?", lambda route: (sent.append(route.request.method), route.fulfill(status=204))
    )
    form = page.locator("form[data-guard]")
    for _press in range(2):
        form.evaluate("form => form.requestSubmit(form.querySelector('button:not([type=button])'))")
        expect(form.locator("[aria-busy]")).to_be_visible()
    page.wait_for_timeout(100)
    assert sent == ["POST"]


def test_leaving_with_typed_words_asks_first(page):
    page.goto("/bilesenler/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_sample-title").press_sequentially("Ka")
    page.locator(".brand").click()
    page.wait_for_url(lambda address: "bilesenler" not in address)
    assert asked == ["beforeunload"]
