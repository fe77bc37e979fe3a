from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from imece.employment.vacancies.models.vacancy import Vacancy


class OpenVacancy(models.Model):
    """The narrow search table: one row per open vacancy, written and deleted in the transaction of its move.

    `words` holds Turkish stems made in Python: the heading and occupation with weight A, the text with weight D
    (technology study §2, §3: narrow rows answer several times faster than the main table with its text).
    """

    vacancy = models.OneToOneField(
        Vacancy, on_delete=models.CASCADE, primary_key=True, related_name="open_row"
    )
    published_at = models.DateTimeField()
    province_id = models.PositiveSmallIntegerField()
    district_id = models.CharField(max_length=5)
    occupation_id = models.BigIntegerField()
    personal_status = models.CharField(max_length=20)
    work_kind = models.CharField(max_length=20)
    words = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="open_vacancy_words"),
            models.Index(
                fields=["province_id", "district_id", "-published_at"], name="open_vacancy_by_place"
            ),
            models.Index(
                fields=["province_id", "occupation_id", "-published_at"], name="open_vacancy_by_work"
            ),
            models.Index(fields=["occupation_id", "-published_at"], name="open_vacancy_by_occupation"),
            models.Index(fields=["province_id", "-published_at"], name="open_vacancy_by_province"),
            models.Index(fields=["-published_at", "-vacancy"], name="open_vacancy_by_newest"),
        ]
