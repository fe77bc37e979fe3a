"""The ISCO-08 tree, the sample of occupations and the ordered lists (OCC-01, OCC-02, OCC-07, §2.2)."""

from collections import Counter

import pytest
from django.core.management import call_command

from imece.core.turkish import fold
from imece.reference.data_files import read_json, read_table
from imece.reference.domain.codes import branch_of, is_occupation_code
from imece.reference.domain.loading import is_loaded
from imece.reference.enums import EducationLevel, LicenceClass
from imece.reference.models import (
    DictionaryVersion,
    IscoGroup,
    Occupation,
    OccupationChange,
    OccupationSynonym,
)

SAMPLE = read_json("occupations.json")
TREE = {row["code"]: row for row in read_table("isco08.csv", delimiter="|")}


@pytest.mark.parametrize("digits, count", [(1, 10), (2, 43), (3, 130), (4, 436)])
def test_OCC_02_isco_counts(digits, count):
    assert sum(len(code) == digits for code in TREE) == count


def test_OCC_02_every_group_hangs_on_one_above_and_bears_both_titles():
    assert all(code[:-1] in TREE for code in TREE if len(code) > 1)
    assert all(row["name_tr"] and row["name_en"] for row in TREE.values())
    assert not any(row["name_tr"] == row["name_en"] for row in TREE.values())


def test_OCC_02_one_title_a_level_in_each_language():
    for digits in range(1, 5):
        for language in ("name_tr", "name_en"):
            titles = Counter(row[language] for code, row in TREE.items() if len(code) == digits)
            assert not [title for title, count in titles.items() if count > 1]


@pytest.mark.parametrize(
    "code, title",
    [("0110", "Commissioned armed forces officers"), ("2512", "Software developers"), ("5120", "Cooks"),
     ("8332", "Heavy truck and lorry drivers"), ("9629", "Elementary workers not elsewhere classified")],
)  # fmt: skip
def test_some_unit_groups(code, title):
    assert TREE[code]["name_en"] == title


def test_OCC_07_sample_covers_all_major_groups():
    assert len(SAMPLE) >= 400
    assert {one["code"][0] for one in SAMPLE} == set("0123456789")
    assert sum("description" in one for one in SAMPLE) >= 60
    assert len({one["code"] for one in SAMPLE}) == len({one["name"] for one in SAMPLE}) == len(SAMPLE)


def test_OCC_01_sample_rows_are_well_formed():
    for one in SAMPLE:
        synonyms = [fold(synonym) for synonym in one.get("synonyms", [])]
        assert is_occupation_code(one["code"]), one
        assert one["code"][:4] in TREE, one
        assert one["name"] == one["name"].strip(), one
        assert len({fold(one["name"]), *synonyms}) == len(synonyms) + 1, one


@pytest.mark.parametrize(
    "code, valid",
    [("8160.29", True), ("8160.2", False), ("816O.29", False), ("8160", False), ("٨١٦٠.29", False)],
)
def test_T_ID_31_occupation_code(code, valid):
    assert is_occupation_code(code) is valid


def test_OCC_02_branch():
    assert branch_of("8160.29") == ("8", "81", "816", "8160")


def test_education_levels_are_ordered():
    assert EducationLevel.PRIMARY.rank < EducationLevel.BACHELOR.rank < EducationLevel.DOCTORATE.rank
    assert EducationLevel.between("associate", "master") == ["associate", "bachelor", "master"]
    assert EducationLevel.at_least("master") == ["master", "doctorate"]
    assert not EducationLevel.LOWER_SECONDARY.has_department
    assert EducationLevel.UPPER_SECONDARY.has_department


def test_licence_classes_of_the_form():
    assert LicenceClass.values == [
        "M",
        "A1",
        "A2",
        "A",
        "B1",
        "B",
        "BE",
        "C1",
        "C1E",
        "C",
        "CE",
        "D1",
        "D1E",
        "D",
        "DE",
        "F",
        "G",
    ]


@pytest.mark.parametrize(
    "held, asked, covered",
    [("CE", "B", True), ("C", "C1", True), ("C", "CE", False),
     ("B", "C", False), ("D", "B", True), ("D", "C", False),
     ("A", "A1", True), ("B", "A", False), ("G", "B", False)],
)  # fmt: skip
def test_licence_class_covers(held, asked, covered):
    assert (asked in LicenceClass(held).covers) is covered


@pytest.mark.django_db
class TestLoaded:
    def test_everything_of_the_files_is_there(self):
        assert IscoGroup.objects.count() == 10 + 43 + 130 + 436 + 1  # and the node for unknown codes
        assert Occupation.objects.filter(is_sample=True).count() == len(SAMPLE)
        assert OccupationSynonym.objects.count() == sum(len(one.get("synonyms", [])) for one in SAMPLE)
        cook = Occupation.objects.get(name="Aşçı")
        assert cook.isco_group.name_en == "Cooks"
        assert len(cook.task_lines) == 4

    def test_second_load_does_nothing(self, capsys):
        assert is_loaded()
        call_command("load_reference")
        assert "nothing changed" in capsys.readouterr().out

    def test_forced_load_changes_no_row(self):
        before = (DictionaryVersion.objects.count(), OccupationChange.objects.count())
        call_command("load_reference", force=True, verbosity=0)
        assert (DictionaryVersion.objects.count(), OccupationChange.objects.count()) == before
