from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Lookup, Q

from imece.employment.vacancies.models.vacancy import Vacancy


@SearchVectorField.register_lookup
class Matches(Lookup):
    """`words__matches="'garson' & '_p6'"`: the text is a tsquery as it stands, sent as a parameter."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", (*left_values, *right_values)


class TitleWords(Func):
    """The part of `words` that stands in the heading or occupation (weight A), with the facets."""

    function = "ts_filter"
    template = "%(function)s(%(expressions)s, '{a}')"
    output_field = SearchVectorField()


class PlacedWords(Func):
    """`words`, each with its province before it: `6:kaynak` for `kaynak` of a row in Ankara.

    A word of one province is one short list of an index then, instead of two long ones to be joined.
    """

    function = "vacancies_placed_words"
    output_field = SearchVectorField()


class Unindexed(Func):
    """An instant as it is, in a shape no index has: so that the planner asks the index of words for the hits of a word
    it does not know, and never walks all rows by day in search of a rare one.
    """

    template = "(%(expressions)s + interval '0')"
    output_field = models.DateTimeField()


class SearchColumns(models.Model):
    """What an open vacancy is filtered and ordered by, without its words."""

    published_at = models.DateTimeField()
    occupation_id = models.BigIntegerField()
    province_id = models.PositiveSmallIntegerField()
    min_education_rank = models.PositiveSmallIntegerField(default=0)
    is_abroad = models.BooleanField(default=False)
    is_name_published = models.BooleanField(default=False)
    district_id = models.CharField(max_length=5)
    highest_wage_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)  # lira a month
    personal_status = models.CharField(max_length=20)
    work_kind = models.CharField(max_length=20)
    work_area = models.CharField(max_length=20, default="")
    position = models.CharField(max_length=20, default="")
    sector = models.CharField(max_length=10, default="")
    application_area = models.CharField(max_length=10, default="")

    class Meta:
        abstract = True


FACETS = ("personal_status", "sector", "work_kind", "work_area", "position", "is_abroad")
"""Stand in the indexes too, so that a page of keys is answered without reading a row."""


def newest_by(*columns: str, name: str, include: tuple[str, ...] = FACETS, **more: Any) -> models.Index:
    """The index of a list ordered by day, newest first, for equal values of `columns`."""
    order = (F("published_at").desc(), F("vacancy").desc())
    return models.Index(*columns, *order, name=name, include=include, **more)


def found_by(expression: str | Func, name: str) -> GinIndex:
    """Every change goes into the index at once: a list of pending ones would be read through by each search."""
    return GinIndex(expression, name=name, fastupdate=False)


class OpenVacancy(SearchColumns):
    """The narrow search table: one row per open vacancy, written and deleted in the transaction of its move.

    `words` holds Turkish stems made in Python: with weight A those of the heading, the occupation and the place,
    without weight the text's, those of synonyms and further occupations, and the employer's name where it is
    published. Province, district and occupations stand in it with weight A as lexemes that no typed word can become
    (`_p6`), so do the times of its publication (`_n128.3851`, see `domain/search/recency.py`), and without weight
    every employer's name, for people who have signed in (`_e…`; technology study §2, §3: narrow rows answer several
    times faster than the main table with its text).
    """

    vacancy = models.OneToOneField(
        Vacancy, on_delete=models.CASCADE, primary_key=True, related_name="open_row"
    )
    accepted_ids = ArrayField(
        models.BigIntegerField(), default=list
    )  # further occupations, without the first
    words = SearchVectorField()

    class Meta:
        indexes = [
            found_by("words", name="open_vacancy_words"),
            found_by(PlacedWords("words", "province_id"), name="open_vacancy_placed_words"),
            found_by(TitleWords("words"), name="open_vacancy_title_words"),
            found_by("accepted_ids", name="open_vacancy_accepted"),
            newest_by("province_id", "district_id", name="open_vacancy_by_place"),
            newest_by("province_id", "work_kind", "sector", name="open_vacancy_by_kind"),
            newest_by("province_id", name="open_vacancy_by_province"),
            newest_by("occupation_id", name="open_vacancy_by_occupation", include=("personal_status",)),
            newest_by(
                "personal_status",
                "province_id",
                name="open_vacancy_by_status",
                condition=~Q(personal_status="normal"),
            ),
            newest_by(name="open_vacancy_by_newest"),
        ]


class OpenOccupation(SearchColumns):
    """One row for each occupation an open vacancy is found by: its own, and each further one that is accepted.

    So a search by occupation walks one index to its page instead of joining two sets (ADR 0016). Written with the
    row of the vacancy, from that row; gone with it.
    """

    vacancy = models.ForeignKey(
        OpenVacancy, on_delete=models.CASCADE, related_name="occupation_rows", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "occupation_id"], name="open_occupation_once")
        ]
        indexes = [
            newest_by("occupation_id", "province_id", name="open_occupation_by_place"),
            newest_by("occupation_id", name="open_occupation_by_newest"),
        ]


class OpenTitleWord(models.Model):
    """One row for each word with weight A of an open vacancy, without its facets (ADR 0016).

    So the hits of a word in headings are a list in the order of the page, of which fifteen are read. Written with the
    row of the vacancy, gone with it.
    """

    vacancy = models.ForeignKey(
        OpenVacancy, on_delete=models.CASCADE, related_name="title_rows", db_index=False
    )
    word = models.TextField()
    published_at = models.DateTimeField()
    personal_status = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vacancy", "word"], name="open_title_word_once")]
        indexes = [newest_by("word", name="open_title_word_by_newest", include=("personal_status",))]
