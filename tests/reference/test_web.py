"""The dictionary's pages, the picker without and with htmx, province and district (P0.1, P0.3, P0.7, P14.1, OCC-06)."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.utils import timezone

from imece.core.transactions import acting
from imece.reference.domain.occupations import retire_occupation, save_occupation_file
from imece.reference.enums import OccupationFileKind
from imece.reference.models import District, IscoGroup, Occupation
from imece.reference.web.fields import OccupationField, PlaceForm

pytestmark = pytest.mark.django_db


class ByOccupation(forms.Form):
    occupation = OccupationField(label="Meslek")


class Optional(PlaceForm):
    places_required = False


def cook() -> Occupation:
    return Occupation.objects.get(code="5120.80")


def picker(**data) -> ByOccupation:
    return ByOccupation(
        {"occupation" + (f"_{name}" if name != "text" else ""): value for name, value in data.items()}
    )


class TestPicker:
    @pytest.mark.parametrize("text", ["5120.80", "5120.80 Aşçı", "asci", " AŞÇI "])
    def test_code_or_whole_name_is_enough(self, text):
        form = picker(text=text)
        assert form.is_valid()
        assert form.cleaned_data["occupation"] == cook()

    def test_a_key_of_the_table_is_taken(self):
        assert picker(text=str(cook().pk)).is_valid()

    def test_P0_7_search_choose_add_remove_without_script(self):
        searched = picker(text="ahçı", search="1")
        assert not searched.is_valid()
        assert 'value="5120.80"' in str(searched)
        listed = {"text": "ahçı", "for": "ahçı", "choice": "5120.80"}
        added = picker(**listed, add="1")
        assert added.errors.as_data()["occupation"][0].code == "added"
        assert 'value="5120.80 Aşçı"' in str(added)
        sent = picker(**listed)
        assert sent.is_valid()
        assert sent.cleaned_data["occupation"] == cook()
        removed = picker(text="5120.80 Aşçı", remove="1")
        assert removed.errors.as_data()["occupation"][0].code == "removed"
        assert "5120.80" not in str(removed)

    def test_a_choice_from_an_older_list_does_not_count(self):
        form = picker(text="garson", **{"for": "ahçı"}, choice="5120.80")
        assert form.is_valid()
        assert form.cleaned_data["occupation"].name == "Garson"

    @pytest.mark.parametrize(
        "text, code", [("şoför", "choose"), ("qqqqqq", "unknown"), ("9999.99", "unknown"), ("", "required")]
    )
    def test_what_names_none_is_asked_back(self, text, code):
        form = picker(text=text)
        assert [one.code for one in form.errors.as_data()["occupation"]] == [code]
        assert ("Kamyon sürücüsü" in str(form)) == (code == "choose")

    def test_a_retired_occupation_cannot_be_chosen(self, editor):
        retire_occupation(
            occupation=cook(), replaced_by=None, reason="x", actor=editor, today=timezone.localdate()
        )
        assert not picker(text="5120.80").is_valid()

    def test_initial_shows_the_occupation(self):
        for initial in (cook(), cook().pk):
            assert 'value="5120.80 Aşçı"' in str(ByOccupation(initial={"occupation": initial}))

    def test_fragment_lists_as_one_types(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(4):
            page = client.get(
                "/meslekler/secici/?field=occupation&id=id_occupation&occupation=sof&occupation_search=1"
            )
        text = page.content.decode()
        assert page.status_code == 200
        assert "Kamyon sürücüsü" in text
        assert "kamyon şoförü" in text
        assert 'id="id_occupation_found"' in text
        assert "<script" not in text

    @pytest.mark.parametrize("name", ["", "x y", '"><b>', "ı"])
    def test_fragment_takes_no_strange_name(self, client, name):
        assert client.get("/meslekler/secici/", {"field": name, "id": "id_x"}).status_code == 404


class TestPlaceForm:
    def test_district_must_lie_in_the_province(self):
        cankaya = District.objects.get(province=6, name="Çankaya")
        good = PlaceForm({"province": "6", "district": cankaya.pk})
        assert good.is_valid()
        assert good.cleaned_data["district"] == cankaya
        assert "district" in PlaceForm({"province": "34", "district": cankaya.pk}).errors

    def test_without_script_the_second_page_lists_the_districts(self):
        form = PlaceForm({"province": "6", "district": ""})
        assert not form.is_valid()
        assert "Çankaya" in str(form)
        assert "Kadıköy" not in str(form)
        assert "Çankaya" not in str(PlaceForm())
        assert "id_district_helptext" in str(PlaceForm())

    def test_places_may_be_optional(self):
        assert Optional({}).is_valid()
        assert Optional({"province": "6"}).is_valid()
        assert not PlaceForm({}).is_valid()

    @pytest.mark.parametrize("strange", ["x", "-1", "999999", "٦", "6; drop"])
    def test_strange_province(self, strange, client):
        assert not PlaceForm({"province": strange, "district": "06-01"}).is_valid()
        assert "Çankaya" not in client.get("/ilceler/", {"province": strange}).content.decode()

    def test_options_of_a_province(self, client):
        text = client.get("/ilceler/", {"field": "a-province", "a-province": "6"}).content.decode()
        assert text.count("<option") == 1 + District.objects.filter(province=6).count()


class TestDictionary:
    def test_P0_1_fifteen_a_page(self, client):
        text = client.get("/meslekler/?name=sürücü").content.decode()
        assert "Tır sürücüsü" in text
        assert (
            len(
                re.findall(
                    r'href="/meslekler/\d{4}\.\d\d/"', client.get("/meslekler/?isco=7").content.decode()
                )
            )
            == 15
        )

    def test_T_VAC_01_more_than_a_thousand_are_refused(self, client, system):
        rows = [
            Occupation(code=f"{code}.{serial:02}", name=f"Örnek {serial}", isco_group_id=code)
            for code in IscoGroup.objects.filter(code__regex="^2...$").values_list("code", flat=True)
            for serial in range(1, 13)
        ]
        with acting(system):
            Occupation.objects.bulk_create(rows)
        assert len(rows) > 1000
        page = client.get("/meslekler/?isco=2").content.decode()
        assert "2111.01" not in page
        assert "2111.01" in client.get("/meslekler/?code=2111").content.decode()

    def test_OCC_06_page(self, client, editor):
        kind = OccupationFileKind.TRAINING
        save_occupation_file(
            occupation=cook(), kind=kind, title="Mutfak", text="ders bir", reason="", actor=editor
        )
        page = client.get("/meslekler/5120.80/")
        text = page.content.decode()
        assert page.status_code == 200
        for expected in (
            "Aşçı",
            "Malzemeyi hazırlar",
            "ahçı",
            "ders bir",
            "/meslekler/gruplar/512/",
            "Kebap ustası",
        ):
            assert expected in text
        assert client.get("/meslekler/9999.99/").status_code == 404

    def test_OCC_04_a_retired_one_leads_on(self, client, editor):
        chef = Occupation.objects.get(code="3434.80")
        today = timezone.localdate()
        retire_occupation(occupation=cook(), replaced_by=chef, reason="x", actor=editor, today=today)
        assert 'href="/meslekler/3434.80/"' in client.get("/meslekler/5120.80/").content.decode()
        assert "5120.80" not in client.get("/meslekler/?code=5120").content.decode()
        assert "5120.80" in client.get("/meslekler/?code=5120&with_retired=on").content.decode()
        assert cook().valid_to == today - timedelta(days=1)

    def test_OCC_02_tree(self, client, django_assert_max_num_queries):
        assert "/meslekler/gruplar/8/" in client.get("/meslekler/gruplar/").content.decode()
        assert "/meslekler/gruplar/833/" in client.get("/meslekler/gruplar/83/").content.decode()
        with django_assert_max_num_queries(8):
            assert "Kamyon sürücüsü" in client.get("/meslekler/gruplar/8332/").content.decode()
        for unknown in ("10", "99999", "abc"):
            assert client.get(f"/meslekler/gruplar/{unknown}/").status_code == 404
