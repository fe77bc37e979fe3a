from django.utils.translation import gettext_lazy as _

from imece.core.retention import destroys_old
from imece.exchange.models import Question

destroys_old(
    Question, what=_("Questions asked of other houses about a person"), kept=_("5 years"),
    ground=_("as the exchange's own trail"),
)  # fmt: skip
