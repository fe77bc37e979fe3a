from imece.employment.jobseekers.models.background import (
    Certificate,
    ExamResult,
    LanguageSkill,
    Schooling,
    SoughtPlace,
    WorkPeriod,
)
from imece.employment.jobseekers.models.job_seeker import JobSeeker, SoughtOccupation

__all__ = [
    "Certificate",
    "ExamResult",
    "JobSeeker",
    "LanguageSkill",
    "Schooling",
    "SoughtOccupation",
    "SoughtPlace",
    "WorkPeriod",
]
