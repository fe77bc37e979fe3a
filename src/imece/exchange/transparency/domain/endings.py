"""What a citizen's questions about look-ups mean for the end of an account (KVK-06)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.accounts.public import Matter, keeps_person
from imece.exchange.transparency.models import ErasureRequest, WhyRequest

keeps_person(
    Matter(
        _("Questions why somebody looked at your data"),
        "6698 md. 13",
        WhyRequest,
        "person",
        lambda instant: Q(opened_at__gte=instant) | Q(answered_at__gte=instant),
    )
)
keeps_person(
    Matter(
        _("Requests to erase a line of the trail"),
        "6698 md. 7",
        ErasureRequest,
        "person",
        lambda instant: Q(requested_at__gte=instant),
    )
)
