from imece.employment.jobseekers.models.background import (
    Certificate,
    ExamResult,
    LanguageSkill,
    Schooling,
    SoughtPlace,
    WorkPeriod,
)
from imece.employment.jobseekers.models.job_seeker import JobSeeker, SoughtOccupation
from imece.employment.jobseekers.models.waiting_profile import WaitingProfile

__all__ = [
    "Certificate",
    "ExamResult",
    "JobSeeker",
    "LanguageSkill",
    "Schooling",
    "SoughtOccupation",
    "SoughtPlace",
    "WaitingProfile",
    "WorkPeriod",
]
