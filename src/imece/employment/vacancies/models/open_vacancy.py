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


class OpenVacancy(models.Model):
    """The narrow search table: one row per open vacancy, written and deleted in the transaction of its move.

    `words` holds Turkish stems made in Python: with weight A those of the heading, the occupation and the place,
    without weight the text's, those of synonyms and further occupations, and the employer's name where it is
    published. Facets stand in it with weight A as lexemes that no typed word can become (`_p6`, `_wpart_time`), and
    so does every employer's name, without weight (`_e…`), for people who have signed in (technology study §2, §3:
    narrow rows answer several times faster than the main table with its text).
    """

    vacancy = models.OneToOneField(
        Vacancy, on_delete=models.CASCADE, primary_key=True, related_name="open_row"
    )
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
    accepted_ids = ArrayField(
        models.BigIntegerField(), default=list
    )  # further occupations, without the first
    words = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="open_vacancy_words"),
            GinIndex(TitleWords("words"), name="open_vacancy_title_words"),
            GinIndex(fields=["accepted_ids"], name="open_vacancy_accepted"),
            models.Index(
                "province_id",
                "district_id",
                F("published_at").desc(),
                F("vacancy").desc(),
                name="open_vacancy_by_place",
            ),
            models.Index(
                "province_id",
                "occupation_id",
                F("published_at").desc(),
                F("vacancy").desc(),
                name="open_vacancy_by_work",
            ),
            models.Index(
                "occupation_id",
                F("published_at").desc(),
                F("vacancy").desc(),
                name="open_vacancy_by_occupation",
            ),
            models.Index(
                "province_id", F("published_at").desc(), F("vacancy").desc(), name="open_vacancy_by_province"
            ),
            models.Index(
                "personal_status",
                "province_id",
                F("published_at").desc(),
                F("vacancy").desc(),
                condition=~Q(personal_status="normal"),
                name="open_vacancy_by_status",
            ),
            models.Index(F("published_at").desc(), F("vacancy").desc(), name="open_vacancy_by_newest"),
        ]
