"""What can be wrong with employers and workplaces."""

from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

BAD_VALUE = define(
    "EMP-100", "{message}", remedy=_("Correct the field and save again."), status=422, article="ID-11…20"
)
TAX_NUMBER_TAKEN = define(
    "EMP-101",
    _("An employer with the tax number {tax_id} is already a member."),
    remedy=_("Ask its manager to define you under Kullanıcı Rol Yönetimi, or apply to your provincial unit."),
)
SGK_NUMBER_TAKEN = define(
    "EMP-102",
    _("A workplace with the SGK workplace number {number} is already registered."),
    remedy=_("Compare the 26 digits with the SGK notice; if they are right, apply to your provincial unit."),
)
WRONG_KIND_OF_TAX_NUMBER = define(
    "EMP-103",
    _("{tax_id} does not fit this kind of employer."),
    remedy=_("A legal person has a 10-digit tax number; a natural person uses the own identity number."),
    status=422,
    article="ID-12",
)
DISTRICT_ELSEWHERE = define(
    "EMP-104",
    _("The district {district} does not belong to the province {province}."),
    remedy=_("Choose the province first, then one of its districts."),
    status=422,
)
HAS_BRANCHES = define(
    "EMP-105",
    _("The head office {name} has {count} branches in its province and cannot be closed."),
    remedy=_("Make one of the branches the head office first, or close the branches."),
    article="EMP-09",
)
ALREADY_CLOSED = define(
    "EMP-106",
    _("The workplace {name} was closed on {closed_on}."),
    remedy=_("A closed workplace is not changed; register a new one."),
)
NOT_A_BRANCH = define(
    "EMP-107",
    _("{name} is not a branch of a head office."),
    remedy=_("Choose a branch; it becomes the head office of its province."),
)
ALREADY_THERE = define(
    "EMP-108",
    _("{name} already stands in the province {province}."),
    remedy=_("Choose another province, or change the address alone."),
)
FOUNDER_IS_ANOTHER = define(
    "EMP-109",
    _("The tax number of a natural-person employer is the own identity number; these two differ."),
    remedy=_("Type the same number on both pages, or join as a legal person."),
    status=422,
    article="ID-12",
)
FOUNDER_NOT_PROVEN = define(
    "EMP-110",
    _("The authorised person could not be confirmed with these data."),
    remedy=_(
        "Type number, names and birth year as on the identity card. Whoever is a registered individual already"
        " types the password of that account, or signs in first; what was typed here is kept."
    ),
    status=422,
    article="P1.3",
)
APPLICATION_GONE = define(
    "EMP-111",
    _("This membership application is no longer open."),
    remedy=_("Begin again with Üye Ol; nothing was registered."),
    status=410,
)
APPLICATION_INCOMPLETE = define(
    "EMP-112",
    _("The page before this one is not filled in yet."),
    remedy=_("Go back, fill in the employer's data and go on with İleri."),
)
UNKNOWN_PERSON = define(
    "EMP-121",
    _("The identity register knows nobody with the number {number} and the name {name}."),
    remedy=_("Compare number, name and surname with the identity card."),
    status=422,
    article="EMP-10",
)
OTHER_PROVINCE = define(
    "EMP-122",
    _("The SGK number {number} belongs to another province than the address."),
    remedy=_("Compare both with the workplace's notice to SGK; digits 17 to 19 are the province."),
    status=422,
    article="ID-16",
)
