"""The exchange's part of the menu: in both languages, and every line that is shown opens its page."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

from imece.exchange.home.menu import GROUPS, menu
from tests.cast import actor_of, sign_in
from tests.exchange.cast import ExchangeCast, make_institution

LINES = [(title, name) for _group, lines in GROUPS for title, name, *_permission in lines]


@pytest.mark.parametrize(("title", "name"), LINES, ids=[name for _title, name in LINES])
def test_each_line_has_its_turkish_words(title: object, name: str) -> None:
    assert isinstance(title, Promise), f"{name}: a bare text is shown in English to everybody"
    with override("en"):
        english = str(title)
    with override("tr"):
        assert str(title) != english


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["technician", "bank_manager"])
def test_each_line_that_is_shown_opens_its_page_and_stands_once(
    exchange_cast: ExchangeCast, role: str
) -> None:
    make_institution(9, "Deneme İş Kurumu", house="employment")
    person = getattr(exchange_cast, role)
    own = exchange_cast.head_institution if role == "technician" else exchange_cast.bank.organisation
    client = sign_in(Client(), person, own)
    request = client.get(reverse("start"), follow=True).wsgi_request
    assert request.actor.person_id == actor_of(person, own).person_id
    lines = [line for group in menu(request)[0].children for line in group.children]
    assert len(lines) > 10
    assert [label for label, times in Counter(str(line.label) for line in lines).items() if times > 1] == []
    for line in lines:
        answer = client.get(line.url, follow=True)
        assert answer.status_code == 200, f"{line.label}: {line.url}"
