"""P1.3 in a real browser: an employer becomes a member, with every page checked, and again without JavaScript."""

from tests.cast import make_registered_person, person_number

TERMS = "/uye-ol/isveren/"
SECRET = "uzun-ve-gizli-7"


def fill_employer(page):
    page.get_by_label("Unvan").fill("Yeni Çiçekçilik A.Ş.")
    page.get_by_label("Vergi Numarası").fill("4540536920")
    page.get_by_label("İl", exact=False).and_(page.locator("#id_province")).select_option("6")
    page.get_by_label("Cadde, sokak ve numara").fill("Örnek Cad. 5")
    page.locator("#id_phone").fill("0312 123 45 67")


def fill_founder(page):
    page.locator("#id_national_id").fill(person_number(70))
    page.locator("#id_given_names").fill("Çiğdem")
    page.locator("#id_surname").fill("Işık")
    page.locator("#id_birth_year").fill("1990")
    page.locator("#id_password").fill(SECRET)
    page.locator("#id_password_again").fill(SECRET)
    page.locator("#id_secret_answer").fill("Fırın")
    page.locator("#id_email").fill("cigdem@example.org")


def test_an_employer_joins(page, check_page):
    make_registered_person(70, "Çiğdem", "Işık")
    page.goto(TERMS)
    check_page(page)
    page.get_by_role("button", name="Okudum, kabul ediyorum").click()
    check_page(page)
    fill_employer(page)
    page.locator("#id_district option[value='06-01']").wait_for(state="attached")
    page.locator("#id_district").select_option("06-01")
    page.get_by_role("button", name="İleri").click()
    check_page(page)
    fill_founder(page)
    page.get_by_role("button", name="Başvurumu Tamamla").click()
    page.get_by_role("heading", name="Üyeliğiniz tamamlandı").wait_for()
    check_page(page)


def test_an_employer_joins_without_javascript(plain_page):
    """The district list comes with İleri; nothing typed is lost."""
    page = plain_page
    make_registered_person(70, "Çiğdem", "Işık")
    page.goto(TERMS)
    page.get_by_role("button", name="Okudum, kabul ediyorum").click()
    fill_employer(page)
    page.get_by_role("button", name="İleri").click()
    page.locator("#id_district").select_option("06-01")
    page.get_by_role("button", name="İleri").click()
    fill_founder(page)
    page.get_by_role("button", name="Başvurumu Tamamla").click()
    page.get_by_role("heading", name="Üyeliğiniz tamamlandı").wait_for()
