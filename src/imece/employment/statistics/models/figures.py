"""Numbers reckoned beforehand, so that a page of the whole country adds up some thousand rows, not some million.

They name nobody. Each is made by `domain/reckon.py` from the statements in `domain/facts.py`; nothing else writes here.
`occupation` empty stands for all occupations together, which is no sum of the others: it is counted by itself.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.employment.statistics.enums import ReckoningName


class Reckoning(models.Model):
    """When a group of figures was made: every page that shows one says so."""

    name = models.CharField(max_length=20, choices=ReckoningName, primary_key=True)
    reckoned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reckoning")

    def __str__(self) -> str:
        return f"{self.name} {self.reckoned_at:%Y-%m-%d %H:%M}"


class Figure(models.Model):
    """Place and occupation, which all share. Without the database's own check: neither is ever deleted,
    and checking each of some hundred thousand rows twice would take longer than making them.
    """

    province = models.ForeignKey(
        "reference.Province", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    occupation = models.ForeignKey(
        "reference.Occupation",
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        db_index=False,  # each table's constraint begins with it
        db_constraint=False,
    )

    class Meta:
        abstract = True


class MarketFigure(Figure):
    """Demand and supply now: open vacancies with their posts, and active profiles that seek the occupation."""

    vacancy_count = models.PositiveIntegerField()
    post_count = models.PositiveIntegerField()
    seeker_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figure of demand and supply")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "province"], nulls_distinct=False, name="market_figure_once"
            )
        ]


class VacancyFigure(Figure):
    """Vacancies and posts by the month they were published in, placements by the month work began in."""

    month = models.DateField()
    vacancy_count = models.PositiveIntegerField()
    post_count = models.PositiveIntegerField()
    placement_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figure of vacancies")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "month", "province"], nulls_distinct=False, name="vacancy_figure_once"
            )
        ]
        indexes = [models.Index(fields=["month", "province"], name="vacancy_figure_by_month")]


class CandidateFigure(Figure):
    """Candidates by the month they applied or were chosen in, and the state they stand in or withdrew from."""

    month = models.DateField()
    state = models.CharField(max_length=30)
    candidate_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figure of candidates")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "month", "province", "state"],
                nulls_distinct=False,
                name="candidate_figure_once",
            )
        ]


class StayFigure(Figure):
    """How many stays in a state, by the month they ended in, lasted so many whole days: from it any median is exact."""

    workflow = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    month = models.DateField()
    day_count = models.PositiveIntegerField()
    stay_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figure of stays")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "month", "province", "workflow", "state", "day_count"],
                nulls_distinct=False,
                name="stay_figure_once",
            )
        ]
