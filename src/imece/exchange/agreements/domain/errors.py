"""What can be wrong with an application, an agreement, a notice, a disputed field."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

# ---------------------------------------------------------------------------------------- applications
NOT_TAKEN = define(
    "AGR-001",
    _("The application is not taken into process: {reasons}"),
    remedy=_("Return it for completion with these reasons; the applicant has 60 days."),
    article="KPS-01, KPS-03",
)
FAX_REFUSED = define(
    "AGR-002",
    _("A letter that came by fax is not an application: an original signature cannot be seen on it."),
    remedy=_("Post the signed original, or e-sign the letter and send it by KEP."),
    status=422,
    article="KPS-01",
)
INCOMPLETE = define(
    "AGR-003",
    _("The application is not complete: {reasons}"),
    remedy=_("Fill in what is missing and send it again; nothing you typed is lost."),
    status=422,
)
NO_INSTITUTION = define(
    "AGR-004",
    _("You act for {name}, which is no institution of the exchange."),
    remedy=_("An institution applies in its own name only; have it opened first (KPS-02)."),
    status=403,
    article="KPS-02",
)
UNKNOWN_SERVICE = define(
    "AGR-005",
    _("There is no service “{service}” with version {version} in the catalogue of {provider}."),
    remedy=_("Choose from the catalogue of the institution you apply to."),
    status=422,
)
UNKNOWN_FIELDS = define(
    "AGR-006",
    _("The service {service} has no field “{fields}”."),
    remedy=_("Choose from the fields that the catalogue lists for it."),
    status=422,
)
NOT_OPEN_TO_KIND = define(
    "AGR-007",
    _("The service {service} is not open to the kind «{kind}»."),
    remedy=_("It is open to: {open_to}."),
    status=422,
    article="KPS-06; 5490 md. 45/1",
)
WRONG_FILE = define(
    "AGR-008",
    _("“{name}” is neither a PDF nor a picture (PNG, JPEG)."),
    remedy=_("Scan the paper as PDF and upload that."),
    status=415,
)
FILE_TOO_LARGE = define(
    "AGR-009",
    _("“{name}” has {size} MB; at most {limit} MB are taken."),
    remedy=_("Scan it with 200 dots an inch in black and white, or leave out what is not asked for."),
    status=413,
)
FIELD_NOT_ASKED = define(
    "AGR-010",
    _("The field “{fields}” was not asked for."),
    remedy=_("Grant only fields that the application names."),
    status=422,
)
NOTE_MISSING = define(
    "AGR-011",
    _("Of {asked} fields you grant {granted} and do not say why."),
    remedy=_("Write in a sentence why the others are not needed; the applicant reads it."),
    status=422,
)
NOT_REVIEWED = define(
    "AGR-012",
    _("Not decided yet: {services}."),
    remedy=_("Decide on the fields of each service first."),
)
NOTHING_GRANTED = define(
    "AGR-013",
    _("No field of any service is granted."),
    remedy=_("Reject the application instead, with its reason."),
)
NO_BOARD_DECISION = define(
    "AGR-014",
    _("No decision of the board approves the application {number}."),
    remedy=_("Enter the board's decision first."),
)
DECIDED_LATER = define(
    "AGR-015",
    _("{day} lies ahead."),
    remedy=_("Give the day on which it happened."),
    status=422,
)
TIME_IS_LEFT = define(
    "AGR-016",
    _("The application can be completed until {until}."),
    remedy=_("It lapses by itself the day after."),
)
NOT_UNDER_REVIEW = define(
    "AGR-017",
    _("The application {number} is not under review: its state is «{state}»."),
    remedy=_("Fields are decided while it is under review."),
)
NOT_RETURNED = define(
    "AGR-018",
    _("The application {number} is not returned for completion: its state is «{state}»."),
    remedy=_("An application that was sent is changed only after the desk has returned it."),
)
# ---------------------------------------------------------------------------------------- agreements
HAS_AGREEMENT = define(
    "AGR-030",
    _("From the application {number} the agreement {agreement} has been prepared already."),
    remedy=_("Go on with that one."),
)
NOT_APPROVED = define(
    "AGR-031",
    _("The application {number} is not approved: its state is «{state}»."),
    remedy=_("An agreement is prepared from an approved application alone."),
)
ANNEX_EMPTY = define(
    "AGR-032",
    _("{annex} opens no service."),
    remedy=_("Add at least one service before you put it before the parties."),
)
ANNEX_FIXED = define(
    "AGR-033",
    _("{annex} is «{state}» and is not changed any more."),
    remedy=_("Take it back for correction, or prepare a new version."),
)
ANNEX_WAITS = define(
    "AGR-034",
    _("{annex} is «{state}» already."),
    remedy=_("Bring that version into force or drop it before you prepare another."),
)
NO_SIGNATORY = define(
    "AGR-035",
    _("{name} is not named as a signatory of {institution} on {day}."),
    remedy=_("Name the person as an authorised signatory of the institution first."),
    status=422,
    article="KPS-03",
)
SIGNED_ALREADY = define(
    "AGR-036",
    _("{institution} signed {annex} on {day}."),
    remedy=_("The other party's signature brings it into force."),
)
SIGNATURES_MISSING = define(
    "AGR-037",
    _("{annex} bears {count} of 2 signatures."),
    remedy=_("It comes into force by itself with the second one."),
)
NOT_A_PARTY = define(
    "AGR-038",
    _("{institution} is no party to {agreement}."),
    remedy=_("Choose one of the two parties: {provider}, {consumer}."),
    status=422,
)
NOT_IN_FORCE = define(
    "AGR-039",
    _("{agreement} is not in force: its state is «{state}»."),
    remedy=_("This is possible only while an agreement is in force."),
)
TERM_RUNS = define(
    "AGR-040",
    _("The term of {agreement} runs until {until}, and its renewal is not ruled out."),
    remedy=_("It ends with the term only after a notice in time; else it is renewed by itself."),
    article="PRO-21",
)
NOTICE_RUNS = define(
    "AGR-041",
    _("No formal notice to the other party has run out unmended{until}."),
    remedy=_("Serve a formal notice first; 30 days after its service the duty must still be unmet."),
    article="PRO-23",
)
CONSENT_MISSING = define(
    "AGR-042",
    _("Not both parties have consented in writing to ending {agreement}."),
    remedy=_("The second consent ends it by itself."),
    article="PRO-23",
)
LAW_NOTICE_MISSING = define(
    "AGR-043",
    _("No notice that {agreement} has become inapplicable is served yet."),
    remedy=_("Write the notice and record its service; sharing ends on that day."),
    article="PRO-24",
)
CONSENTED_ALREADY = define(
    "AGR-044",
    _("{institution} has consented already, on {day}."),
    remedy=_("The other party's consent ends the agreement."),
)
SUSPENDED_ALREADY = define(
    "AGR-045",
    _("This side has suspended already, since {since}."),
    remedy=_("One flag a side is enough; it is lifted when the breach is mended."),
)
LIFTED_ALREADY = define(
    "AGR-046",
    _("This suspension was lifted on {lifted_at}."),
    remedy=_("Nothing more is to be done."),
)
GRANT_STARTED_TODAY = define(
    "AGR-047",
    _("{grant} came into force today and has been suspended; it cannot be replaced on the same day."),
    remedy=_("Bring the new version into force tomorrow."),
)
# ---------------------------------------------------------------------------------------- notices
NO_ADDRESS = define(
    "AGR-060",
    _("{institution} has told no address that a notice could go to."),
    remedy=_("Enter the institution's address first."),
    article="PRO-25",
)
SERVED_ALREADY = define(
    "AGR-061",
    _("The service of this notice is on record: {served_on}."),
    remedy=_("A second one would be a new notice."),
)
ARRIVED_WRONG = define(
    "AGR-062",
    _("{day} cannot be the day of arrival: the notice was written on {written_on}."),
    remedy=_("Give a day from then until today."),
    status=422,
)
NO_FORMAL_NOTICE = define(
    "AGR-063",
    _("This is no formal notice that waits for being mended."),
    remedy=_("Only the sender of a formal notice (ihtar) says that the duty has been met."),
)
NOT_THE_SENDER = define(
    "AGR-064",
    _("The notice is {sender}'s."),
    remedy=_("Only its sender can say so."),
    status=403,
)
# ---------------------------------------------------------------------------------------- onward, disputes
NO_CONSENT = define(
    "AGR-070",
    _("{owner} has given no written consent that {service} go on to {receiver}."),
    remedy=_("Ask for the consent first; to units of your own no consent is needed."),
    status=403,
    article="PRO-03",
)
NOT_OWN_UNIT = define(
    "AGR-071",
    _("{unit} is no open unit of {institution}."),
    remedy=_("Choose a unit of your own, or name the owner's consent."),
    status=422,
    article="PRO-07",
)
NOT_GIVEN_TO_YOU = define(
    "AGR-072",
    _("{institution} is not given the field {name} of {service} under {agreement}."),
    remedy=_("Only a field that was opened to you can be disputed."),
    status=422,
    article="PRO-05",
)
WITHDRAWN_ALREADY = define(
    "AGR-073",
    _("This consent was withdrawn on {day}."),
    remedy=_("Nothing more is to be done."),
)
