from django.db import models
from django.db.models import Case, F, When
from django.db.models.functions import ExtractMonth, ExtractYear

from imece.employment.jobseekers.models import JobSeeker


class SeekerRow(models.Model):
    """The narrow table by which people are found for a vacancy: one row for each occupation somebody seeks and each
    province he would work in, of active profiles alone. Made from the profile by `domain/rows.py`, never by hand.

    It holds what conditions and score need at speed, and nothing of a special category (KVK-03): no name, sex,
    nationality, personal status or disability. `birth_on` serves lawful age conditions alone and is no part of the
    score. The index covers every column, so that ranking a whole country reads no row (technology study §3); for one
    occupation and province it is in the order of experience, which is the greatest part of the score (`bounds.py`).
    """

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="+", db_index=False)
    occupation_id = models.IntegerField()
    province_id = models.SmallIntegerField()  # where he would work: where he lives, or a further one he named
    lives_in = models.SmallIntegerField()  # province
    district = models.SmallIntegerField()  # the code PP-NN as PPNN; 0: not given
    education = models.SmallIntegerField()  # rank of EducationLevel
    experience_months = models.SmallIntegerField()  # in this occupation
    gains_from = models.DateField(null=True)  # still works in it: from that day a month more each month
    experience_key = models.GeneratedField(  # months; who gains more stands apart, below 0, by when he began
        expression=Case(
            When(gains_from__isnull=True, then=F("experience_months")),
            default=F("experience_months") - ExtractYear("gains_from") * 12 - ExtractMonth("gains_from"),
        ),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    birth_on = models.DateField()  # the last day it can be (ID-09)
    licences = (
        models.IntegerField()
    )  # bits of `domain/bits.py`: classes with what they cover, SRC, psychotechnic
    flags = models.SmallIntegerField()  # bits of `domain/bits.py`: his wishes
    lowest_wage = models.IntegerField(null=True)  # net, whole lira a month

    class Meta:
        verbose_name = "seeker row"
        constraints = [
            models.UniqueConstraint(
                fields=["job_seeker", "occupation_id", "province_id"], name="seeker_row_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["occupation_id", "province_id", "experience_key"],
                include=[
                    "job_seeker",
                    "lives_in",
                    "district",
                    "education",
                    "experience_months",
                    "gains_from",
                    "birth_on",
                    "licences",
                    "flags",
                    "lowest_wage",
                ],
                name="seeker_row_by_work_and_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_seeker_id}: {self.occupation_id} / {self.province_id}"
