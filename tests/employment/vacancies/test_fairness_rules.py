"""NDR-04 … NDR-07, VAC-29, VAC-33, P3.8: the pure rules of the gate, over a table of sentences."""

import json
import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core import turkish
from imece.core.rule_registry import ask
from imece.employment.vacancies.domain.fairness.contact import find_contact_data
from imece.employment.vacancies.domain.fairness.content import Content, demands_of
from imece.employment.vacancies.domain.fairness.gate import Asked, Gate, gated_demands, stand_at_gate
from imece.employment.vacancies.domain.fairness.phrases import phrase_list
from imece.employment.vacancies.domain.fairness.scan import scan_text
from imece.employment.vacancies.enums import FairnessGround
from tests.employment.vacancies.sentences import (
    APART_BY_RIGHT,
    CLEAN,
    CLEAN_IN_ENGLISH,
    FOUND,
    FOUND_IN_ENGLISH,
    SET_APART,
    WITH_CONTACTS,
    WITHOUT_CONTACTS,
)

DRESSES = {
    "as typed": lambda text: text,
    "upper": turkish.upper,
    "lower": turkish.lower,
    "without accents": turkish.fold,
    "foreign capitals": lambda text: turkish.fold(text).upper(),  # ascii: folded before
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "wide blanks": lambda text: text.replace(" ", "\u00a0 "),
    "soft hyphens": lambda text: "\u00ad".join(text),
}


def topics(text: str, **more: str) -> list[str]:
    return [finding.topic for finding in scan_text(text, **more)]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("ground", "sentence"), FOUND, ids=lambda value: value[:40])
def test_NDR_06_it_is_found_however_it_is_typed(ground: str, sentence: str, dress: str) -> None:
    assert ground in topics(DRESSES[dress](sentence))


@pytest.mark.parametrize(("ground", "sentence"), FOUND_IN_ENGLISH, ids=lambda value: value[:40])
def test_NDR_06_it_is_found_in_english(ground: str, sentence: str) -> None:
    for dress in DRESSES.values():
        assert ground in topics(dress(sentence))


@pytest.mark.parametrize(
    "sentence", [*CLEAN, *CLEAN_IN_ENGLISH, *APART_BY_RIGHT], ids=lambda value: value[:40]
)
def test_NDR_06_nothing_is_found_where_nothing_is_asked(sentence: str) -> None:
    assert scan_text(sentence) == []


@pytest.mark.parametrize("sentence", SET_APART)
def test_NDR_06_letters_set_apart_hide_nothing(sentence: str) -> None:
    for dress in DRESSES.values():
        text = turkish.normalize(f"Çalışma saatleri 09.00–18.00. {dress(sentence)}")
        found = scan_text(text)
        assert found
        assert all(text[one.start : one.end] == one.words for one in found)


def test_the_sentence_of_an_approval_holds_the_word_whole() -> None:
    (finding,) = scan_text("Servis vardır. B.A.Y.A.N. eleman alınır. Yemek verilir.")
    assert finding.words == "B.A.Y.A.N. eleman"
    assert finding.sentence == "bayan eleman alinir"


@given(
    case=st.sampled_from(FOUND),
    flips=st.lists(st.booleans(), min_size=80, max_size=80),
    before=st.sampled_from(["", "Atölyemizde iş var. ", "Servis vardır;\n", "- "]),
)
def test_NDR_06_no_mixture_of_cases_hides_a_hit(
    case: tuple[str, str], flips: list[bool], before: str
) -> None:
    ground, sentence = case
    letters = [turkish.upper(one) if up else one for one, up in zip(sentence, flips, strict=False)]
    assert ground in topics(before + "".join(letters) + sentence[len(letters) :])


@pytest.mark.parametrize("sentence", [sentence for _ground, sentence in [*FOUND, *FOUND_IN_ENGLISH]])
def test_the_place_is_that_of_the_words_as_typed(sentence: str) -> None:
    text = f"Çalışma saatleri 09.00–18.00. {sentence}"
    for finding in scan_text(text):
        assert text[finding.start : finding.end] == finding.words


def test_a_row_of_apostrophes_has_one_reading() -> None:
    """Each of them could be a blank or part of a word: 2 to the power of their number, if all were tried."""
    began = time.process_time()
    scan_text("Cinsiyet ayrımı: bayan eleman aranır, cinsiyet " + "'" * 1000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("found", "clean", "more"),
    [
        (FOUND, CLEAN, "Sadece engelliler. Varlıklı aileden gelen, zengin çalışan."),
        (FOUND_IN_ENGLISH, CLEAN_IN_ENGLISH, ""),
    ],
    ids=["turkish", "english"],
)
def test_there_are_sentences_enough_and_every_row_of_the_list_is_proved(
    found: list[tuple[str, str]], clean: list[str], more: str
) -> None:
    assert len(found) >= 80
    assert len(clean) >= 80
    texts = [sentence for _ground, sentence in found] + [more]
    met = {finding.phrase for text in texts for finding in scan_text(text)}
    assert met == {phrase.id for phrase in phrase_list().phrases}


