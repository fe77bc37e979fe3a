"""The only list of states and moves of credentials and of the KPS Bilgi Formu (design E3)."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.exchange.access.enums import CredentialState as C
from imece.exchange.access.enums import FormState as F

CREDENTIAL_MOVES = MoveTable(
    name="credential",
    table="access_credential",
    states=C,
    starts=(C.REQUESTED,),
    moves=(
        Move("approve", _("Approve"), (C.REQUESTED,), C.APPROVED, "credentials.approve", guard="is_another_person"),
        Move("open", _("Open"), (C.REQUESTED,), C.ACTIVE, "credentials.open", guard="needs_no_form"),
        Move("hand_over", _("Receive"), (C.APPROVED,), C.ISSUED, "credentials.receive", guard="is_named_person"),
        Move("activate", _("Put into use"), (C.ISSUED,), C.ACTIVE, "credentials.receive", guard="is_named_person"),
        Move(
            "take_back", _("Hand over anew"), (C.ISSUED,), C.APPROVED, "credentials.operate", needs_reason=True
        ),
        Move("begin_rotation", _("Replace"), (C.ACTIVE,), C.ROTATING, "credentials.clock"),
        Move("lock", _("Lock"), (C.ACTIVE, C.ROTATING), C.LOCKED, "credentials.lock", needs_reason=True),
        Move(
            "unlock", _("Unlock"), (C.LOCKED,), C.ACTIVE, "credentials.operate", guard="no_other_is_active",
            needs_reason=True,
        ),
        Move("retire", _("Retire"), (C.ROTATING,), C.RETIRED, "credentials.clock"),
        Move(
            "expire", _("Let expire"), (C.APPROVED, C.ISSUED, C.ACTIVE, C.LOCKED), C.EXPIRED, "credentials.clock"
        ),
        Move(
            "revoke", _("Revoke"), (C.REQUESTED, C.APPROVED, C.ISSUED, C.ACTIVE, C.ROTATING, C.LOCKED), C.REVOKED,
            "credentials.revoke", needs_reason=True,
        ),
    ),
)  # fmt: skip

FORM_MOVES = MoveTable(
    name="information_form",
    table="access_informationform",
    states=F,
    starts=(F.DRAFT,),
    moves=(
        Move("submit", _("Send"), (F.DRAFT, F.RETURNED), F.SUBMITTED, "information_forms.edit", guard="is_complete"),
        Move("take_in", _("Take into process"), (F.SUBMITTED,), F.TAKEN_IN, "information_forms.decide"),
        Move(
            "return", _("Return to be completed"), (F.SUBMITTED, F.TAKEN_IN), F.RETURNED, "information_forms.decide",
            needs_reason=True,
        ),
        Move(
            "approve", _("Approve"), (F.TAKEN_IN,), F.APPROVED, "information_forms.decide",
            guard="is_second_pair_of_eyes",
        ),
        Move(
            "reject", _("Reject"), (F.SUBMITTED, F.TAKEN_IN), F.REJECTED, "information_forms.decide",
            needs_reason=True,
        ),
        Move(
            "withdraw", _("Withdraw the form"), (F.DRAFT, F.SUBMITTED, F.TAKEN_IN, F.RETURNED), F.WITHDRAWN,
            "information_forms.edit",
        ),
    ),
)  # fmt: skip
