"""Wizards of P0.4: drafts in the database, one page a step, one final Kaydet.

    MEMBERSHIP = Wizard(kind="membership", namespace="accounts", title=_("Become a member"), permission="public",
                        steps=(Step(slug="firma", title=_("Legal person"), form_class=LegalPersonForm), …),
                        finish=finish_membership)
    urlpatterns = [*MEMBERSHIP.urls("uye-ol/")]

See docs/recipes/wizard.md.
"""

from imece.core.wizards.definition import WIZARDS, Answers, Step, Subject, Wizard
from imece.core.wizards.drafts import delete_expired_drafts, drafts_of, open_drafts
from imece.core.wizards.filled import begin_filled_draft

__all__ = [
    "WIZARDS",
    "Answers",
    "Step",
    "Subject",
    "Wizard",
    "begin_filled_draft",
    "delete_expired_drafts",
    "drafts_of",
    "open_drafts",
]
