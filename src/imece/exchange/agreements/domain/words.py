"""The sentences by which the parties are told what happened to their agreement."""

from django.utils.translation import gettext_lazy as _

OFFERED = _("The text is ready; both parties are asked to sign it.")
SIGNED_BY_ONE = _("One party has signed; the other's signature brings it into force.")
IN_FORCE = _("It is signed by both and in force; access under it is open.")
AMENDED = _("A new version of Ek-1 is in force.")
SUSPENDED = _("It is suspended: no question under it is answered.")
MENDED = _("The breach is reported as mended; the suspending party decides on lifting.")
LIFTED = _("A suspension of it is lifted.")
NOTICE_WRITTEN = _("A notice under it was written.")
WILL_END = _("It will not be renewed: it ends with the running term.")
TOO_LATE = _("The notice against renewal came too late: it is renewed.")
RENEWAL_NEAR = _("It will be renewed by itself unless a party gives notice in time.")
RENEWED = _("It is renewed for a year.")
TERM_ENDED = _("Its last term is over.")
TERMINATED = _("It is terminated; nothing is shared under it any more.")
ENDED_MUTUALLY = _("It is ended by mutual consent; nothing is shared under it any more.")
ENDED_BY_LAW = _("It has become inapplicable; from the service of the notice nothing is shared under it.")
