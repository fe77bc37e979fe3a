"""What people type into our fields, and the words they get back (TR-09, ID-01, ID-18)."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from imece.core.ui import fields
from imece.core.ui.forms import error_links

EMPTY = ""


@pytest.mark.parametrize(
    "field, typed, value",
    [
        (fields.DateField(), "21.11.2026", date(2026, 11, 21)),
        (fields.DateField(), "1/2/2026", date(2026, 2, 1)),
        (fields.DateField(), "2026-11-21", date(2026, 11, 21)),
        (fields.DateField(required=False), EMPTY, None),
        (fields.DateField(latest=lambda: date(2026, 11, 21)), "21.11.2026", date(2026, 11, 21)),
        (fields.CountField(), "1.234", 1234),
        (fields.CountField(), "0", 0),
        (fields.CountField(required=False), EMPTY, None),
        (fields.MoneyField(), "1.234,56", Decimal("1234.56")),
        (fields.MoneyField(), "1234,5", Decimal("1234.5")),
        (fields.MoneyField(), "22.104,67 TL", Decimal("22104.67")),
        (fields.MoneyField(required=False), EMPTY, None),
        (fields.NationalIdField(), " 10000000146 ", "10000000146"),
        (fields.NationalIdField(required=False), EMPTY, ""),
        (fields.IbanField(), "TR33 0006 1005 1978 6457 8413 26", "TR330006100519786457841326"),
    ],
)
def test_readable_value_is_read(field, typed, value):
    assert field.clean(typed) == value


@pytest.mark.parametrize(
    "field, typed, code",
    [
        (fields.DateField(), "31.02.2027", "no_such_day"),
        (fields.DateField(), "yarın", "date"),
        (fields.DateField(earliest=date(2026, 1, 1)), "31.12.2025", "too_early"),
        (fields.DateField(latest=date(2026, 1, 1)), "02.01.2026", "too_late"),
        (fields.CountField(), "1,5", "integer"),
        (fields.CountField(), "-1", "too_small"),
        (fields.CountField(most=10), "11", "too_large"),
        (fields.MoneyField(), "1.5", "decimal"),
        (fields.MoneyField(), "1,005", "places"),
        (fields.MoneyField(), "-1,00", "negative"),
        (fields.MoneyField(), "9999999999999,00", "too_large"),
        (fields.NationalIdField(), "10000000147", "person_check_digit"),
        (fields.IbanField(), "TR00", None),
    ],
)
def test_unreadable_value_is_said_back(field, typed, code):
    """The message holds what was typed, so that the summary on top is understood by itself."""
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert code is None or refused.value.code == code
    assert typed.strip() in " ".join(refused.value.messages)


class OrderForm(forms.Form):
    title = forms.CharField(label="Başlık", help_text="Kısa")
    shift = forms.ChoiceField(
        label="Vardiya", choices=[("a", "Gündüz"), ("b", "Gece")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Kabul")
    wage_amount = fields.MoneyField(label="Ücret", required=False, initial=Decimal("1234.5"))
    starts_on = fields.DateField(label="Başlangıç", required=False, initial=date(2026, 11, 21))


def test_empty_mandatory_field_says_which():
    form = OrderForm({})
    words = [form.errors[name][0] for name in ("title", "shift", "agreed")]
    assert all(label in said for label, said in zip(("Başlık", "Vardiya", "Kabul"), words, strict=True))
    assert len(set(words)) == 3


def test_values_are_shown_as_people_write_them():
    page = str(OrderForm())
    assert 'value="1.234,50"' in page
    assert 'value="21.11.2026"' in page


def test_field_is_tied_to_its_hint_and_error():
    page = str(OrderForm({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_helptext"' in page
    assert 'id="id_title_error"' in page
    assert page.count("<fieldset") == page.count("<legend>") == 1


def test_summary_repeats_the_fields_words_and_leads_to_them():
    form = OrderForm({"starts_on": "31.02.2027"})
    links = {link.target: link.text for link in error_links(form)}
    assert links == {
        "id_title": form.errors["title"][0],
        "id_shift_0": form.errors["shift"][0],
        "id_agreed": form.errors["agreed"][0],
        "id_starts_on": form.errors["starts_on"][0],
    }
    page = str(form)
    assert all(f'id="{target}"' in page for target in links)


def test_date_unchanged_by_another_spelling():
    form = OrderForm(
        {"title": "a", "shift": "a", "agreed": "on", "starts_on": "2026-11-21"},
        initial={"starts_on": date(2026, 11, 21)},
    )
    assert "starts_on" not in form.changed_data
