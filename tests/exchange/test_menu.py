"""The exchange's part of the menu, in both languages."""

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from imece.exchange.home.menu import GROUPS

LINES = [(title, name) for _group, lines in GROUPS for title, name, *_permission in lines]


@pytest.mark.parametrize(("title", "name"), LINES, ids=[name for _title, name in LINES])
def test_each_line_has_its_turkish_words(title: object, name: str) -> None:
    assert isinstance(title, Promise), f"{name}: a bare text is shown in English to everybody"
    with override("en"):
        english = str(title)
    with override("tr"):
        assert str(title) != english
