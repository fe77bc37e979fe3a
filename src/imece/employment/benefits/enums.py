"""Kinds, states and grounds of declarations (§8)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DeclarationKind(TextChoices):
    JOB_LOSS = "ikt", _("İKT: job-loss compensation")
    UNEMPLOYMENT = "io", _("İÖ: unemployment benefit, notice of leaving")
    SHORT_TIME = "kco", _("KÇÖ: short-time work allowance, request")


class DeclarationState(TextChoices):
    """BLD-12: Taslak, Gönderildi, İncelemede, Uygun, Kısmen uygun, Ret, Sonlandı."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Declaration sent")
    IN_REVIEW = "in_review", _("In review")
    SUITABLE = "suitable", pgettext_lazy("declaration", "Suitable")
    PARTLY_SUITABLE = "partly_suitable", _("Partly suitable")
    REFUSED = "refused", _("Declaration refused")
    ENDED = "ended", _("Declaration ended")


class Ground(TextChoices):
    """BLD-04, BLD-09: the last three are indirect and refused; force majeure itself needs no board."""

    GENERAL_CRISIS = "general_crisis", _("General economic crisis")
    SECTOR_CRISIS = "sector_crisis", _("Sectoral crisis")
    REGIONAL_CRISIS = "regional_crisis", _("Regional crisis")
    EPIDEMIC = "epidemic", _("General epidemic")
    FORCE_MAJEURE = "force_majeure", _("Force majeure: earthquake, fire, flood")
    OUTSIDE_EFFECT = "outside_effect", _("Force majeure: a passing state from outside effects")
    CASH_SHORTAGE = "cash_shortage", _("Shortage of cash")
    PAYMENT_DIFFICULTY = "payment_difficulty", _("Difficulty of payment")
    STOCK = "stock", _("Stock that does not sell")


class PaperKind(TextChoices):
    """BLD-09, BLD-12 (ekler): what the employer attaches to a draft, and what the unit adds in its review."""

    REQUEST = "request", _("Request form")
    EVIDENCE = "evidence", _("Evidence of the ground")
    UNION_NOTICE = "union_notice", _("Notice to the trade union")
    OTHER = "other", pgettext_lazy("a paper", "Other")
    INSPECTION_REPORT = "inspection", _("Report of the inspection")
    BOARD_DECISION = "board", _("Decision of the board of directors")


class FindingKind(TextChoices):
    """BLD-09: what stands inside the unit's decision on short-time work."""

    INSPECTION = "inspection", _("Suitability check by Guidance and Inspection")
    BOARD = "board", _("Decision of the board of directors")


class FindingResult(TextChoices):
    SUITABLE = "suitable", pgettext_lazy("a finding", "Suitable")
    PARTLY = "partly", pgettext_lazy("a finding", "Partly suitable")
    UNSUITABLE = "unsuitable", pgettext_lazy("a finding", "Not suitable")
