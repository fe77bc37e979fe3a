"""P1.3, P1.4, EMP-02: Üye Ol for employers, from the terms to the İŞKUR number."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from imece.accounts.models import Membership, Person, TermsAcceptance
from imece.core.errors import Problem
from imece.core.identity_numbers import check_iskur_number
from imece.employment.employers.domain.application import complete_application, find_application
from imece.employment.employers.domain.register import NewEmployer
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import Employer, MembershipApplication, Workplace
from imece.exchange.models import Question
from tests.cast import PASSWORD, make_person, make_registered_person, person_number, sign_in, tax_number
from tests.employment.employers.conftest import NOW, SYSTEM

pytestmark = pytest.mark.django_db
TERMS, EMPLOYER, FOUNDER, DONE = (
    f"/uye-ol/isveren/{page}" for page in ("", "bilgiler/", "yetkili/", "tamam/")
)
SECRET = "uzun-ve-gizli-7"


def employer_page(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Yeni Çiçekçilik A.Ş.",
        "tax_id": tax_number(77),
        "province": "6",
        "district": "06-01",
        "street_address": "Örnek Cad. 5",
        "phone": "0312 123 45 67",
    } | changes


def founder_page(serial: int = 70, **changes: Any) -> dict[str, Any]:
    return {
        "national_id": person_number(serial),
        "given_names": "ÇİĞDEM",
        "surname": "ışık",
        "birth_year": "1990",
        "password": SECRET,
        "password_again": SECRET,
        "secret_question": "first_job",
        "secret_answer": "Fırın",
        "notice_channel": "email",
        "email": "cigdem@example.org",
    } | changes


@pytest.fixture
def client(db: None) -> Client:
    return Client()


@pytest.fixture
def registered(db: None) -> None:
    make_registered_person(70, "Çiğdem", "Işık")


def begin(client: Client, kind: str = "legal", **changes: Any) -> None:
    assert client.post(TERMS, {"answer": "accept", "kind": kind}).url == EMPLOYER
    response = client.post(EMPLOYER, employer_page(**changes))
    assert response.status_code == 302, response.context["form"].errors
    assert response.url == FOUNDER


def test_declining_the_terms_leads_home(client: Client) -> None:
    assert client.post(TERMS, {"answer": "decline"}).url == "/"
    assert MembershipApplication.objects.count() == 0


def test_a_legal_person_joins(client: Client, registered: None) -> None:
    begin(client)
    response = client.post(FOUNDER, founder_page())
    assert response.status_code == 302, response.context["form"].errors
    assert response.url == DONE
    workplace = Workplace.objects.get()
    assert (workplace.is_head_office, workplace.province_id, workplace.district_id) == (True, 6, "06-01")
    assert check_iskur_number(workplace.number).is_valid
    assert workplace.number in client.get(DONE).content.decode()
    membership = Membership.objects.get()
    assert membership.is_founding_manager
    assert membership.person.check_password(SECRET)
    accepted = TermsAcceptance.objects.get()
    assert accepted.at == MembershipApplication.objects.get().terms_accepted_at
    asked = Question.objects.get()
    assert asked.file.startswith("UYE-")
    assert asked.purpose


def test_a_natural_person_employer_has_his_own_path(client: Client, registered: None) -> None:
    begin(client, "natural", tax_id=person_number(70), title="Çiğdem Işık Fırını")
    assert person_number(70) in client.get(FOUNDER).content.decode()
    assert client.post(FOUNDER, founder_page()).url == DONE
    employer = Employer.objects.get()
    assert (employer.kind, employer.tax_id, employer.tax_id_kind) == ("natural", person_number(70), "tckn")


def test_a_natural_person_employer_is_himself(client: Client, registered: None) -> None:
    begin(client, "natural", tax_id=person_number(71))
    response = client.post(FOUNDER, founder_page())
    assert "EMP-109" in response.content.decode()
    assert (Employer.objects.count(), Person.objects.count()) == (0, 0)


def test_pressed_twice_it_is_one_employer(client: Client, registered: None) -> None:
    begin(client)
    urls = [client.post(FOUNDER, founder_page()).url for _press in range(2)]
    assert urls == [DONE, DONE]
    assert (Employer.objects.count(), Person.objects.count()) == (1, 1)


def test_two_presses_that_both_passed_the_page_are_one_employer(client: Client) -> None:
    """The second waits on the application's row and gets the first one's workplace."""
    begin(client)
    application = find_application(client.cookies["uyelik"].value, now=NOW)
    person = make_person(72, "Ali", "Deneme")
    new = NewEmployer(EmployerKind.LEGAL, "Yeni A.Ş.", tax_number(77), 6, {})
    complete = {"application": application, "new": new, "founder": person, "actor": SYSTEM, "now": NOW}
    first, second = (complete_application(**complete) for _press in range(2))
    assert first == second
    assert Employer.objects.count() == 1


def test_the_same_tax_number_again_gets_a_clear_answer(client: Client, registered: None) -> None:
    begin(client)
    client.post(FOUNDER, founder_page())
    client.post(TERMS, {"answer": "accept", "kind": "legal"})
    response = client.post(EMPLOYER, employer_page())
    assert response.status_code == 422
    assert tax_number(77) in str(response.context["form"].errors["tax_id"])
    assert "EMP-101" in str(response.context["form"].errors["tax_id"])


def test_nothing_is_lost_between_the_pages_and_no_secret_is_kept(client: Client, registered: None) -> None:
    client.post(TERMS, {"answer": "accept", "kind": "legal"})
    client.post(EMPLOYER, employer_page(phone="yanlış"))
    html = client.get(EMPLOYER).content.decode()
    assert 'value="Yeni Çiçekçilik A.Ş."' in html
    assert 'value="yanlış"' in html
    client.post(EMPLOYER, employer_page())
    client.post(FOUNDER, founder_page(password_again="başka"))
    assert 'value="cigdem@example.org"' in client.get(FOUNDER).content.decode()
    kept = str(MembershipApplication.objects.get().answers)
    assert "cigdem@example.org" in kept
    assert all(secret not in kept for secret in (SECRET, "başka", "Fırın"))


def test_the_answers_go_once_it_is_complete(client: Client, registered: None) -> None:
    begin(client)
    client.post(FOUNDER, founder_page())
    assert MembershipApplication.objects.get().answers == {}


def test_the_second_page_waits_for_the_first(client: Client) -> None:
    client.post(TERMS, {"answer": "accept", "kind": "legal"})
    assert client.get(FOUNDER).url == EMPLOYER
    assert client.get(DONE).url == FOUNDER


def test_without_the_key_there_is_no_application(client: Client) -> None:
    begin(client)
    assert Client().get(EMPLOYER).status_code == 410


@contextmanager
def one_answer(response: Any) -> Iterator[str]:
    assert response.status_code == 422
    yield str(response.context["form"].non_field_errors())


def test_P1_2_every_failed_proof_gets_the_same_words(client: Client, registered: None) -> None:
    make_person(73, "Çiğdem", "Işık")
    begin(client)
    wrong_name = client.post(FOUNDER, founder_page(given_names="Başka"))
    unknown = client.post(FOUNDER, founder_page(serial=79))
    member_with_wrong_password = client.post(FOUNDER, founder_page(serial=73))
    answers = set()
    for response in (wrong_name, unknown, member_with_wrong_password):
        with one_answer(response) as words:
            answers.add(words)
    assert len(answers) == 1
    assert Employer.objects.count() == 0


def test_a_registered_individual_proves_the_password(client: Client) -> None:
    person = make_person(73, "Çiğdem", "Işık")
    begin(client)
    page = founder_page(serial=73, password=PASSWORD, password_again=PASSWORD)
    assert client.post(FOUNDER, page).url == DONE
    assert Membership.objects.get().person == person
    assert Person.objects.count() == 1


def test_whoever_signs_in_first_is_the_founding_manager_and_loses_nothing(client: Client) -> None:
    person = make_person(73, "Çiğdem", "Işık")
    begin(client)
    sign_in(client, person)
    assert "Çiğdem Işık" in client.get(FOUNDER).content.decode()
    assert client.post(FOUNDER).url == DONE
    assert Membership.objects.get().person == person


def test_an_expired_application_is_told(client: Client) -> None:
    begin(client)
    key = client.cookies["uyelik"].value
    with pytest.raises(Problem, match="EMP-111"):
        find_application(key, now=NOW.replace(year=2099))


def test_without_javascript_next_brings_the_districts(client: Client) -> None:
    client.post(TERMS, {"answer": "accept", "kind": "legal"})
    response = client.post(EMPLOYER, employer_page(district=""))
    assert response.status_code == 422
    assert 'value="06-01"' in response.content.decode()
    assert 'value="42-01"' not in response.content.decode()


def test_a_district_of_another_province_is_refused(client: Client) -> None:
    client.post(TERMS, {"answer": "accept", "kind": "legal"})
    response = client.post(EMPLOYER, employer_page(district="42-01"))
    assert "district" in response.context["form"].errors