def test_NDR_02_the_list_looks_for_every_ground() -> None:
    """Other physical demands are a field of the form, no words."""
    assert {phrase.topic for phrase in phrase_list().phrases} == {*FairnessGround.values, "fee"} - {"other"}


def test_every_row_says_its_article_and_what_to_write_instead() -> None:
    for phrase in phrase_list().phrases:
        assert phrase.article
        assert phrase.instead["tr"]
        assert phrase.instead["en"]


def test_NDR_07_a_category_vacancy_is_a_positive_measure() -> None:
    text = "Sadece engelli adaylar başvurabilir."
    assert topics(text, personal_status="normal") == ["disability"]
    assert topics(text, personal_status="disabled") == []
    assert topics("Engelli olmayan", personal_status="disabled") == ["disability"]


@pytest.mark.parametrize(("kind", "text"), WITH_CONTACTS)
def test_P3_8_contact_data_are_found(kind: str, text: str) -> None:
    assert kind in [one.kind for one in find_contact_data(text)]


@pytest.mark.parametrize("text", WITHOUT_CONTACTS)
def test_P3_8_numbers_that_are_no_contact_data(text: str) -> None:
    assert find_contact_data(text) == []


@pytest.mark.parametrize(
    ("values", "grounds"),
    [
        ({}, set()),
        ({"sex": "", "min_age": None, "other_physical": ""}, set()),
        ({"sex": "male"}, {"sex"}),
        ({"min_age": 15}, set()),
        ({"min_age": 16}, {"age"}),
        ({"min_age": 15, "max_age": 60}, {"age"}),
        ({"max_weight_kg": 90, "military": "done"}, {"height_weight", "military"}),
    ],
)
def test_NDR_05_off_by_default(values: dict, grounds: set[str]) -> None:
    content = Content(texts={}, demands=demands_of(values))
    assert {ground.value for ground in gated_demands(content, legal_age=15)} == grounds


@pytest.mark.parametrize(
    ("asked", "gate"),
    [
        (None, Gate.MISSING),
        (Asked("occupational", {"sex": "male"}, "asked"), Gate.CHANGED),
        (Asked("occupational", {"sex": "female"}, "asked"), Gate.WAITING),
        (Asked("occupational", {"sex": "female"}, "approved"), Gate.CLEAR),
        (Asked("occupational", {"sex": "female"}, "refused"), Gate.REFUSED),
    ],
)
def test_NDR_05_only_an_approval_of_this_value_opens_the_gate(asked: Asked | None, gate: Gate) -> None:
    exceptions = {"sex": asked} if asked else {}
    assert stand_at_gate({FairnessGround.SEX: {"sex": "female"}}, exceptions) == {FairnessGround.SEX: gate}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "question", "value"),
    [
        pytest.param("NDR-06", {"text": "BAYAN ELEMAN ARANIYOR"}, ["BAYAN ELEMAN"], id="T-VAC-11"),
        ("NDR-06", {"text": "Eleman aranıyor"}, []),
        ("NDR-04", {"ground": "age", "kind": "one_sex"}, False),
        ("NDR-04", {"ground": "age", "kind": "age_limit"}, True),
        pytest.param(
            "NDR-05", {"ground": "sex", "kind": "occupational", "reason": "g" * 30, "is_approved": True}, True,
            id="T-VAC-10",
        ),
        ("NDR-05", {"ground": "sex", "kind": "occupational", "reason": "g" * 29, "is_approved": True}, False),
        ("NDR-05", {"ground": "sex", "kind": "occupational", "reason": "g" * 30}, False),
        ("VAC-29", {"min_age": 15}, True),
        ("VAC-29", {"min_age": 14}, False),
        ("VAC-29", {"min_age": 17, "is_underground_or_underwater": True}, False),
        ("VAC-29", {"min_age": 18, "is_underground_or_underwater": True}, True),
        ("VAC-29", {"min_age": 30, "is_underground_or_underwater": True, "sex": "female"}, False),
        ("VAC-29", {"min_age": 14, "is_light_work": True}, True),
        ("VAC-29", {"min_age": 13, "is_light_work": True}, False),
        ("VAC-29", {"min_age": 14, "is_light_work": True, "is_underground_or_underwater": True}, False),
        ("NDR-08", {}, {"lowest": 17051, "highest": 256357}),
        ("VAC-33", {"text": "Adaylardan hiçbir ücret talep edilmez."}, []),
        ("VAC-33", {"text": "İşe girişte depozito alınır."}, ["depozito alınır"]),
        ("P3.8", {"text": "0532 123 45 67"}, ["0532 123 45 67"]),
    ],
)  # fmt: skip
def test_rules_can_be_asked(rule: str, question: dict, value: object) -> None:
    assert ask(rule, json.dumps(question), date(2026, 11, 21)).as_json()["value"] == value
