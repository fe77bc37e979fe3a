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
    """BLD-04, BLD-09: the last three are indirect and refused."""

    GENERAL_CRISIS = "general_crisis", _("General economic crisis")
    SECTOR_CRISIS = "sector_crisis", _("Sectoral crisis")
    REGIONAL_CRISIS = "regional_crisis", _("Regional crisis")
    EPIDEMIC = "epidemic", _("General epidemic")
    FORCE_MAJEURE = "force_majeure", _("Force majeure")
    CASH_SHORTAGE = "cash_shortage", _("Shortage of cash")
    PAYMENT_DIFFICULTY = "payment_difficulty", _("Difficulty of payment")
    STOCK = "stock", _("Stock that does not sell")
