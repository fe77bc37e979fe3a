"""Rules asked on the command line, over HTTP and on the page Hesapla."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import msgspec
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from imece.core.errors import Problem
from imece.core.parameters import Parameters
from imece.core.rule_registry import RULES, Outcome, ask, rule
from imece.core.rules_of_identity import eleventh_digit_steps, tax_number_steps, tenth_digit_steps
from imece.core.ui.rule_answer import lines_of, shown
from imece.core.ui.rule_form import ON, payload_of, rule_form
from imece.core.ui.rule_words import WORDS

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
RULES_OF_CORE = [
    "ID-02",
    "ID-03",
    "ID-06",
    "ID-11",
    "ID-14",
    "ID-17",
    "ID-18",
    "ID-19",
    "ID-20",
    "ID-22",
    "ID-23",
    "ID-26",
    "ID-27",
    "TR-01",
    "TR-03",
    "TR-05",
    "TR-06",
    "KVK-10",
]


class Wage(msgspec.Struct):
    months: int = 1


@pytest.fixture
def wage_rule() -> Any:
    """A rule with a dated number, taken out again after the test."""

    @rule("TEST-01", title="Deneme", article="test", input_type=Wage, example={"months": 2})
    def wage(asked: Wage, parameters: Parameters) -> Outcome:
        return Outcome(parameters.decimal("min_wage_gross_month") * asked.months)

    yield wage
    del RULES["TEST-01"]


def value_of(rule_id: str, **question: Any) -> Any:
    return ask(rule_id, json.dumps(question), DAY).as_json()["value"]


@pytest.mark.parametrize("rule_id", RULES_OF_CORE)
def test_the_core_registers_its_rules(rule_id: str) -> None:
    assert rule_id in RULES


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_every_rule_answers_its_own_example_and_makes_a_form(rule_id: str) -> None:
    known = RULES[rule_id]
    answer = ask(rule_id, json.dumps(known.example), DAY).as_json()
    assert answer["rule"] == rule_id
    assert str(known.title)
    json.dumps(answer)
    assert set(known.example) <= set(rule_form(known).fields)


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_a_person_reads_words_not_names(rule_id: str) -> None:
    """The form's labels and the answer's, in Turkish: nothing of what programs write."""
    known = RULES[rule_id]
    unknown = [name for name in rule_form(known).fields if name != ON and name not in WORDS]
    answer = ask(rule_id, json.dumps(known.example), DAY).as_json()["value"]
    unknown += [name for name in _names_in(answer) if name not in WORDS]
    assert unknown == [], "add them to core/ui/rule_words.py"
    assert all(
        isinstance(value, str)
        for _name, value in lines_of(ask(rule_id, json.dumps(known.example), DAY).outcome.value)
    )


def _names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(_names_in(one) for one in value.values()))
    return set().union(*(_names_in(one) for one in value)) if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"), (True, "Evet"), (date(2026, 6, 4), "04.06.2026"), (Decimal("33030.00"), "33.030,00"),
        (2026, "2026"), (["a", False], "a; Hayır"),
        ({"lowest": 1, "parts": {"province": "06"}}, "En az: 1, Parçaları · İl: 06"),
    ],
)  # fmt: skip
def test_an_answer_is_written_as_everywhere(value: Any, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_the_form_of_a_rule_asks_what_its_example_asks(rule_id: str) -> None:
    known = RULES[rule_id]
    form = rule_form(known)
    shown = {name: form[name].value() for name in form.fields}
    posted = {
        name: "on" if value is True else value for name, value in shown.items() if value not in (None, False)
    }
    bound = rule_form(known, posted)
    assert bound.is_valid(), bound.errors
    by_form = ask(rule_id, payload_of(bound), DAY).as_json()["value"]
    assert by_form == ask(rule_id, json.dumps(known.example), DAY).as_json()["value"]


@pytest.mark.parametrize(
    ("vector", "rule_id", "number", "is_valid", "kind"),
    [
        ("T-ID-01", "ID-02", "10000000146", True, "TC"),
        ("T-ID-02", "ID-02", "10000000147", False, "TC"),
        ("T-ID-05", "ID-02", "07291716092", False, "TC"),
        ("T-ID-10", "ID-02", "１７２９１７１６０６０", False, "TC"),
        ("T-ID-11", "ID-02", " 17291716060 ", True, "TC"),
        ("T-ID-13", "ID-06", "99000000042", True, "YKN"),
        ("T-ID-17", "ID-11", "4540536920", True, "VKN"),
        ("T-ID-20", "ID-11", "0012345672", True, "VKN"),
        ("T-ID-22", "ID-17", "0313055766900016", True, "MERSIS"),
        ("T-ID-25", "ID-18", "DE89370400440532013000", False, "IBAN"),
    ],
)
def test_T_ID_numbers_as_rules(vector: str, rule_id: str, number: str, is_valid: bool, kind: str) -> None:
    value = value_of(rule_id, number=number)
    assert (value["is_valid"], value["kind"]) == (is_valid, kind), vector
    assert bool(value["problem"]) != is_valid


@pytest.mark.parametrize("number", ["10000000146", "17291716060", "12345678950", "99000000042"])
def test_ID_02_the_steps_reckon_the_check_digits_themselves(number: str) -> None:
    digits = [int(one) for one in number]
    for steps in (tenth_digit_steps(digits), eleventh_digit_steps(digits)):
        reckoned, written = steps[-2].value, steps[-1].value
        assert reckoned.endswith(f"= {written}")


@pytest.mark.parametrize("number", ["4540536920", "1234567890", "0012345672", "3130557669"])
def test_ID_11_the_steps_reckon_the_check_digit(number: str) -> None:
    steps = tax_number_steps([int(one) for one in number])
    assert steps[1].value.endswith(f"= {steps[2].value}")


def test_TR_rules_answer_the_vectors() -> None:
    assert value_of("TR-01", text="istanbul ışık") == "İSTANBUL IŞIK"  # T-TR-01
    assert len(value_of("TR-01", text="İZMİR", to="lower")) == 5  # T-TR-03
    assert {value_of("TR-03", text=one) for one in ("İŞÇİ", "işçi", "ISCI", "isci")} == {"isci"}  # T-TR-04
    towns = [
        "Ünye",
        "Uşak",
        "Şırnak",
        "Sivas",
        "Ödemiş",
        "Ordu",
        "İzmir",
        "Iğdır",
        "Denizli",
        "Çorum",
        "Ceyhan",
    ]
    in_order = [
        "Ceyhan",
        "Çorum",
        "Denizli",
        "Iğdır",
        "İzmir",
        "Ordu",
        "Ödemiş",
        "Sivas",
        "Şırnak",
        "Uşak",
        "Ünye",
    ]
    assert value_of("TR-06", words=towns) == in_order  # T-TR-06
    assert value_of("TR-05", text="I\u0307zmir") == "İzmir"  # T-TR-07
    assert value_of("KVK-10", number="12345678945", name="Ayşe Yılmaz") == {
        "number": "123******45",
        "name": "A*** Y*****",
    }


def test_an_answer_names_the_rows_it_rests_on(wage_rule: Any) -> None:
    answer = ask("TEST-01", '{"months": 2}', DAY).as_json()
    assert answer["value"] == "66060.00"
    assert [row["name"] for row in answer["parameters"]] == ["min_wage_gross_month"]
    assert answer["parameters"][0]["valid_from"] == "2026-01-01"
    assert ask("TEST-01", "{}", date(2024, 5, 1)).as_json()["value"] == "20002.50"


@pytest.mark.parametrize(
    ("rule_id", "payload", "code"),
    [
        ("YOK-99", "{}", "RULE-001"),
        ("ID-02", "{}", "RULE-002"),
        ("ID-02", '{"number": 5}', "RULE-002"),
        ("ID-02", "nicht json", "RULE-002"),
        ("ID-02", '{"number": "1", "x": 1}', "RULE-002"),
    ],
)
def test_bad_questions_get_a_code_and_an_example(rule_id: str, payload: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        ask(rule_id, payload, DAY)
    assert caught.value.code == code


def test_a_day_before_every_row_is_an_error_not_a_guess(wage_rule: Any) -> None:
    with pytest.raises(Problem) as caught:
        ask("TEST-01", "{}", date(1999, 1, 1))
    assert caught.value.code == "PAR-001"


# ---- the command
def test_the_command_answers_json(wage_rule: Any) -> None:
    out = StringIO()
    call_command("rule", "TEST-01", '{"months": 3}', on=date(2025, 7, 1), stdout=out)
    assert json.loads(out.getvalue())["value"] == "78016.50"


def test_the_command_lists_every_rule() -> None:
    out = StringIO()
    call_command("rule", list=True, stdout=out)
    listed = json.loads(out.getvalue())
    assert [one["id"] for one in listed] == sorted(RULES)
    assert all({"title", "article", "schema", "example"} <= one.keys() for one in listed)


def test_the_command_says_what_is_wrong() -> None:
    with pytest.raises(CommandError, match="RULE-002"):
        call_command("rule", "ID-02", "{}", stdout=StringIO())


# ---- over HTTP
def test_programs_list_and_ask_rules(client: Client) -> None:
    listed = client.get("/api/rules/").json()["rules"]
    assert {"ID-02", "TR-03"} <= {one["id"] for one in listed}
    assert client.get("/api/rules/ID-02/").json()["example"] == {"number": "10000000146"}
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/api/rules/ID-02/", '{"number": "10000000146"}', content_type="application/json")
    assert answer.status_code == 200
    assert answer.json()["value"]["is_valid"] is True


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("post", "/api/rules/ID-02/", "{}", 422, "RULE-002"),
        ("post", "/api/rules/YOK/", "{}", 404, "RULE-001"),
        ("get", "/api/rules/YOK/", "", 404, "RULE-001"),
        ("post", "/api/rules/ID-02/?on=gestern", "{}", 422, "API-422"),
        ("put", "/api/rules/ID-02/", "{}", 405, "API-405"),
        ("post", "/api/rules/", "{}", 405, "API-405"),
    ],
)
def test_programs_get_problem_json(
    client: Client, method: str, path: str, body: str, status: int, code: str
) -> None:
    response = client.generic(method.upper(), path, body, content_type="application/json")  # ascii: a method
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["remedy"]


# ---- the page
def test_the_page_lists_and_searches_without_accents(client: Client) -> None:
    html = client.get("/hesapla/?q=iskur").content.decode()
    assert "/hesapla/ID-22/" in html
    assert "/hesapla/TR-06/" not in html
    assert "/hesapla/TR-06/" in client.get("/hesapla/").content.decode()


def test_the_page_is_filled_with_the_example_and_answers(client: Client) -> None:
    html = client.get("/hesapla/ID-02/").content.decode()
    assert 'value="10000000146"' in html
    response = client.post("/hesapla/ID-02/", {"number": "10000000146"})
    answered = response.content.decode()
    assert response.status_code == 200
    assert "(2 × 7 − 0) mod 10 = 4" in answered or "mod 10 = 4" in answered
    assert "NVİ" in answered


def test_the_page_shows_the_rows_used_on_another_day(client: Client, wage_rule: Any) -> None:
    html = client.post("/hesapla/TEST-01/", {"months": "1", "on__day": "01.06.2024"}).content.decode()
    assert "20002.50" in html
    assert "01.01.2024" in html
    assert "Asgari Ücret Tespit Komisyonu" in html
    refused = client.post("/hesapla/TEST-01/", {"months": "1", "on__day": "01.06.1999"})
    assert refused.status_code == 422
    assert "PAR-001" in refused.content.decode()


def test_the_page_keeps_a_wrong_question_and_says_why(client: Client) -> None:
    response = client.post("/hesapla/ID-02/", {"number": ""})
    assert response.status_code == 422
    assert "data-error-summary" in response.content.decode()
    assert client.get("/hesapla/YOK-1/").status_code == 404
