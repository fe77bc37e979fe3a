"""The words in bold of spec 1 stand on the pages to the letter, in Turkish by default (P0.10)."""

import pytest
from django.test import Client

from imece.accounts.models import Membership
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "/uye-ol/isveren/",
            [
                "Genel Koşullar",
                "Okudum, kabul ediyorum",
                "Okudum, kabul etmiyorum",
                "Bireysel (Gerçek) İşveren",
            ],
        ),
        (
            "/isveren/isyerleri/",
            [
                "İşveren Listeleme",
                "Unvan",
                "SGK İşyeri Sicil No",
                "eski SSK Numarası",
                "Vergi Numarası",
                "Detayını Gör",
            ],
        ),
        (
            "/isveren/isyerleri/kunye/",
            ["İşyeri Künyesi", "Genel Bilgiler", "Adres", "İletişim", "İlgili Bilgileri", "Diğer Bilgiler"],
        ),
        ("/isveren/kullanicilar/", ["Kullanıcı Rolleri", "Yetkilileri Listele", "Bilgileri Getir"]),
        ("/isveren/kullanicilar/liste/", ["Kullanıcı Hesabı Bilgileri", "Hesap Kapanma Tarihi", "Kilitli"]),
        (
            "/isveren/kullanicilar/{clerk}/",
            ["Kullanıcı Hesabı Bilgileri", "Yönetici", "Hesap Kapanma Tarihi", "Kilitli", "Kaydet"],
        ),
    ],
)
def test_words(cast: Cast, client: Client, url: str, words: list[str]) -> None:
    sign_in(client, cast.manager, cast.workplace.organisation)
    clerk = Membership.objects.get(person=cast.clerk)
    html = client.get(url.format(clerk=clerk.pk)).content.decode()
    assert [word for word in words if word not in html] == []


def test_words_of_the_membership_pages(client: Client, db: None) -> None:
    client.post("/uye-ol/isveren/", {"answer": "accept", "kind": "legal"})
    html = client.get("/uye-ol/isveren/bilgiler/").content.decode()
    assert [word for word in ("Tüzel Kişi Bilgileri", "İleri", "Unvan") if word not in html] == []
    page = {"title": "Deneme", "tax_id": "4540536920", "province": "6", "district": "06-01"}
    client.post(
        "/uye-ol/isveren/bilgiler/", page | {"street_address": "Örnek Cad. 5", "phone": "0312 123 45 67"}
    )
    html = client.get("/uye-ol/isveren/yetkili/").content.decode()
    words = (
        "Tüzel Kişi Yetkilisi Bilgileri",
        "Şifre",
        "Şifre Tekrar",
        "Gizli Soru",
        "Cevabı",
        "Başvurumu Tamamla",
    )
    assert [word for word in words if word not in html] == []
