from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.enums import ENDS, JobState


class BackgroundJob(models.Model):
    """A long piece of work somebody waits for. `total_count` is empty while it is not known.

    It belongs to the person who asked, acting for the organisation of that moment; `actor` keeps the rights he had
    then, and the work is done with those. `queue_id` is the number in the queue.
    """

    title = models.CharField(max_length=200)
    task_name = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    person_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True, blank=True)
    actor = models.JSONField(encoder=DjangoJSONEncoder)
    language = models.CharField(max_length=2, default="tr")
    queue_id = models.BigIntegerField(null=True, unique=True)
    result_url = models.CharField(max_length=300, blank=True)
    message = models.CharField(max_length=500, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        indexes = [models.Index(fields=["person_id", "-created_at"], name="job_by_person")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in ENDS

    @property
    def percent(self) -> int | None:
        """Whole percent done, or nothing while the total is unknown."""
        return min(100, self.done_count * 100 // self.total_count) if self.total_count else None
