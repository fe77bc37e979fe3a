"""WCAG 3.3.7: what was typed before the session ended is shown in the words of its page, without tokens."""

import pytest

from imece.accounts.domain.kept import Fields
from imece.accounts.web.kept_labels import shown_fields

TOKEN = "eyJhbGciOiJIUzI1NiJ9:1sAbCd:0123456789abcdefghijklmnop"


def shown(path: str, *fields: tuple[str, list[str]]) -> list[tuple[str, str]]:
    sent: Fields = list(fields)
    return [(str(label), text) for label, text in shown_fields(path, sent)]


@pytest.mark.parametrize(
    "path, sent, expected",
    [
        ("/hesabim/iletisim/?x=1", ("postal_address", ["Çınar Sok. 7"]), [("Posta adresi", "Çınar Sok. 7")]),
        ("/hesabim/tercihler/", ("notice_channel", ["post"]), [("Bildirim kanalı", "Posta adresi")]),
        ("/kurum/kuruluslar/yeni/", ("kind", ["agency"]), [("Tür", "Özel İstihdam Bürosu")]),
        ("/boyle/bir/sayfa/yok/", ("postal_address", ["Çınar Sok. 7"]), [("postal_address", "Çınar Sok. 7")]),
        ("/hesabim/iletisim/", ("baska", ["bir", "iki"]), [("baska", "bir, iki")]),
        ("/hesabim/iletisim/", ("postal_address", [""]), []),
        ("/hesabim/iletisim/", ("_idempotency", ["x"]), []),
        ("/hesabim/iletisim/", ("fetched", [TOKEN]), []),
        ("/hesabim/iletisim/", ("baska", [TOKEN]), []),
        ("/hesabim/iletisim/", ("next", ["/baslangic/"]), []),
        ("/hesabim/sifre/", ("old_password", ["gizli"]), []),
    ],
)
def test_labels(path: str, sent: tuple[str, list[str]], expected: list[tuple[str, str]]) -> None:
    assert [(label, text) for label, text in shown(path, sent)] == expected


@pytest.mark.django_db
def test_ticked_box_and_several_choices() -> None:
    """The form with the most of the names sent gives the words."""
    lines = shown(
        "/isveren/kullanicilar/17/",
        ("is_manager", ["on"]),
        ("grants", ["vacancies", "reports"]),
        ("closes_on", [""]),
    )
    assert lines[0] == ("Yönetici", "Evet")
    assert lines[1][1].count(",") == 1
    assert "vacancies" not in lines[1][1]


def test_step_of_a_wizard() -> None:
    from imece.core.wizards.definition import Wizard
    from imece.employment.employers.web.employer.card import CARD

    assert isinstance(CARD, Wizard)
    step = CARD.steps[0]
    name, field = next((name, field) for name, field in step.form_class.base_fields.items() if field.label)
    path = f"/isveren/isyerleri/kunye/00000000-0000-0000-0000-000000000000/{step.slug}/"
    assert shown(path, (name, ["örnek"]))[0][0] == str(field.label)
