"""What a request about one's data means for the end of an account (KVK-06)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.accounts.public import Matter, keeps_person
from imece.employment.data_rights.models import DataRequest

keeps_person(
    Matter(
        _("Requests about your data, and their answers"),
        "6698 md. 13",
        DataRequest,
        "person",
        lambda instant: Q(opened_at__gte=instant) | Q(answered_at__gte=instant),
    )
)
