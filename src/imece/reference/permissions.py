"""Who may maintain the reference data. Reading is public."""

from django.utils.translation import gettext_lazy as _

from imece.core.permissions import has_grant, is_headquarters, is_system, permit

OCCUPATIONS_EDIT = "reference.occupations.edit"
SPECIAL_DAYS_EDIT = "reference.special_days.edit"
HAZARD_CLASSES_EDIT = "reference.hazard_classes.edit"

permit(
    OCCUPATIONS_EDIT,
    is_system | (is_headquarters & has_grant("dictionary")),
    who=_("headquarters staff with the right «Occupation dictionary»"),
)
permit(
    SPECIAL_DAYS_EDIT,
    is_headquarters & (has_grant("dictionary") | has_grant("parameters")),
    who=_("headquarters staff with the right «Occupation dictionary» or «Legal parameters»"),
)
permit(
    HAZARD_CLASSES_EDIT,
    is_system | (is_headquarters & has_grant("parameters")),
    who=_("headquarters staff with the right «Legal parameters»"),
)
