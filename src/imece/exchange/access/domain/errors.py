"""What can be wrong with forms, credentials, keys and addresses."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

SAME_PERSON = define(
    "ACS-001",
    _("{name} stands on the form as administrative and as technical person."),
    remedy=_("Name two different persons; neither receives a credential of his own by it (KPS-10)."),
    status=422,
    article="KPS-10",
)
NOT_AN_OFFICE_LINE = define(
    "ACS-002",
    _("{phone} is not the number of an office line."),
    remedy=_("Give the office's own number; mobile and home numbers are not taken (KPS-04)."),
    status=422,
    article="KPS-04",
)
NOT_A_STATIC_ADDRESS = define(
    "ACS-003",
    _("{address} is no public static address."),
    remedy=_("Give the one address from which your server reaches the Internet; ask your network's keeper."),
    status=422,
    article="KPS-04",
)
FORM_IS_OPEN = define(
    "ACS-004",
    _("The form {number} of this institution is still open ({state})."),
    remedy=_("Finish or withdraw that one first."),
)
NOT_THE_FIRST = define(
    "ACS-005",
    _("This institution is connected already, by the form {number}."),
    remedy=_("Choose what is to change: password, address or contact persons."),
    status=422,
)
NOTHING_TO_CHANGE = define(
    "ACS-006",
    _("{address} is the address in use already."),
    remedy=_("Give the new one, or choose another reason."),
    status=422,
)
FAX_REFUSED = define(
    "ACS-011",
    _("A form that came by fax is not taken into process."),
    remedy=_("Ask for the original by post, or e-signed by registered e-mail (KEP)."),
    status=422,
    article="KPS-01",
)
REGISTRY_MISSING = define(
    "ACS-012",
    _("Without the original's registry number and date the form is not taken into process."),
    remedy=_("Type both as they stand on the incoming paper."),
    status=422,
    article="KPS-01",
)
REGISTERED_LATER = define(
    "ACS-013",
    _("The registry date {day} lies ahead."),
    remedy=_("Give the day on which the original was registered."),
    status=422,
)
SAME_PAIR_OF_EYES = define(
    "ACS-014",
    _("{number} was taken into process by you."),
    remedy=_("Another member of staff must approve it."),
    article="KPS-01",
)
REASON_OF_CHANGE_MISSING = define(
    "ACS-015",
    _("The form changes the connection and does not say why."),
    remedy=_("Write the reason in a sentence."),
    status=422,
    article="PRO-15",
)
ADDRESS_TOO_EARLY = define(
    "ACS-016",
    _("The new address would begin on {day}, before today."),
    remedy=_("Give today or a later day: the change is told beforehand (PRO-15)."),
    status=422,
    article="PRO-15",
)

NOT_NAMED = define(
    "ACS-021",
    _("{client_id} is handed over to {name} alone, whom the form names."),
    remedy=_("That person must sign in and act for the institution. To name another one, send a new form."),
    status=403,
    article="KPS-01",
)
OTHER_IS_ACTIVE = define(
    "ACS-022",
    _("{client_id} is active in its place."),
    remedy=_("Revoke this one; an institution has one credential (X3.1)."),
)
FORM_NEEDED = define(
    "ACS-023",
    _("{client_id} opens only by an approved KPS information form."),
    remedy=_("Hand it over to the person whom its form names."),
    article="KPS-04",
)
WRONG_KIND = define(
    "ACS-024",
    _("{client_id} proves itself by: {kind}."),
    remedy=_("To change that, send a new form."),
)
SANDBOX_FULL = define(
    "ACS-025",
    _("{count} sandbox credentials are open already."),
    remedy=_("Revoke one that is not used any more."),
)

NOT_A_KEY = define(
    "ACS-031",
    _("This is no public key: {what}."),
    remedy=_("Paste a JWK (JSON) or a PEM block that begins with «BEGIN PUBLIC KEY»."),
    status=422,
)
PRIVATE_KEY = define(
    "ACS-032",
    _("This holds the private key. It was not kept."),
    remedy=_("Consider it known to others: make a new pair, and paste the public half alone."),
    status=422,
)
WEAK_KEY = define(
    "ACS-033",
    _("A key of this kind is too weak or unknown here: {what}."),
    remedy=_("Use RSA of 2,048 to 8,192 bits, ECDSA on P-256, or Ed25519."),
    status=422,
)
NOT_A_CERTIFICATE = define(
    "ACS-034",
    _("This is no certificate: {what}."),
    remedy=_("Paste the PEM block that begins with «BEGIN CERTIFICATE»."),
    status=422,
)
CERTIFICATE_OVER = define(
    "ACS-035",
    _("The certificate is valid from {since} to {until}; today it is not."),
    remedy=_("Paste one that is valid now."),
    status=422,
)
CERTIFICATE_STANDS = define(
    "ACS-036",
    _("{client_id} is bound to a certificate already."),
    remedy=_("Another certificate needs a new form («New password or key»)."),
    article="KPS-04",
)
NOT_OPEN = define(
    "ACS-037",
    _("{client_id} is not in use: its state is «{state}»."),
    remedy=_("Look at the list which credential is active."),
)
CHECK_NOT_WAITING = define(
    "ACS-041",
    _("Nothing waits for approval at {address}."),
    remedy=_("Somebody has decided already; look at the list of addresses."),
)
CHECK_NEEDS_ADDRESS = define(
    "ACS-042",
    _("{institution} has no static address in use."),
    remedy=_("The public checks are opened to an address; it comes from an approved form."),
)
