"""Places as loaded: counts, letters, codes, distances (ID-25); countries and languages of CLDR."""

import csv
from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from imece.core.turkish import sort_key
from imece.reference import public
from imece.reference.data_files import FOLDER, read_distances, read_table
from imece.reference.models import District, Province, ProvinceDistance

pytestmark = pytest.mark.django_db


def test_ID_25_counts():
    assert Province.objects.count() == 81
    assert District.objects.count() == 973
    assert ProvinceDistance.objects.count() == 81 * 80
    assert sorted(Province.objects.values_list("code", flat=True)) == list(range(1, 82))


@pytest.mark.parametrize(
    "plate, name, some",
    [
        (1, "Adana", {"Seyhan", "Çukurova", "Yüreğir"}),
        (6, "Ankara", {"Çankaya", "Şereflikoçhisar", "Kızılcahamam"}),
        (34, "İstanbul", {"Üsküdar", "Beşiktaş", "Şişli", "Kadıköy"}),
        (35, "İzmir", {"Karşıyaka", "Ödemiş", "Çeşme"}),
        (76, "Iğdır", {"Merkez", "Aralık", "Karakoyunlu", "Tuzluca"}),
        (55, "Samsun", {"19 Mayıs", "İlkadım"}),
        (81, "Düzce", {"Akçakoca", "Gölyaka"}),
    ],
)
def test_names_and_letters(plate, name, some):
    province = Province.objects.get(code=plate)
    assert province.name == name
    assert some <= {district.name for district in public.districts_of(plate)}
    assert public.find_province(name) == province


def test_ID_25_postal_codes_begin_with_the_plate():
    districts = District.objects.all()
    assert all(one.postal_codes for one in districts)
    for one in districts:
        assert all(public.postal_code_fits(code, one.province_id) for code in one.postal_codes), one.code
        assert one.code.startswith(f"{one.province_id:02}-")


@pytest.mark.parametrize(
    "code, province, fits",
    [("06420", 6, True), ("6420", 6, False), ("34420", 6, False), ("0642O", 6, False), ("٠٦٤٢٠", 6, False)],
)
def test_ID_25_postal_code(code, province, fits):
    assert public.postal_code_fits(code, province) is fits


@pytest.mark.parametrize("one, other, km", [(34, 6, 453), (6, 35, 582), (1, 1, 0), (22, 30, 2011)])
def test_known_distances(one, other, km):
    assert public.distance_between(one, other) == km
    assert public.distance_between(other, one) == km


def test_distances_are_plausible():
    distances = {(a, b): km for a, b, km in read_distances()}
    assert len(distances) == 81 * 80 // 2
    assert 25 <= min(distances.values()) <= max(distances.values()) <= 2100
    neighbours = [
        public.distance_between(34, 41),
        public.distance_between(54, 41),
        public.distance_between(77, 16),
    ]
    assert all(km < 120 for km in neighbours)


def test_provinces_within(django_assert_num_queries):
    with django_assert_num_queries(1):
        near = [(one.name, one.distance_km) for one in public.provinces_within(150, 6)]
    assert near == [("Ankara", 0), ("Kırıkkale", 74), ("Çankırı", 131)]
    assert [one.name for one in public.provinces_within(0, 6)] == ["Ankara"]
    assert public.provinces_within(3000, 6).count() == 81


def test_P0_11_lists_are_in_turkish_order():
    names = [one.name for one in public.provinces()]
    assert names == sorted(names, key=sort_key)
    assert names.index("Iğdır") + 1 == names.index("Isparta") < names.index("İstanbul")
    assert names.index("Çorum") > names.index("Burdur")
    assert names[-1] == "Zonguldak"


@pytest.mark.parametrize("written", ["İSTANBUL", "istanbul", "ISTANBUL", " Istanbul ", "İstanbul"])
def test_TR_03_province_is_found_as_people_write_it(written):
    assert public.find_province(written).code == 34


def test_district_is_found_in_its_province_only():
    assert public.find_district(6, "CANKAYA").name == "Çankaya"
    assert public.find_district(34, "Çankaya") is None


def test_a_second_district_of_the_name_gets_a_human_message():
    with pytest.raises(ValidationError, match=r"ilçe|district"):
        District(code="06-99", province_id=6, name="Çankaya").full_clean()


def test_district_codes_are_unique_and_of_our_form():
    rows = read_table("districts.csv")
    assert len({row["code"] for row in rows}) == len(rows)
    assert max(Counter(row["province"] for row in rows).values()) < 99


def test_countries_in_both_languages():
    turkish, english = public.country_names("tr"), public.country_names("en")
    assert turkish.keys() == english.keys()
    assert len(turkish) == 249 + 2  # ISO 3166-1, Kosovo and Northern Cyprus
    assert (turkish["DE"], english["DE"]) == ("Almanya", "Germany")
    assert turkish["TR"] == english["TR"] == "Türkiye"
    assert list(turkish.values()) == sorted(turkish.values(), key=sort_key)


def test_languages_in_both_languages():
    turkish, english = public.language_names("tr"), public.language_names("en")
    assert turkish.keys() == english.keys()
    assert {"tr", "en", "ar", "de", "ku", "ru"} <= turkish.keys()
    assert (turkish["fr"], english["fr"]) == ("Fransızca", "French")


def test_attribution_names_every_file_and_its_licence():
    text = (FOLDER / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert all(path.name in text for path in FOLDER.iterdir() if path.name != "ATTRIBUTION.md")
    assert "Copyright (c) 2020 Murat Gözel" in text


def test_distances_file_is_a_triangle():
    with (FOLDER / "distances.csv").open(encoding="utf-8") as file:
        assert [len(row) for row in csv.reader(file)] == list(range(1, 81))
