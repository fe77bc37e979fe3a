"""The fixed words on the two forms, in the paper's language and not the reader's session."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def form_labels(language: str) -> dict[str, str]:
    """The form for questions on paper (PRO-19)."""
    with translation.override(language):
        return {
            "title": _("Questions on paper"),
            "form": _("Form number"),
            "interruption": _("Interruption"),
            "since": _("Since"),
            "line": _("No"),
            "service": _("Service"),
            "subject": _("Identity number asked about"),
            "user": _("User number"),
            "purpose": _("Purpose and file number"),
            "asked": _("Asked at"),
            "answer": _("Answer, by whom and when"),
            "signature": _("Name, title and signature of the responsible person"),
            "rule": _(
                "Used only while the service is on paper (PRO-19). When the service is back, every line is entered with"
                " its own record; the form is kept with the file."
            ),
        }


def breach_labels(language: str) -> dict[str, str]:
    """The Board's form (KVK-07): time, source, categories, numbers, effects, measures."""
    with translation.override(language):
        return {
            "title": _("Notice of a data breach"),
            "number": _("Number"),
            "reporter": _("Reported by"),
            "happened": _("Time of the breach"),
            "learned": _("Learned at"),
            "due": _("To be told to the Board until"),
            "told": _("Told to the Board at"),
            "late": _("Why it was told late"),
            "source": _("Source: how it happened"),
            "kind": _("Kind"),
            "categories": _("Categories of data"),
            "persons": _("Number of persons"),
            "records": _("Number of records"),
            "effects": _("Likely effects"),
            "measures": _("Measures taken"),
            "addressees": _("Told to"),
            "unknown": pgettext("a number", "not known yet"),
        }
