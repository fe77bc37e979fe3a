"""The life of a service version (X4.3): open, its end announced, withdrawn. Versions live side by side."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.exchange.catalogue.enums import ServiceState as S

SERVICE_MOVES = MoveTable(
    name="service_version",
    table="catalogue_serviceversion",
    states=S,
    starts=(S.PUBLISHED,),
    moves=(
        Move("announce_end", _("Announce its end"), (S.PUBLISHED,), S.DEPRECATED, "catalogue.edit", needs_reason=True),
        Move("keep", _("Take it back"), (S.DEPRECATED,), S.PUBLISHED, "catalogue.edit", needs_reason=True),
        Move(
            "withdraw", _("Withdraw the version"), (S.DEPRECATED,), S.WITHDRAWN, "catalogue.withdraw",
            guard="day_has_come",
        ),
    ),
)  # fmt: skip
