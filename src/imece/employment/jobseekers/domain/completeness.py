"""How complete a profile is: what is missing, and why it would help. Nothing of it is demanded."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.employment.jobseekers.enums import LineKind, Section
from imece.employment.jobseekers.models import JobSeeker
from imece.reference.enums import EducationLevel

WHY: dict[Section, Text] = {
    Section.IDENTITY: _("Name, date of birth, sex and nationality come from KPS; you type nothing."),
    Section.PLACE: _("Many vacancies are open to people of the district or province."),
    Section.EDUCATION: _("School, department and graduation date are asked for by many vacancies."),
    Section.WORK: _("From the periods your months in each occupation are counted, up to each last application date."),
    Section.OCCUPATIONS: _("Without an occupation hardly anything fits you."),
    Section.LANGUAGES: _("A language with its level opens vacancies that ask for it."),
    Section.DOCUMENTS: _("Licence, certificates and exam points are compared by their dates."),
    Section.WISHES: _("What you look for is weighed before anything is proposed to you."),
    Section.SPECIAL: _("Only if you want to be considered for vacancies reserved by law. Leave it out as you like."),
}  # fmt: skip
OPTIONAL = frozenset({Section.SPECIAL, Section.LANGUAGES, Section.DOCUMENTS})


@dataclass(frozen=True)
class SectionState:
    section: Section
    is_filled: bool
    why: Text

    @property
    def is_optional(self) -> bool:
        return self.section in OPTIONAL


def section_states(profile: JobSeeker) -> list[SectionState]:
    filled = {
        Section.IDENTITY: profile.identity_at is not None and bool(profile.sex),
        Section.PLACE: profile.district_id is not None,
        Section.EDUCATION: _has_schools_enough(profile),
        Section.WORK: profile.work_periods.exists(),
        Section.OCCUPATIONS: profile.occupations.exists(),
        Section.LANGUAGES: profile.languages.exists(),
        Section.DOCUMENTS: _has_documents(profile),
        Section.WISHES: bool(profile.sought_work_kinds),
        Section.SPECIAL: profile.special_consent_at is not None,
    }
    return [SectionState(section, filled[section], WHY[section]) for section in Section]


def completeness(states: list[SectionState]) -> tuple[int, int]:
    """How many of the sections that count are filled, of how many; the optional ones do not count."""
    counted = [one for one in states if not one.is_optional]
    return sum(one.is_filled for one in counted), len(counted)


def _has_schools_enough(profile: JobSeeker) -> bool:
    """Below upper secondary there is no department to name: the level says it all."""
    return not EducationLevel(profile.education).has_department or profile.schools.exists()


def _has_documents(profile: JobSeeker) -> bool:
    return bool(
        profile.licence_classes
        or profile.computer_skills
        or profile.certificates.exists()
        or profile.exam_results.exists()
    )


LINES_OF_SECTION: dict[Section, tuple[LineKind, ...]] = {
    Section.PLACE: (LineKind.PLACE,),
    Section.EDUCATION: (LineKind.SCHOOL,),
    Section.WORK: (LineKind.WORK,),
    Section.LANGUAGES: (LineKind.LANGUAGE,),
    Section.DOCUMENTS: (LineKind.CERTIFICATE, LineKind.EXAM),
}
