"""What is drawn in Python says the same as a template would, and escapes as one does."""

from typing import Any
from urllib.parse import unquote

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template import engines
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from imece.core.ui.widgets import DRAWN
from imece.core.web.addresses import page_address, row_address

HOSTILE = "\"'><script>&amp;"
CHOICES = [
    ("", "–"),
    ("a", HOSTILE),
    (7, gettext_lazy("Yes")),
    ("Gruplu", [("b", "B"), ("c", mark_safe("<b>C</b>"))]),
    (HOSTILE, "d"),
]


def drawn(source: str, **context: Any) -> str:
    return engines["django"].from_string(source).render(context).strip()


class DjangosRenderer(TemplatesSetting):
    """Django's own templates, as they come."""


@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.TextInput(
            {"maxlength": 11, "readonly": True, "hidden": False, "data-x": HOSTILE, "data-none": None}
        ),
        forms.HiddenInput(),
        forms.EmailInput(),
        forms.NumberInput({"step": 0.5}),
        forms.PasswordInput(render_value=True),
        forms.PasswordInput(),
        forms.CheckboxInput(),
        forms.URLInput(),
        forms.Select(choices=CHOICES),
        forms.Select({"class": "form-select", "required": True}, choices=CHOICES),
        forms.SelectMultiple(choices=CHOICES),
        forms.NullBooleanSelect(),
    ],
    ids=lambda widget: type(widget).__name__,
)
@pytest.mark.parametrize(
    "value", [None, "", "a", 7, 1234, True, HOSTILE, mark_safe("&uuml;"), gettext_lazy("Yes")]
)
def test_widgets_are_drawn_as_by_djangos_templates(widget: forms.Widget, value: Any) -> None:
    theirs = str(widget.render("ad", value, renderer=DjangosRenderer()))
    assert str(widget.render("ad", value)) == theirs.replace("\n\n", "\n")


def test_the_lists_and_inputs_of_our_forms_are_among_the_drawn() -> None:
    for widget in (
        forms.TextInput,
        forms.Select,
        forms.CheckboxInput,
        forms.HiddenInput,
        forms.PasswordInput,
    ):
        assert widget.template_name in DRAWN


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('{% cotton button %}Kaydet{% endcotton %}', '<button class="btn btn-primary" type="submit">Kaydet</button>'),
        (
            '{% cotton button kind="plain" type="button" class="wide" %}Aç{% endcotton %}',
            '<button class="btn wide" type="button">Aç</button>',
        ),
        (
            '{% cotton button :kind="kind" name="eylem" :value="text" disabled %}Sil{% endcotton %}',
            '<button class="btn btn-danger" type="submit" name="eylem" '
            'value="&quot;&#x27;&gt;&lt;script&gt;&amp;amp;" disabled>Sil</button>',
        ),
        (
            '{% cotton button kind="quiet" href="?a=1&amp;b={{ kind }}" %}Git{% endcotton %}',
            '<a class="btn btn-quiet" href="?a=1&amp;b=danger">Git</a>',
        ),
        (
            '{% cotton button :href="nothing" %}Git{% endcotton %}',
            '<button class="btn btn-primary" type="submit">Git</button>',
        ),
        (
            '{% cotton status kind="done" icon="success" %}{{ text }}{% endcotton %}',
            '<span class="status is-done"><svg class="icon" aria-hidden="true" focusable="false">'
            '<use href="/static/imece/icons.svg#success"/></svg>&quot;&#x27;&gt;&lt;script&gt;&amp;amp;</span>',
        ),
        ("{% cotton status %}Yeni{% endcotton %}", '<span class="status">Yeni</span>'),
        (
            '{% cotton icon name="lock" :label="kind" / %}',
            '<svg class="icon" role="img" aria-label="danger" focusable="false">'
            '<use href="/static/imece/icons.svg#lock"/></svg>',
        ),
    ],
)  # fmt: skip
def test_small_components(source: str, html: str) -> None:
    assert drawn(source, kind="danger", text=HOSTILE) == html


def test_a_button_that_is_not_possible_now_stays_and_says_why() -> None:
    html = drawn('{% cotton button kind="danger" :why="why" %}Sil{% endcotton %}', why="Önce <satır>")
    assert html == (
        '<button class="btn" type="submit" aria-disabled="true" title="Önce &lt;satır&gt;">Sil'
        '<span class="visually-hidden">: Önce &lt;satır&gt;</span></button>'
    )


def test_other_components_are_still_templates() -> None:
    assert drawn('{% cotton tile title="Bugün" %}3{% endcotton %}').startswith('<section class="tile">')


@pytest.mark.parametrize("key", ["00001000040", "a b", "İ/ç", "50%", "?x=1#y"])
def test_the_address_of_a_row_leads_to_its_page(key: str) -> None:
    address = row_address("announcement", lambda row: row["no"])
    start = reverse("announcement", args=["0"]).removesuffix("0/")
    assert unquote(address({"no": key}).removeprefix(start).removesuffix("/")) == key
    assert "/" not in address({"no": key}).removeprefix(start).removesuffix("/")


def test_addresses_that_stand_in_a_template_are_asked_once() -> None:
    page_address.cache_clear()
    for _time in range(3):
        assert drawn("{% page_url 'core:set_theme' %}") == reverse("core:set_theme")
    assert page_address.cache_info().misses == 1


@pytest.mark.parametrize(
    "source", ["{% page_url %}", "{% page_url name %}", "{% static path %}", "{% static 'a' 'b' %}"]
)
def test_these_tags_take_a_text_in_quotes(source: str) -> None:
    with pytest.raises(Exception, match="takes one text in quotes"):
        drawn(source)
