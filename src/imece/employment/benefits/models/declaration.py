from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.employment.benefits.enums import DeclarationKind, DeclarationState, Ground
from imece.employment.employers.models import Workplace


class Declaration(models.Model):
    """**Bildirge** (P6.2, BLD-12): one workplace's İKT, İÖ or KÇÖ, with its list of workers.

    `ground`, hours, `stopped_weeks` (BLD-05) and `union_told_on` are KÇÖ's alone. `announced_on` is the posting at the
    workplace after approval (BLD-10); `back_on` the day of normal work again, told on `end_told_on` (BLD-11). The unit
    is the workplace's.
    """

    is_watched = True

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(_("Kind of declaration"), max_length=5, choices=DeclarationKind)
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="declarations")
    state = models.CharField(max_length=20, choices=DeclarationState, default=DeclarationState.DRAFT)
    ground = models.CharField(_("Ground of the request"), max_length=20, choices=Ground, blank=True)
    reason = models.TextField(_("Reason in words"), blank=True)
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"), null=True, blank=True)
    normal_hours = models.PositiveSmallIntegerField(_("Normal weekly hours"), default=45)
    short_hours = models.PositiveSmallIntegerField(_("Weekly hours in short-time work"), default=0)
    stopped_weeks = models.PositiveSmallIntegerField(_("Weeks for which a part stops altogether"), default=0)
    union_told_on = models.DateField(_("Trade union told on"), null=True, blank=True)
    announced_on = models.DateField(_("Announced at the workplace on"), null=True, blank=True)
    final_list_at = models.DateTimeField(_("Final list sent at"), null=True, blank=True)  # BLD-10
    back_on = models.DateField(_("Normal work again on"), null=True, blank=True)
    end_told_on = models.DateField(_("Told of the end on"), null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("declaration")
        constraints = [
            models.CheckConstraint(
                name="declaration_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                name="declaration_short_time_has_its_facts",
                condition=~Q(kind=DeclarationKind.SHORT_TIME) | (~Q(ground="") & Q(ends_on__isnull=False)),
                violation_error_message=_("A request for short-time work has a ground and a last day."),
            ),
        ]
        indexes = [
            models.Index(fields=["workplace", "-created_at"], name="declaration_by_workplace"),
            models.Index(fields=["state", "ends_on"], name="declaration_by_state"),
        ]

    def __str__(self) -> str:
        return self.number


LAST_ACTS = (
    "declaration__saved_at", "declaration__final_list_at", "declaration__end_told_on", "declaration__ends_on",
)  # fmt: skip


class DeclaredWorker(models.Model):
    """An insured person of a declaration; the platform needs no more of him than the law's test asks (BLD-12).

    Amounts are lira a month, days those of SGK. `starts_on` is the day of leaving for İÖ and İKT.
    Without an IBAN it is paid at the post office (PTT).
    """

    is_watched = True
    kept_years, dated_by = 10, LAST_ACTS

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="workers")
    national_id = models.CharField(_("T.C. identity number"), max_length=11)
    given_names = models.CharField(_("Given names"), max_length=100)
    surname = models.CharField(_("Surname"), max_length=100)
    starts_on = models.DateField(_("Starts on"))
    ends_on = models.DateField(_("Ends on"), null=True, blank=True)
    hours_not_worked = models.PositiveSmallIntegerField(_("Hours a month not worked"), null=True, blank=True)
    service_days = models.PositiveSmallIntegerField(_("Days in service of the last 120"))
    premium_days = models.PositiveSmallIntegerField(_("Premium days"))
    average_gross_amount = models.DecimalField(
        _("Average gross wage a month"), max_digits=12, decimal_places=2
    )
    iban = models.CharField(_("IBAN"), max_length=26, blank=True)
    is_left_out = models.BooleanField(default=False)  # of the final list (BLD-10)
    left_without_own_fault = models.BooleanField(_("Left without own will or fault"), default=True)

    class Meta:
        verbose_name = _("worker of a declaration")
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "national_id"],
                name="declared_worker_once",
                violation_error_message=_("This person stands in the list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.surname}"
