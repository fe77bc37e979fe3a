from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RevealPurpose(TextChoices):
    """Why a masked person is looked at by name; he reads it on his own page."""

    COMPARE = "compare", _("To compare with other people before choosing")
    INVITE = "invite", _("To invite to an interview")
    SELECTED = "selected", _("Taken onto the candidate list of the vacancy")


class SearchArea(TextChoices):
    """Where people are looked for, round the place of the work."""

    PROVINCE = "province", _("People of the province of the work, and who wants to work there")
    KM_100 = "km100", _("Provinces up to 100 km away by road")
    KM_250 = "km250", _("Provinces up to 250 km away by road")
    COUNTRY = "country", _("All of Türkiye")
